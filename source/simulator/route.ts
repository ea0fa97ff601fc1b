import type {ServerResponse} from 'node:http';
import type {Machine} from './machine.ts';

/** One request being answered. */
export type Visit = {
	readonly machine: Machine;
	readonly query: URLSearchParams;
	readonly body: string;
	readonly response: ServerResponse;
	/** ms that a one-shot sample takes. */
	readonly statsDelay: number;
	readonly now: () => number;
	/** The version that is spoken, without its `1.`. */
	readonly minorVersion: number;
	/** Whether the engine is a swarm's worker just now. */
	readonly isWorker: boolean;
	/** A part of the path, by its group in the route's pattern. */
	readonly part: (group: number) => string;
	readonly json: (status: number, value: unknown) => void;
	/** An answer without a body. */
	readonly done: (status: number) => void;
	/** An endless answer; `start` gets the way to write and returns the way to stop. */
	readonly stream: (type: string, start: (write: (bytes: Buffer) => void, end: () => void) => () => void) => void;
	/** Calls back once a second on the simulator's one timer; returns the way to stop. */
	readonly everySecond: (work: () => void) => () => void;
};

/** A path that is answered. */
export type Route = {readonly method: string; readonly pattern: RegExp; readonly answer: (visit: Visit) => void};

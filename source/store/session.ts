import type {Engine} from '../engine/engine.ts';
import type {EventBook} from './event-book.ts';
import type {Interest} from './monitor.ts';
import type {Publisher} from './publisher.ts';
import type {Death, Fault} from './state.ts';
import type {AnyTableSource} from './table-source.ts';

/** How often things are asked, ms. */
export type Intervals = {
	readonly ping: number;
	/** Full list of the containers, whatever the events said. */
	readonly reconcile: number;
	/** The same while its events are not heard. */
	readonly unheard: number;
	/** Gathering events before the rows they touch are read again. */
	readonly coalesce: number;
	/** Trying again what failed while the engine is there. */
	readonly again: number;
	readonly info: number;
	readonly services: number;
	readonly tasks: number;
	readonly nodes: number;
	/** All three of these while nobody looks at them. */
	readonly swarmAside: number;
	readonly inspect: number;
	readonly processes: number;
	/** The shortest time between publications. */
	readonly publish: number;
};

/** How often things are asked unless a test says otherwise. */
export const usualIntervals: Intervals = {
	ping: 5000,
	reconcile: 45_000,
	unheard: 3000,
	coalesce: 150,
	again: 2000,
	info: 15_000,
	services: 2500,
	tasks: 2500,
	nodes: 5000,
	swarmAside: 15_000,
	inspect: 5000,
	processes: 2000,
	publish: 250,
};

/** One connection to the engine, as the lanes see it. */
export type Session = {
	readonly engine: Engine;
	readonly publisher: Publisher;
	readonly intervals: Intervals;
	/** What is kept true: a table for each kind. */
	readonly tables: readonly AnyTableSource[];
	/** ms, by the engine's clock. */
	now(): number;
	/** By container id, the ends of the last 10 minutes. */
	deaths(): ReadonlyMap<string, readonly Death[]>;
	/** The last of them of a container. */
	lastDeath(id: string): Death | undefined;
	/** What happened, as far as it is kept. */
	readonly events: EventBook;
	/** What the screen shows; undefined until it first said so. */
	interest(): Interest | undefined;
	/** Something came from the engine. */
	heard(): void;
	/** What was thrown, as state; asks at once whether the engine is still there when it looks as if not. */
	fault(error: unknown): Fault;
};

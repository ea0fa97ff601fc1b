import type {Known} from './readiness.ts';

/** A container that writes a flood of lines while it is wanted. */
export type Flood = {
	readonly name: string;
	readonly start: () => Promise<void>;
	readonly stop: () => Promise<void>;
};

/** The engine that tools are measured on. */
export type BenchEngine = {
	readonly kind: 'lab' | 'simulator' | 'host';
	/** For DOCKER_HOST. */
	readonly url: string;
	readonly version: string;
	/** What runs on it. */
	readonly containers: readonly Known[];
	/** The processes that its CPU is counted of. */
	readonly processes: () => readonly number[];
	/** A container that writes `NAME line N` five times a second. */
	readonly log?: string;
	/** A container that writes `NAME line N` 10,000 times a second between start and stop. */
	readonly flood?: Flood;
	/** Ends what was started for the bench. */
	readonly stop: () => Promise<void>;
};

/** How many containers run of those that are asked for: a large engine also has stopped ones. */
export const runningOf = (count: number): number => (count <= 100 ? count : Math.round(count * 0.9));

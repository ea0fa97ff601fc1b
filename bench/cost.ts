import {tickLength} from './process-stat.ts';

/** What a group of processes has used up to a moment. */
export type Usage = {
	/** `performance.now()` when it was read. */
	readonly at: number;
	readonly ticks: number;
	/** Voluntary context switches so far, by thread. */
	readonly switches: ReadonlyMap<number, number>;
	/** kB. */
	readonly resident: number;
	readonly peak: number;
};

/** What a group of processes used between two moments. */
export type Cost = {
	readonly seconds: number;
	/** ms. */
	readonly cpu: number;
	/** Percent of one core. */
	readonly cpuPercent: number;
	readonly wakeUpsPerSecond: number;
};

/** The difference of two readings. A thread that is new has all its switches counted; one that ended, none. */
export const costBetween = (before: Usage, after: Usage): Cost => {
	const seconds = (after.at - before.at) / 1000;
	const cpu = (after.ticks - before.ticks) * tickLength;
	let wakeUps = 0;
	for (const [thread, count] of after.switches) wakeUps += count - (before.switches.get(thread) ?? 0);
	return {seconds, cpu, cpuPercent: cpu / seconds / 10, wakeUpsPerSecond: wakeUps / seconds};
};

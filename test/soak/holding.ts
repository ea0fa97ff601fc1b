import {readdirSync} from 'node:fs';
import {treeUsage} from '../../bench/processes.ts';
import {medianOf} from '../../bench/spread.ts';

/** What a program holds at a moment: kB of memory, and file descriptors. */
export type Holding = {readonly memory: number; readonly descriptors: number};

/** How much more memory there may be in the last third than in the second: a part, and kB that a heap may swing by. */
const growth = 1.1;
const swing = 12 * 1024;

/** What it holds now. */
export const holdingOf = (pid: number): Holding => ({
	memory: treeUsage(pid).resident,
	descriptors: readdirSync(`/proc/${pid}/fd`).length,
});

/** kB as MB. */
export const megabytes = (kilobytes: number): string => `${(kilobytes / 1024).toFixed(1)} MB`;

/** What is held when it has warmed up and in the end, in kB, and the fault where that is more than chance. */
export const memoryGrowth = (samples: readonly Holding[]) => {
	// A machine that has no time to look a few times has none to leak either.
	if (samples.length < 9) return {warm: 0, end: 0, faults: []};
	const third = Math.floor(samples.length / 3);
	const middle = (from: number, to: number) => medianOf(samples.slice(from, to).map(({memory}) => memory));
	const [warm, end] = [middle(third, 2 * third), middle(2 * third, samples.length)];
	const faults = end > growth * warm + swing ? [`memory grew from ${megabytes(warm)} to ${megabytes(end)}`] : [];
	return {warm, end, faults};
};

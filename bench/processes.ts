import {readdirSync, readFileSync} from 'node:fs';
import type {Usage} from './cost.ts';
import {type ProcessStat, parseProcessStat, statusNumber, treeOf} from './process-stat.ts';

const contents = (path: string): string | undefined => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		// It ended between the listing and the reading.
		return undefined;
	}
};

const numbersIn = (folder: string): number[] => {
	try {
		return readdirSync(folder)
			.filter(name => /^\d+$/.test(name))
			.map(Number);
	} catch {
		return [];
	}
};

/** A process as it is now, or undefined when it is gone. */
export const processStat = (pid: number): ProcessStat | undefined => {
	const line = contents(`/proc/${pid}/stat`);
	return line === undefined ? undefined : parseProcessStat(line);
};

/** Every process of this machine. */
export const allProcesses = (): readonly ProcessStat[] =>
	numbersIn('/proc')
		.map(processStat)
		.filter(stat => stat !== undefined);

/** Whether a process still runs; one that waits only for its parent to look does not. */
export const isRunning = (pid: number): boolean => !'ZX'.includes(processStat(pid)?.state ?? 'X');

const usageOf = (processes: readonly ProcessStat[], ticksOf: (stat: ProcessStat) => number): Usage => {
	const switches = new Map<number, number>();
	let ticks = 0;
	let resident = 0;
	let peak = 0;
	const at = performance.now();
	for (const stat of processes) {
		ticks += ticksOf(stat);
		const status = contents(`/proc/${stat.pid}/status`) ?? '';
		resident += statusNumber(status, 'VmRSS');
		peak += statusNumber(status, 'VmHWM');
		for (const thread of numbersIn(`/proc/${stat.pid}/task`)) {
			const threadStatus = contents(`/proc/${stat.pid}/task/${thread}/status`);
			if (threadStatus !== undefined) switches.set(thread, statusNumber(threadStatus, 'voluntary_ctxt_switches'));
		}
	}
	return {at, ticks, switches, resident, peak};
};

/** What a process and everything that it started have used, also what has ended since. */
export const treeUsage = (root: number): Usage =>
	usageOf(treeOf(root, allProcesses()), ({ticks, childTicks}) => ticks + childTicks);

/** What some processes have used by themselves: a shim's children are the containers'. */
export const groupUsage = (pids: readonly number[]): Usage =>
	usageOf(
		pids.map(processStat).filter(stat => stat !== undefined),
		({ticks}) => ticks,
	);

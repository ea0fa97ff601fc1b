import {readFile, statfs} from 'node:fs/promises';
import {availableParallelism, cpus, freemem, hostname, loadavg, release, totalmem} from 'node:os';
import {setTimeout as pause} from 'node:timers/promises';
import type {EngineFacts, HostLoad} from '../model/engine-facts.ts';

/** ms between two looks at the cores: enough for a hundred ticks of four. */
const lookGap = 250;

const ticks = (): {readonly busy: number; readonly all: number} => {
	let busy = 0;
	let all = 0;
	for (const {times} of cpus()) {
		const sum = times.user + times.nice + times.sys + times.idle + times.irq;
		all += sum;
		busy += sum - times.idle;
	}
	return {busy, all};
};

/** Percent of all cores that were busy for a moment; undefined where that cannot be told. */
const cpuShare = async (signal: AbortSignal): Promise<number | undefined> => {
	const before = ticks();
	await pause(lookGap, undefined, {signal});
	const after = ticks();
	const all = after.all - before.all;
	return all > 0 ? ((after.busy - before.busy) / all) * 100 : undefined;
};

/** What could be handed out without swapping; the system's own word where there is one. */
const freeMemory = async (): Promise<number> => {
	const told = await readFile('/proc/meminfo', 'utf8').catch(() => '');
	const available = Number(/^MemAvailable:\s+(\d+) kB$/m.exec(told)?.[1]);
	return Number.isFinite(available) ? available * 1024 : freemem();
};

const diskOf = async (path: string | undefined): Promise<HostLoad['disk']> => {
	if (path === undefined) return undefined;
	try {
		const {blocks, bavail, bsize} = await statfs(path);
		return {path, size: blocks * bsize, free: bavail * bsize};
	} catch {
		return undefined;
	}
};

/**
 * How the engine's machine stands, where that is this one: a local socket may lead into a virtual machine, or to another
 * one, which has another name or kernel.
 */
export const readHostLoad = async (
	{name, kernel, root}: Pick<EngineFacts, 'name' | 'kernel' | 'root'>,
	isLocal: boolean,
	signal: AbortSignal,
): Promise<EngineFacts['host']> => {
	if (!isLocal) return {unknown: 'the engine is not reached by a socket of this machine'};
	if (kernel !== release()) return {unknown: 'the engine runs on another machine than this program'};
	if (name !== hostname()) return {unknown: `the engine calls its machine ${name}, and this one is ${hostname()}`};
	const [cpu, free, disk] = await Promise.all([cpuShare(signal), freeMemory(), diskOf(root)]);
	return {
		load: loadavg(),
		cores: availableParallelism(),
		...(cpu === undefined ? {} : {cpu}),
		memory: totalmem(),
		freeMemory: free,
		...(disk === undefined ? {} : {disk}),
	};
};

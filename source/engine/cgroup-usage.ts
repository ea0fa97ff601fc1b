import {existsSync, readFileSync} from 'node:fs';
import {totalmem} from 'node:os';
import {join} from 'node:path';
import type {UsageSample} from '../model/usage.ts';
import {EngineError} from './engine-error.ts';
import {present} from './wire.ts';

/** What has to be known of a container to find its files. */
export type ContainerProcess = {readonly pid: number; readonly networkMode: string | undefined};

/** How the engine is asked about containers whose files are not found without it. */
export type ContainerProcesses = {
	/** Asks for the first process of a running container. */
	readonly find: (id: string, signal: AbortSignal) => Promise<ContainerProcess | undefined>;
	/** The network mode that the last list told; undefined where it told none. */
	readonly networkMode: (id: string) => string | undefined;
};

/** Where the kernel keeps a container's counters. */
type Place = {
	readonly isV2: boolean;
	/** Paths below the root by controller; the unified hierarchy's is under ''. They contain the container's id. */
	readonly paths: ReadonlyMap<string, string>;
	readonly files: Files;
	limit: {readonly bytes: number; readonly isCpuLimited: boolean; readonly readAt: number};
};

/** Paths of the files that are read at each sample; an undefined one is not there. */
type Files = {
	readonly memory: string;
	readonly memoryStat: string;
	readonly memoryLimit: string;
	readonly cpu: string;
	/** Nanoseconds by core; the unified hierarchy does not tell. */
	readonly cores: string | undefined;
	/** How often the CPU limit held it back, and that limit where it stands by itself. */
	readonly throttling: string;
	readonly quota: string | undefined;
	readonly block: string | undefined;
	readonly pids: string | undefined;
	readonly network: string | undefined;
};

type Host = {readonly systemTotal: number; readonly onlineCpus: number};

/** Where the kernel shows its files. */
export type KernelFiles = {readonly cgroup: string; readonly proc: string};

const usualFiles: KernelFiles = {cgroup: '/sys/fs/cgroup', proc: '/proc'};
/** A limit changes by `docker update` only: it is read again after so many ms. */
const limitAge = 10_000;
/** The host's time is counted in ticks of this many ms: within one of them it need not be read again. */
const hostTick = 10;
/** So many places are kept; those of containers that are gone are the first to be forgotten. */
const mostPlaces = 2000;
const machineMemory = totalmem();

const read = (path: string): string => readFileSync(path, 'utf8');

const ifExists = (path: string): string | undefined => (existsSync(path) ? path : undefined);

const numberIn = (text: string): number | undefined => {
	const value = text.trim() === '' ? Number.NaN : Number(text);
	return Number.isFinite(value) ? value : undefined;
};

/** The value of a line `name value`. */
const fieldIn = (text: string, name: string): number | undefined => {
	let at = text.indexOf(`${name} `);
	// Another field's name may end with this one.
	while (at > 0 && text[at - 1] !== '\n') at = text.indexOf(`${name} `, at + 1);
	if (at === -1) return undefined;
	const end = text.indexOf('\n', at);
	return numberIn(text.slice(at + name.length + 1, end === -1 ? undefined : end));
};

/** The network mode of the container whose network this one joined, or its own; undefined where that is not known. */
const modeJoined = (mode: string | undefined, modeOf: ContainerProcesses['networkMode']): string | undefined => {
	const joined = mode?.startsWith('container:') ? mode.slice('container:'.length) : undefined;
	return joined === undefined ? mode : modeJoined(modeOf(joined), modeOf);
};

/** The directory of a controller: v1 has one for each, v2 one for all. */
const directoryOf = (root: string, paths: ReadonlyMap<string, string>, controller: string): string =>
	paths.has('memory') ? join(root, controller, paths.get(controller) ?? '') : join(root, paths.get('') ?? '');

const placeAt = (
	kernel: KernelFiles,
	paths: ReadonlyMap<string, string>,
	{pid, networkMode}: ContainerProcess,
): Place => {
	const isV2 = !paths.has('memory');
	const path = (controller: string, file: string) => join(directoryOf(kernel.cgroup, paths, controller), file);
	return {
		isV2,
		paths,
		limit: {bytes: machineMemory, isCpuLimited: false, readAt: Number.NEGATIVE_INFINITY},
		files: {
			memory: path('memory', isV2 ? 'memory.current' : 'memory.usage_in_bytes'),
			memoryStat: path('memory', 'memory.stat'),
			memoryLimit: path('memory', isV2 ? 'memory.max' : 'memory.limit_in_bytes'),
			cpu: isV2 ? path('cpu', 'cpu.stat') : path('cpuacct', 'cpuacct.usage'),
			cores: isV2 ? undefined : ifExists(path('cpuacct', 'cpuacct.usage_percpu')),
			throttling: path('cpu', 'cpu.stat'),
			quota: isV2 ? undefined : ifExists(path('cpu', 'cpu.cfs_quota_us')),
			block: isV2
				? ifExists(path('io', 'io.stat'))
				: // Without CFQ dockerd reads v1's throttle file.
					(ifExists(path('blkio', 'blkio.io_service_bytes_recursive')) ??
					ifExists(path('blkio', 'blkio.throttle.io_service_bytes'))),
			pids: ifExists(path('pids', 'pids.current')),
			// None, and the host's, are not counted as a container's.
			network:
				networkMode === undefined || networkMode === 'host' || networkMode === 'none'
					? undefined
					: join(kernel.proc, `${pid}/net/dev`),
		},
	};
};

/** Finds a container's cgroup by its first process, and makes sure that it is that container's: pids may be another machine's. */
const findPlace = (kernel: KernelFiles, id: string, process: ContainerProcess): Place => {
	const paths = new Map<string, string>();
	for (const line of read(join(kernel.proc, `${process.pid}/cgroup`))
		.trim()
		.split('\n')) {
		const [, controllers = '', path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
		for (const controller of controllers.split(',')) paths.set(controller, path);
	}
	if (![...paths.values()].some(path => path.includes(id)))
		throw new EngineError('forbidden', 'the container’s process is not on this machine');
	return placeAt(kernel, paths, process);
};

/** Finds a container's cgroup beside that of another one, as an engine keeps most of them in one parent; asks nobody. */
const findBeside = (
	kernel: KernelFiles,
	[knownId, known]: readonly [string, Place],
	id: string,
	networkMode: string | undefined,
): Place | undefined => {
	const paths = new Map([...known.paths].map(([controller, path]) => [controller, path.replaceAll(knownId, id)]));
	try {
		const processes = read(join(directoryOf(kernel.cgroup, paths, 'memory'), 'cgroup.procs'));
		const pid = Number.parseInt(processes, 10);
		return pid > 0 ? placeAt(kernel, paths, {pid, networkMode}) : undefined;
	} catch {
		// Somewhere else, or it does not run: the engine knows.
		return undefined;
	}
};

/**
 * Nanoseconds that all cores spent, as dockerd adds them up: the first seven fields of /proc/stat, in ticks of 1/100 s;
 * and how many cores are online, each of which has a line of its own there.
 */
const hostOf = (text: string): Host => {
	const fields = text.slice(0, text.indexOf('\n')).trim().split(/\s+/).slice(1, 8);
	return {
		systemTotal: fields.reduce((sum, field) => sum + Number(field), 0) * 1e7,
		onlineCpus: text.match(/^cpu\d/gm)?.length ?? 1,
	};
};

/** Bytes without the page cache. Source: docker/cli stats_helpers.go. */
const memoryOf = ({isV2, files}: Place): number | undefined => {
	const usage = numberIn(read(files.memory));
	const inactive = fieldIn(read(files.memoryStat), isV2 ? 'inactive_file' : 'total_inactive_file');
	return usage !== undefined && inactive !== undefined && inactive < usage ? usage - inactive : usage;
};

/** Bytes, no limit being the machine's memory; and whether its CPU is limited. */
const limitOf = (place: Place, now: number): Place['limit'] => {
	if (now - place.limit.readAt >= limitAge) {
		const limit = numberIn(read(place.files.memoryLimit)) ?? machineMemory;
		const {quota} = place.files;
		// Where one file tells both, what it says of the limit is looked at anyhow.
		const isCpuLimited = quota === undefined ? place.isV2 : (numberIn(read(quota)) ?? 0) > 0;
		place.limit = {bytes: Math.min(limit, machineMemory), isCpuLimited, readAt: now};
	}
	return place.limit;
};

/** Bytes read and written. */
const blockOf = ({isV2, files}: Place): {readonly read: number; readonly written: number} => {
	const text = files.block === undefined ? '' : read(files.block);
	const sum = (pattern: RegExp): number => {
		let total = 0;
		for (const match of text.matchAll(pattern)) total += Number(match[1]);
		return total;
	};
	return isV2
		? {read: sum(/rbytes=(\d+)/g), written: sum(/wbytes=(\d+)/g)}
		: {read: sum(/^\S+ Read (\d+)$/gm), written: sum(/^\S+ Write (\d+)$/gm)};
};

/** Bytes over all interfaces of the container's network, or of that which it joined; unknown on the host's. */
const networkOf = ({files}: Place): {readonly received: number; readonly sent: number} | undefined => {
	if (files.network === undefined) return undefined;
	let received = 0;
	let sent = 0;
	// `eth0: bytes`, seven more fields of what came in, then the bytes of what went out.
	for (const [, name, into, out] of read(files.network).matchAll(/^\s*(\S+):\s*(\d+)(?:\s+\d+){7}\s+(\d+)/gm)) {
		if (name === 'lo') continue;
		received += Number(into);
		sent += Number(out);
	}
	return {received, sent};
};

type CpuFigures = Pick<UsageSample, 'cpuTotal' | 'periods' | 'throttledPeriods' | 'coreTotals'>;

/** What a text of `cpu.stat` tells of its limit; nothing where there is none. */
const throttlingIn = (text: string): Pick<CpuFigures, 'periods' | 'throttledPeriods'> => {
	const periods = fieldIn(text, 'nr_periods');
	const throttledPeriods = fieldIn(text, 'nr_throttled');
	return periods === undefined || periods === 0 || throttledPeriods === undefined ? {} : {periods, throttledPeriods};
};

const cpuOf = ({isV2, files, limit: {isCpuLimited}}: Place): CpuFigures => {
	if (isV2) {
		const text = read(files.cpu);
		return {cpuTotal: (fieldIn(text, 'usage_usec') ?? 0) * 1000, ...throttlingIn(text)};
	}
	const throttling = isCpuLimited ? throttlingIn(read(files.throttling)) : {};
	if (files.cores === undefined) return {cpuTotal: Number(read(files.cpu)), ...throttling};
	// The whole is the sum of these, as the kernel makes it.
	const coreTotals = read(files.cores).trim().split(' ').map(Number);
	return {cpuTotal: coreTotals.reduce((sum, core) => sum + core, 0), coreTotals, ...throttling};
};

/**
 * Reads usage from the kernel's own files: the numbers of `docker stats` at a twentieth of the cost, and none of it in
 * the daemon, which is asked about one container, or about those that it keeps elsewhere. Undefined for a container
 * that does not run; fails as `forbidden` where the files cannot be read.
 */
export const createCgroupReader = ({find, networkMode}: ContainerProcesses, kernel: KernelFiles = usualFiles) => {
	const places = new Map<string, Place>();
	let model: readonly [string, Place] | undefined;
	let host: (Host & {readonly readAt: number}) | undefined;

	const besideModel = (id: string): Place | undefined => {
		const mode = networkMode(id);
		return model === undefined || mode === undefined
			? undefined
			: findBeside(kernel, model, id, modeJoined(mode, networkMode));
	};
	const hostAt = (now: number): Host => {
		if (host === undefined || Math.abs(now - host.readAt) >= hostTick)
			host = {...hostOf(read(join(kernel.proc, 'stat'))), readAt: now};
		return host;
	};
	const sampleOf = (place: Place): UsageSample => {
		const at = Date.now();
		const {systemTotal, onlineCpus} = hostAt(at);
		const network = networkOf(place);
		const block = blockOf(place);
		const limit = limitOf(place, at);
		return present<UsageSample>({
			at,
			...cpuOf(place),
			systemTotal,
			onlineCpus,
			memory: memoryOf(place),
			memoryLimit: limit.bytes,
			received: network?.received,
			sent: network?.sent,
			read: block.read,
			written: block.written,
			pids: place.files.pids === undefined ? undefined : numberIn(read(place.files.pids)),
		});
	};
	const keep = (id: string, place: Place): UsageSample => {
		const sample = sampleOf(place);
		// The one that was read last goes to the end.
		places.delete(id);
		places.set(id, place);
		const [oldest] = places.size > mostPlaces ? places.keys() : [];
		if (oldest !== undefined) places.delete(oldest);
		model = [id, place];
		return sample;
	};

	return async (id: string, signal: AbortSignal): Promise<UsageSample | undefined> => {
		const known = places.get(id) ?? besideModel(id);
		if (known !== undefined) {
			try {
				return keep(id, known);
			} catch {
				// The process is gone: the container may live again under another one.
				places.delete(id);
			}
		}
		const process = await find(id, signal);
		if (process === undefined) return undefined;
		try {
			return keep(id, findPlace(kernel, id, {...process, networkMode: modeJoined(process.networkMode, networkMode)}));
		} catch (error) {
			if (error instanceof EngineError) throw error;
			throw new EngineError('forbidden', 'the cgroup files of the container cannot be read', {cause: error});
		}
	};
};

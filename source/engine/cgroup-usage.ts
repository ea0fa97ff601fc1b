import {readFileSync, statSync} from 'node:fs';
import {totalmem} from 'node:os';
import {join} from 'node:path';
import type {UsageSample} from '../model/usage.ts';
import {EngineError} from './engine-error.ts';
import {present} from './wire.ts';

/** What has to be known of a container to find its files. */
export type ContainerProcess = {readonly pid: number; readonly networkMode: string | undefined};

/** Where the kernel keeps a container's counters. */
type Place = {
	readonly isV2: boolean;
	readonly path: (controller: string, file: string) => string;
	readonly process: ContainerProcess;
};

const root = '/sys/fs/cgroup';

const read = (path: string): string => readFileSync(path, 'utf8');

const readOptional = (path: string): string | undefined => {
	try {
		return read(path);
	} catch {
		// A controller that is not mounted: its figures are unknown.
		return undefined;
	}
};

const numberIn = (text: string | undefined): number | undefined => {
	const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
	return Number.isFinite(value) ? value : undefined;
};

const fieldIn = (text: string | undefined, name: string): number | undefined => {
	const at = `\n${text ?? ''}`.indexOf(`\n${name} `);
	return at === -1 ? undefined : numberIn(text?.slice(at + name.length + 1).split('\n', 1)[0]);
};

/** Finds a container's cgroup by its first process, and makes sure that it is that container's: pids may be another machine's. */
const findPlace = (id: string, process: ContainerProcess): Place => {
	const lines = read(`/proc/${process.pid}/cgroup`)
		.trim()
		.split('\n')
		.map(line => /^\d+:([^:]*):(.*)$/.exec(line));
	if (!lines.some(line => line?.[2]?.includes(id) ?? false))
		throw new EngineError('forbidden', 'the container’s process is not on this machine');
	const paths = new Map(
		lines.flatMap(line =>
			(line?.[1] ?? '').split(',').map((controller): [string, string] => [controller, line?.[2] ?? '']),
		),
	);
	const unified = paths.get('') ?? '';
	const isV2 = !paths.has('memory');
	return {
		isV2,
		process,
		path: (controller, file) =>
			isV2 ? join(root, unified, file) : join(root, controller, paths.get(controller) ?? '', file),
	};
};

/**
 * Nanoseconds that all cores spent, as dockerd adds them up: the first seven fields of /proc/stat, in ticks of 1/100 s;
 * and how many cores are online, each of which has a line of its own there.
 */
const hostOf = (): {readonly systemTotal: number; readonly onlineCpus: number} => {
	const text = read('/proc/stat');
	const fields = text.slice(0, text.indexOf('\n')).trim().split(/\s+/).slice(1, 8);
	return {
		systemTotal: fields.reduce((sum, field) => sum + Number(field), 0) * 1e7,
		onlineCpus: text.match(/^cpu\d/gm)?.length ?? 1,
	};
};

/** Memory without the page cache, and its limit; no limit is the machine's memory. Source: docker/cli stats_helpers.go. */
const memoryOf = ({isV2, path}: Place): {readonly memory: number | undefined; readonly limit: number} => {
	const usage = numberIn(read(path('memory', isV2 ? 'memory.current' : 'memory.usage_in_bytes')));
	const inactive = fieldIn(readOptional(path('memory', 'memory.stat')), isV2 ? 'inactive_file' : 'total_inactive_file');
	const limit = numberIn(readOptional(path('memory', isV2 ? 'memory.max' : 'memory.limit_in_bytes')));
	return {
		memory: usage !== undefined && inactive !== undefined && inactive < usage ? usage - inactive : usage,
		limit: Math.min(limit ?? Number.POSITIVE_INFINITY, totalmem()),
	};
};

/** Bytes read and written. Without CFQ dockerd reads v1's throttle file. */
const blockOf = ({isV2, path}: Place): {readonly read: number; readonly written: number} => {
	const text = isV2
		? readOptional(path('io', 'io.stat'))
		: (readOptional(path('blkio', 'blkio.io_service_bytes_recursive')) ??
			readOptional(path('blkio', 'blkio.throttle.io_service_bytes')));
	const sum = (pattern: RegExp): number =>
		[...(text ?? '').matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
	return isV2
		? {read: sum(/rbytes=(\d+)/g), written: sum(/wbytes=(\d+)/g)}
		: {read: sum(/^\S+ Read (\d+)$/gm), written: sum(/^\S+ Write (\d+)$/gm)};
};

/** Bytes over all interfaces of the container's own network; unknown where it shares another's. */
const networkOf = ({
	pid,
	networkMode,
}: ContainerProcess): {readonly received: number; readonly sent: number} | undefined => {
	if (networkMode === 'host' || networkMode === 'none' || networkMode?.startsWith('container:') === true)
		return undefined;
	let received = 0;
	let sent = 0;
	for (const line of read(`/proc/${pid}/net/dev`).split('\n').slice(2)) {
		const [name, ...fields] = line.trim().split(/[:\s]+/);
		if (name === undefined || name === '' || name === 'lo') continue;
		received += Number(fields[0]);
		sent += Number(fields[8]);
	}
	return {received, sent};
};

const cpuOf = ({isV2, path}: Place): number =>
	isV2
		? (fieldIn(read(path('cpu', 'cpu.stat')), 'usage_usec') ?? 0) * 1000
		: Number(read(path('cpuacct', 'cpuacct.usage')));

const sampleOf = (place: Place): UsageSample => {
	const {memory, limit} = memoryOf(place);
	const network = networkOf(place.process);
	const block = blockOf(place);
	return present<UsageSample>({
		at: Date.now(),
		cpuTotal: cpuOf(place),
		...hostOf(),
		memory,
		memoryLimit: limit,
		received: network?.received,
		sent: network?.sent,
		read: block.read,
		written: block.written,
		pids: numberIn(readOptional(place.path('pids', 'pids.current'))),
	});
};

/**
 * Reads usage from the kernel's own files: the numbers of `docker stats` at a twentieth of the cost, and none of it in
 * the daemon. `find` asks the engine for the first process of a running container, once a life. Undefined for a
 * container that does not run; fails as `forbidden` where the files cannot be read.
 */
export const createCgroupReader = (
	find: (id: string, signal: AbortSignal) => Promise<ContainerProcess | undefined>,
) => {
	const places = new Map<string, Place>();
	return async (id: string, signal: AbortSignal): Promise<UsageSample | undefined> => {
		const known = places.get(id);
		if (known !== undefined) {
			try {
				return sampleOf(known);
			} catch {
				// The process is gone: the container may live again under another one.
				places.delete(id);
			}
		}
		const process = await find(id, signal);
		if (process === undefined) return undefined;
		try {
			statSync(root);
			const place = findPlace(id, process);
			const sample = sampleOf(place);
			places.set(id, place);
			return sample;
		} catch (error) {
			if (error instanceof EngineError) throw error;
			throw new EngineError('forbidden', 'the cgroup files of the container cannot be read', {cause: error});
		}
	};
};

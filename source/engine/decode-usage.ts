import type {UsageSample} from '../model/usage.ts';
import {moment, number, positive, present, type Wire, wire, wires} from './wire.ts';

/** Cores that are told one by one. */
const mostCores = 256;

/**
 * Memory in use, without the page cache. Source: docker/cli `stats_helpers.go`, calculateMemUsageUnixNoCache:
 * cgroup v1 has total_inactive_file, v2 has inactive_file.
 */
const memoryOf = (memory: Wire): number | undefined => {
	const usage = positive(memory.usage);
	if (usage === undefined) return undefined;
	const stats = wire(memory.stats);
	const v1 = number(stats.total_inactive_file);
	if (v1 !== undefined && v1 < usage) return usage - v1;
	const v2 = number(stats.inactive_file);
	return v2 !== undefined && v2 < usage ? usage - v2 : usage;
};

const networkTotals = (networks: unknown): {readonly received: number; readonly sent: number} | undefined => {
	// Absent on the host's network: nobody counted, which is not 0.
	if (typeof networks !== 'object' || networks === null) return undefined;
	let received = 0;
	let sent = 0;
	for (const value of Object.values(networks)) {
		received += number(wire(value).rx_bytes) ?? 0;
		sent += number(wire(value).tx_bytes) ?? 0;
	}
	return {received, sent};
};

const blockTotals = (block: Wire): {readonly read: number; readonly written: number} => {
	let read = 0;
	let written = 0;
	for (const value of wires(block.io_service_bytes_recursive)) {
		const entry = wire(value);
		const letter = typeof entry.op === 'string' ? entry.op.charAt(0).toLowerCase() : '';
		if (letter === 'r') read += number(entry.value) ?? 0;
		if (letter === 'w') written += number(entry.value) ?? 0;
	}
	return {read, written};
};

/** A body of `/containers/{id}/stats`; undefined for a container that does not run, whose counters are empty. */
export const decodeUsage = (value: unknown): UsageSample | undefined => {
	const body = wire(value);
	const at = moment(body.read);
	const cpu = wire(body.cpu_stats);
	const total = number(wire(cpu.cpu_usage).total_usage);
	if (at === undefined || total === undefined || (total === 0 && number(cpu.system_cpu_usage) === undefined))
		return undefined;
	const coreTotals = wires(wire(cpu.cpu_usage).percpu_usage).map(core => number(core) ?? 0);
	const cores = coreTotals.length;
	const throttling = wire(cpu.throttling_data);
	const periods = positive(throttling.periods);
	const memory = wire(body.memory_stats);
	const network = networkTotals(body.networks);
	const block = blockTotals(wire(body.blkio_stats));
	return present<UsageSample>({
		at,
		cpuTotal: total,
		systemTotal: number(cpu.system_cpu_usage),
		onlineCpus: positive(cpu.online_cpus) ?? (cores > 0 ? cores : undefined),
		memory: memoryOf(memory),
		memoryLimit: positive(memory.limit),
		received: network?.received,
		sent: network?.sent,
		read: block.read,
		written: block.written,
		pids: number(wire(body.pids_stats).current),
		periods,
		throttledPeriods: periods === undefined ? undefined : number(throttling.throttled_periods),
		coreTotals: cores > 0 && cores <= mostCores ? coreTotals : undefined,
	});
};

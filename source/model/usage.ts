/** Raw counters of one container at one moment, as the engine or its cgroup tells them. */
export type UsageSample = {
	/** ms since the epoch, the engine's own clock where it tells it. */
	readonly at: number;
	/** Nanoseconds of CPU used since the container started. */
	readonly cpuTotal: number;
	/** Nanoseconds of CPU that the whole host spent, all cores. */
	readonly systemTotal?: number;
	readonly onlineCpus?: number;
	/** Bytes, by the formula of `docker stats`. */
	readonly memory?: number;
	/** Bytes; equal to the host's memory when there is no limit. */
	readonly memoryLimit?: number;
	/** Bytes since the start, all interfaces; absent on the host's network. */
	readonly received?: number;
	readonly sent?: number;
	readonly read?: number;
	readonly written?: number;
	readonly pids?: number;
	/** Periods of its CPU limit since the start, and those in which it had used it up; absent where none is told. */
	readonly periods?: number;
	readonly throttledPeriods?: number;
	/** Nanoseconds of CPU by core. */
	readonly coreTotals?: readonly number[];
};

/** What is shown of a container's usage. Absent is unknown, never 0. */
export type Usage = {
	readonly at: number;
	/** Percent of one core, as `docker stats` counts: two busy cores are 200. */
	readonly cpu?: number;
	readonly memory?: number;
	readonly memoryLimit?: number;
	/** Percent of the limit. */
	readonly memoryPercent?: number;
	/** Totals in bytes. */
	readonly received?: number;
	readonly sent?: number;
	readonly read?: number;
	readonly written?: number;
	/** Bytes per second between the last two samples. */
	readonly receiveRate?: number;
	readonly sendRate?: number;
	readonly readRate?: number;
	readonly writeRate?: number;
	readonly pids?: number;
	/** Percent of the periods between the last two samples in which it was held back by its CPU limit. */
	readonly throttled?: number;
	/** Percent of each core, in their order, where the engine tells. */
	readonly cores?: readonly number[];
};

/** Whether `next` can be compared with `previous`: newer, and not from a later life of the container. */
export const isComparable = (previous: UsageSample, next: UsageSample): boolean =>
	next.at > previous.at && next.cpuTotal >= previous.cpuTotal;

/**
 * CPU percent between two samples: cpuΔ / systemΔ × online CPUs × 100.
 * Source: docker/cli, `cli/command/container/stats_helpers.go`, calculateCPUPercentUnix.
 */
export const cpuPercent = (previous: UsageSample, next: UsageSample): number | undefined => {
	if (next.systemTotal === undefined || previous.systemTotal === undefined) return undefined;
	const cpu = next.cpuTotal - previous.cpuTotal;
	const system = next.systemTotal - previous.systemTotal;
	if (system <= 0) return undefined;
	if (next.onlineCpus === undefined) return undefined;
	return cpu > 0 ? (cpu / system) * next.onlineCpus * 100 : 0;
};

const rate = (previous: number | undefined, next: number | undefined, milliseconds: number): number | undefined =>
	previous === undefined || next === undefined || next < previous
		? undefined
		: ((next - previous) / milliseconds) * 1000;

/** Percent of periods in which it was held back; undefined where it has no limit to be held back by. */
const throttledBetween = (previous: UsageSample, next: UsageSample): number | undefined => {
	const periods = (next.periods ?? 0) - (previous.periods ?? 0);
	const throttled = (next.throttledPeriods ?? 0) - (previous.throttledPeriods ?? 0);
	return periods > 0 && throttled >= 0 ? Math.min(100, (throttled / periods) * 100) : undefined;
};

/** Percent of each core: as the whole is, of what the host spent meanwhile. */
const coresBetween = (previous: UsageSample, next: UsageSample): readonly number[] | undefined => {
	const {coreTotals, systemTotal, onlineCpus} = next;
	const before = previous.coreTotals;
	if (coreTotals === undefined || before === undefined || coreTotals.length !== before.length) return undefined;
	const system = (systemTotal ?? 0) - (previous.systemTotal ?? 0);
	if (system <= 0 || onlineCpus === undefined) return undefined;
	return coreTotals.map((total, core) => (Math.max(0, total - (before[core] ?? total)) / system) * onlineCpus * 100);
};

const withoutUndefined = <T extends object>(record: {[Key in keyof T]: T[Key] | undefined}): T =>
	Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

/** Usage at `next`; the rates and CPU are known only when there is a comparable `previous`. */
export const usageBetween = (previous: UsageSample | undefined, next: UsageSample): Usage => {
	const base = previous !== undefined && isComparable(previous, next) ? previous : undefined;
	const elapsed = base === undefined ? 0 : next.at - base.at;
	const since = (key: 'received' | 'sent' | 'read' | 'written') =>
		base === undefined ? undefined : rate(base[key], next[key], elapsed);
	return withoutUndefined<Usage>({
		at: next.at,
		cpu: base === undefined ? undefined : cpuPercent(base, next),
		memory: next.memory,
		memoryLimit: next.memoryLimit,
		memoryPercent:
			next.memory === undefined || next.memoryLimit === undefined || next.memoryLimit === 0
				? undefined
				: (next.memory / next.memoryLimit) * 100,
		received: next.received,
		sent: next.sent,
		read: next.read,
		written: next.written,
		receiveRate: since('received'),
		sendRate: since('sent'),
		readRate: since('read'),
		writeRate: since('written'),
		pids: next.pids,
		throttled: base === undefined ? undefined : throttledBetween(base, next),
		cores: base === undefined ? undefined : coresBetween(base, next),
	});
};

const summed = [
	'cpu',
	'memory',
	'received',
	'sent',
	'read',
	'written',
	'receiveRate',
	'sendRate',
	'readRate',
	'writeRate',
	'pids',
] as const;

/** Usage as it goes into a sum of a container that joined another's network: its bytes are those of that other one. */
export const withoutNetwork = ({received, sent, receiveRate, sendRate, ...own}: Usage): Usage => own;

/** The sum of several containers' usage; a figure that nobody knows stays unknown. `at` is the oldest. */
export const totalUsage = (usages: Iterable<Usage>): Usage | undefined => {
	const total: {at: number} & {-readonly [Key in (typeof summed)[number]]?: number} = {at: Number.POSITIVE_INFINITY};
	for (const usage of usages) {
		total.at = Math.min(total.at, usage.at);
		for (const key of summed) {
			const value = usage[key];
			if (value !== undefined) total[key] = (total[key] ?? 0) + value;
		}
	}
	return Number.isFinite(total.at) ? total : undefined;
};

import type {Usage} from '../model/usage.ts';

/** A figure that is kept over time. */
export type SeriesKey = 'cpu' | 'memory' | 'receiveRate' | 'sendRate' | 'readRate' | 'writeRate';

/** Usage of one container (or a sum of them) now and over the last 5 minutes. */
export type UsageHistory = {
	readonly latest: Usage;
	/**
	 * The figure in `points` equal steps that end at `until` and span `milliseconds`; oldest first.
	 * A step without a sample is undefined, never 0.
	 */
	series(key: SeriesKey, points: number, milliseconds: number, until: number): ReadonlyArray<number | undefined>;
};

/** A history that samples are added to. */
export type UsageRing = {
	/** Adds a sample; its time is `usage.at`. One within the same second replaces the last. */
	add(usage: Usage): void;
	/** The history as it is after the last sample; a new object after each, so that a change is seen. Undefined before the first. */
	history(): UsageHistory | undefined;
};

const keys: readonly SeriesKey[] = ['cpu', 'memory', 'receiveRate', 'sendRate', 'readRate', 'writeRate'];
const span = 300_000;
const resolution = 1000;
const firstCapacity = 16;
const largestCapacity = span / resolution + 4;
/** Rows off screen are sampled each 5-10 s: a value holds that long. */
const holds = 12_000;

/** A compact ring: it begins small and grows with the rate of samples, up to one a second for 5 minutes. */
export const createUsageRing = (): UsageRing => {
	let capacity = firstCapacity;
	let times = new Float64Array(capacity);
	let values = keys.map(() => new Float32Array(capacity));
	let start = 0;
	let length = 0;
	let current: UsageHistory | undefined;

	const slot = (index: number) => (start + index) % capacity;
	const timeAt = (index: number) => times[slot(index)] ?? 0;

	const grow = () => {
		const larger = Math.min(largestCapacity, capacity * 2);
		const reordered = <A extends Float32Array | Float64Array>(from: A, to: A): A => {
			for (let index = 0; index < length; index++) to[index] = from[slot(index)] ?? Number.NaN;
			return to;
		};
		times = reordered(times, new Float64Array(larger));
		values = values.map(column => reordered(column, new Float32Array(larger)));
		start = 0;
		capacity = larger;
	};

	const place = (at: number): number => {
		// A little under a second counts as the next one: polls jitter.
		if (length > 0 && at - timeAt(length - 1) < resolution * 0.4) return slot(length - 1);
		if (length === capacity && at - timeAt(0) < span && capacity < largestCapacity) grow();
		if (length === capacity) start = (start + 1) % capacity;
		else length++;
		return slot(length - 1);
	};

	const series: UsageHistory['series'] = (key, points, milliseconds, until) => {
		const column = values[keys.indexOf(key)] ?? new Float32Array(0);
		const step = milliseconds / points;
		const from = until - milliseconds;
		let index = 0;
		let held = Number.NaN;
		let heldAt = Number.NEGATIVE_INFINITY;
		while (index < length && timeAt(index) <= from) {
			held = column[slot(index)] ?? Number.NaN;
			heldAt = timeAt(index);
			index++;
		}
		const result: Array<number | undefined> = [];
		for (let point = 1; point <= points; point++) {
			const end = from + point * step;
			let sum = 0;
			let count = 0;
			for (; index < length && timeAt(index) <= end; index++) {
				held = column[slot(index)] ?? Number.NaN;
				heldAt = timeAt(index);
				if (!Number.isNaN(held)) {
					sum += held;
					count++;
				}
			}
			if (count > 0) result.push(sum / count);
			else result.push(!Number.isNaN(held) && end - heldAt <= holds ? held : undefined);
		}
		return result;
	};

	return {
		history: () => current,
		add(usage) {
			const at = place(usage.at);
			times[at] = usage.at;
			keys.forEach((key, column) => {
				const store = values[column];
				if (store !== undefined) store[at] = usage[key] ?? Number.NaN;
			});
			current = {latest: usage, series};
		},
	};
};

import type {Usage} from '../model/usage.ts';

/** A figure that is kept over time. */
export type SeriesKey = 'cpu' | 'memory' | 'receiveRate' | 'sendRate' | 'readRate' | 'writeRate';

/** How finely and how long figures are kept, ms. */
export type RingScale = {
	readonly span: number;
	/** The usual time between two slots. */
	readonly resolution: number;
	/** Samples that come within so long after the first of a slot share it, as their mean. */
	readonly shared: number;
};

/** A compact ring of figures over time. */
export type FigureRing = {
	/** Adds a sample; its time is `usage.at`. */
	add(usage: Usage): void;
	/**
	 * The figure in `points` equal steps that end at `until` and span `milliseconds`; oldest first.
	 * A step without a sample is undefined, never 0.
	 */
	series(key: SeriesKey, points: number, milliseconds: number, until: number): ReadonlyArray<number | undefined>;
};

const keys: readonly SeriesKey[] = ['cpu', 'memory', 'receiveRate', 'sendRate', 'readRate', 'writeRate'];
const firstCapacity = 16;
/** Rows off screen are sampled each 5-10 s: a value holds that long. */
const holds = 12_000;

/** Makes an empty ring: it begins small and grows with the rate of samples, up to one slot each `resolution`. */
export const createFigureRing = ({span, resolution, shared}: RingScale): FigureRing => {
	// Timers jitter: a few slots more than the span has.
	const largestCapacity = Math.ceil(span / resolution) + 4;
	let capacity = firstCapacity;
	let times = new Float64Array(capacity);
	let values = keys.map(() => new Float32Array(capacity));
	let start = 0;
	let length = 0;
	/** How many samples the newest slot's mean is made of, by figure: some may lack one. */
	const counts = new Uint32Array(keys.length);

	// A remainder costs more than all else here, and each row on screen asks some dozen times.
	const slot = (index: number) => (start + index < capacity ? start + index : start + index - capacity);
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

	const openSlot = (at: number) => {
		if (length === capacity && at - timeAt(0) < span && capacity < largestCapacity) grow();
		if (length === capacity) start = (start + 1) % capacity;
		else length++;
		const place = slot(length - 1);
		times[place] = at;
		for (const column of values) column[place] = Number.NaN;
		counts.fill(0);
	};

	/** How many slots are not after a moment. */
	const countUntil = (moment: number): number => {
		// Mostly the last few are asked for: what is far from the end is not looked at for their sake.
		let back = 1;
		while (back < length && timeAt(length - back) > moment) back *= 2;
		let low = Math.max(0, length - back);
		let high = length - (back >> 1);
		while (low < high) {
			const middle = (low + high) >> 1;
			if (timeAt(middle) <= moment) low = middle + 1;
			else high = middle;
		}
		return low;
	};

	return {
		add(usage) {
			const age = length === 0 ? shared : usage.at - timeAt(length - 1);
			// A clock that was set back begins anew: times must rise.
			if (age <= -shared) length = 0;
			if (Math.abs(age) >= shared) openSlot(usage.at);
			const place = slot(length - 1);
			for (const [index, key] of keys.entries()) {
				const value = usage[key];
				const column = values[index];
				if (value === undefined || column === undefined) continue;
				const count = (counts[index] ?? 0) + 1;
				const mean = count === 1 ? 0 : (column[place] ?? 0);
				column[place] = mean + (value - mean) / count;
				counts[index] = count;
			}
		},
		series(key, points, milliseconds, until) {
			const column = values[keys.indexOf(key)] ?? new Float32Array(0);
			const step = milliseconds / points;
			const from = until - milliseconds;
			let index = countUntil(from);
			let held = index === 0 ? Number.NaN : (column[slot(index - 1)] ?? Number.NaN);
			let heldAt = index === 0 ? Number.NEGATIVE_INFINITY : timeAt(index - 1);
			const result = new Array<number | undefined>(points);
			for (let point = 0; point < points; point++) {
				const end = from + (point + 1) * step;
				let sum = 0;
				let count = 0;
				for (; index < length; index++) {
					const place = slot(index);
					const time = times[place] ?? 0;
					if (time > end) break;
					held = column[place] ?? Number.NaN;
					heldAt = time;
					if (!Number.isNaN(held)) {
						sum += held;
						count++;
					}
				}
				if (count > 0) result[point] = sum / count;
				else result[point] = !Number.isNaN(held) && end - heldAt <= shared + holds ? held : undefined;
			}
			return result;
		},
	};
};

/** What several runs of one figure come to. */
export type Spread = {readonly median: number; readonly min: number; readonly max: number};

/** The value below which a share of the values lies: the nearest one that was really seen. */
export const percentileOf = (values: readonly number[], share: number): number => {
	if (values.length === 0) throw new RangeError('no values');
	const sorted = values.toSorted((a, b) => a - b);
	const place = Math.ceil(share * sorted.length) - 1;
	return sorted[Math.min(Math.max(place, 0), sorted.length - 1)]!;
};

/** The value in the middle, or between the two in the middle. */
export const medianOf = (values: readonly number[]): number => {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	return Number.isInteger(middle) ? (percentileOf(sorted, 0.5) + sorted[middle]!) / 2 : percentileOf(sorted, 0.5);
};

/** Median, smallest and largest of the runs. */
export const spreadOf = (values: readonly number[]): Spread => ({
	median: medianOf(values),
	min: Math.min(...values),
	max: Math.max(...values),
});

const niceSteps = [1, 2, 5, 10];

/** The smallest of 1, 2, 5 × 10ⁿ that is not below a value. */
const decimalCeiling = (value: number): number => {
	const power = 10 ** Math.floor(Math.log10(value));
	return (niceSteps.find(step => step * power >= value * 0.999_999) ?? 10) * power;
};

/**
 * A round number for the top of a scale, not below any value, that stays the same while values stay in its range.
 * Amounts that are written in powers of 1024 get a power of two: whichever reads shorter.
 */
export const roundScale = (values: ReadonlyArray<number | undefined>, format: (value: number) => string): number => {
	const largest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
	if (largest <= 0) return 1;
	const decimal = decimalCeiling(largest);
	const binary = 2 ** Math.ceil(Math.log2(largest));
	return format(binary).length < format(decimal).length ? binary : decimal;
};

/**
 * Values as exactly `count` points, the newest last. Several values that share a point become the largest of them, so
 * that no peak is lost; too few leave the older points unknown.
 */
export const resample = (
	values: ReadonlyArray<number | undefined>,
	count: number,
): ReadonlyArray<number | undefined> => {
	const points: Array<number | undefined> = new Array<number | undefined>(Math.max(0, count)).fill(undefined);
	const perPoint = Math.max(1, values.length / count);
	const start = Math.max(0, count - values.length);
	// By index: pairs of index and value would be made for an hour of values of each row, each second.
	for (let index = 0; index < values.length; index++) {
		const value = values[index];
		const point = Math.min(count - 1, start + Math.floor(index / perPoint));
		const before = points[point];
		if (value !== undefined && (before === undefined || value > before)) points[point] = value;
	}
	return points;
};

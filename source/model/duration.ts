/** Up to `limit`, in whole steps of `step`, written in units of `size`; all in seconds. */
type Range = {readonly limit: number; readonly step: number; readonly size: number; readonly unit: string};

// A list's ages tick all at once. What is older than 20 s is told in steps of 5, or a fresh list would write more bytes
// for its ages than for all its figures.
const ranges: readonly Range[] = [
	{limit: 20, step: 1, size: 1, unit: 's'},
	{limit: 120, step: 5, size: 1, unit: 's'},
	{limit: 120 * 60, step: 60, size: 60, unit: 'm'},
	{limit: 48 * 3600, step: 3600, size: 3600, unit: 'h'},
	{limit: Number.POSITIVE_INFINITY, step: 86_400, size: 86_400, unit: 'd'},
];

/**
 * A span of time in ms as one short figure, rounded down: `14s`, `95s`, `3m`, `26h`, `12d`. Negative spans, from clocks
 * that differ, are 0.
 */
export const formatDuration = (milliseconds: number): string => {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	for (const {limit, step, size, unit} of ranges) {
		if (seconds < limit) return `${(Math.floor(seconds / step) * step) / size}${unit}`;
	}
	return '';
};

/** Up to `limit`, in whole steps of `step`, written in units of `size`; all in seconds. */
type Range = {readonly limit: number; readonly step: number; readonly size: number; readonly unit: string};

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;
const month = 30 * day;
const year = 365 * day;

// Units change where Docker's words do (docker/go-units HumanDuration): its lists tell ages in whole units, and a finer one
// would be invented. A list's ages tick all at once: what is older than 20 s is told in steps of 5, or a fresh list would
// write more bytes for its ages than for all its figures.
const ranges: readonly Range[] = [
	{limit: 20, step: 1, size: 1, unit: 's'},
	{limit: minute, step: 5, size: 1, unit: 's'},
	{limit: hour, step: minute, size: minute, unit: 'm'},
	{limit: 2 * day, step: hour, size: hour, unit: 'h'},
	{limit: 2 * week, step: day, size: day, unit: 'd'},
	{limit: 2 * month, step: week, size: week, unit: 'w'},
	{limit: 2 * year, step: month, size: month, unit: 'mo'},
	{limit: Number.POSITIVE_INFINITY, step: year, size: year, unit: 'y'},
];

/**
 * A span of time in ms as one short figure, rounded down: `14s`, `55s`, `3m`, `26h`, `12d`, `3w`, `5mo`, `2y`. Negative
 * spans, from clocks that differ, are 0.
 */
export const formatDuration = (milliseconds: number): string => {
	if (!Number.isFinite(milliseconds)) return '–';
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	for (const {limit, step, size, unit} of ranges) {
		if (seconds < limit) return `${(Math.floor(seconds / step) * step) / size}${unit}`;
	}
	return '';
};

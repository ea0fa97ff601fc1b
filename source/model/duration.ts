const steps: ReadonlyArray<readonly [limit: number, size: number, unit: string]> = [
	[120, 1, 's'],
	[120 * 60, 60, 'm'],
	[48 * 3600, 3600, 'h'],
	[Number.POSITIVE_INFINITY, 86_400, 'd'],
];

/** A span of time in ms as one short figure: `14s`, `3m`, `26h`, `12d`. Negative spans, from clocks that differ, are 0. */
export const formatDuration = (milliseconds: number): string => {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	for (const [limit, size, unit] of steps) {
		if (seconds < limit) return `${Math.floor(seconds / size)}${unit}`;
	}
	return '';
};

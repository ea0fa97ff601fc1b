const units: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000};

/** The time (ms) that a text tells: `250ms`, `2.5s`, `5m`, `1h`; a number by itself is seconds. Undefined for all else. */
export const parseDuration = (text: string | number): number | undefined => {
	const [, figure = '', unit = 's'] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|min|h)?$/.exec(String(text).trim()) ?? [];
	const factor = units[unit];
	return figure === '' || factor === undefined ? undefined : Number(figure) * factor;
};

/** A time (ms) as the file has it. */
export const durationText = (milliseconds: number): string => {
	if (milliseconds < 1000) return `${milliseconds}ms`;
	if (milliseconds % 3_600_000 === 0) return `${milliseconds / 3_600_000}h`;
	return milliseconds % 60_000 === 0 ? `${milliseconds / 60_000}m` : `${milliseconds / 1000}s`;
};

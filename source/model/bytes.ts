/** Rounds as Go prints: an exact half goes to the even digit, where JavaScript goes up. Memory in whole pages makes halves common. */
const rounded = (value: number, decimals: number): string => {
	const halves = value * 10 ** decimals * 2;
	if (!Number.isInteger(halves) || halves % 2 === 0) return value.toFixed(decimals);
	const below = (halves - 1) / 2;
	return ((below + (below % 2)) / 10 ** decimals).toFixed(decimals);
};

/** What stands where nobody could have measured that. */
const unknown = '–';

const scaled = (bytes: number, base: number, units: readonly string[], digits: number): string => {
	if (!Number.isFinite(bytes)) return unknown;
	let value = bytes;
	let unit = 0;
	while (value >= base && unit < units.length - 1) {
		value /= base;
		unit++;
	}
	const wholeDigits = Math.trunc(value).toString().length;
	return `${Number(rounded(value, Math.max(0, digits - wholeDigits)))}${units[unit]}`;
};

/** Bytes as `docker stats` writes memory: 4 digits, powers of 1024 (`81.23MiB`). Source: docker/go-units BytesSize. */
export const formatMemory = (bytes: number): string => scaled(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], 4);

/** Bytes as `docker stats` writes network and block totals: 3 digits, powers of 1000 (`1.21MB`). Source: docker/go-units HumanSizeWithPrecision. */
export const formatBytes = (bytes: number): string => scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB', 'PB'], 3);

/** A percentage as `docker stats` writes it, two decimals. */
export const formatPercent = (percent: number): string =>
	Number.isFinite(percent) ? `${rounded(percent, 2)}%` : unknown;

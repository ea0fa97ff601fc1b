const scaled = (bytes: number, base: number, units: readonly string[], digits: number): string => {
	let value = bytes;
	let unit = 0;
	while (value >= base && unit < units.length - 1) {
		value /= base;
		unit++;
	}
	return `${Number(value.toPrecision(digits))}${units[unit]}`;
};

/** Bytes as `docker stats` writes memory: 4 digits, powers of 1024 (`81.23MiB`). Source: docker/go-units BytesSize. */
export const formatMemory = (bytes: number): string => scaled(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], 4);

/** Bytes as `docker stats` writes network and block totals: 3 digits, powers of 1000 (`1.21MB`). Source: docker/go-units HumanSizeWithPrecision. */
export const formatBytes = (bytes: number): string => scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB', 'PB'], 3);

/** A percentage as `docker stats` writes it, two decimals. */
export const formatPercent = (percent: number): string => `${percent.toFixed(2)}%`;

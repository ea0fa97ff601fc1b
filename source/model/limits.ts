/** When a container is started again by its engine. */
export type RestartPolicy = 'no' | 'always' | 'unless-stopped' | 'on-failure';

/** All policies, as docker names them, the one that does nothing first. */
export const restartPolicies: readonly RestartPolicy[] = ['no', 'always', 'unless-stopped', 'on-failure'];

/** What a container may take, and when it is started again. What is absent has no limit. */
export type Limits = {
	/** CPUs, such as 0.5. */
	readonly cpus?: number;
	/** Bytes. */
	readonly memory?: number;
	/** Bytes of memory and swap together; undefined leaves it to the engine: as much swap again as memory. */
	readonly memoryAndSwap?: number | 'unlimited';
	readonly pids?: number;
	readonly restart: RestartPolicy;
	/** How often it is started again after a failure; 0 as often as it takes. */
	readonly retries: number;
};

const units: Readonly<Record<string, number>> = {b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4};

/** Bytes of a text as docker's flags take it: `512m`, `1.5g`, `64MiB`; undefined where it is none. */
export const parseSize = (text: string): number | undefined => {
	const [, count, unit = 'b'] = /^(\d{1,15}(?:\.\d{1,6})?)\s*(?:([bkmgt])(?:i?b)?)?$/i.exec(text.trim()) ?? [];
	if (count === undefined) return undefined;
	const bytes = Math.floor(Number(count) * (units[unit.toLowerCase()] ?? 1));
	return Number.isSafeInteger(bytes) ? bytes : undefined;
};

/** Bytes as docker's flags take them, exactly: `512m`, `1536m`, `1000000`. */
export const sizeText = (bytes: number): string => {
	for (const unit of ['t', 'g', 'm', 'k']) {
		const size = units[unit] ?? 1;
		if (bytes >= size && bytes % size === 0) return `${bytes / size}${unit}`;
	}
	return String(bytes);
};

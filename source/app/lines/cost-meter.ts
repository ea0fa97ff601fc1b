/** What the program has used since it began; all of it only rises, but `memory`. */
export type Spent = {
	/** ms since the epoch. */
	readonly at: number;
	/** ms of CPU, all threads. */
	readonly cpu: number;
	/** Bytes resident. */
	readonly memory: number;
	/** Bytes to the terminal; undefined where it does not count them. */
	readonly written: number | undefined;
	/** Requests to the engine; a stream is one. */
	readonly requests: number;
	/** Usage samples, read or sent. */
	readonly samples: number;
};

/** What the program uses just now, as averages over the last seconds. */
export type Cost = {
	/** What it is averaged over, ms. */
	readonly span: number;
	/** Percent of one core. */
	readonly cpu: number;
	/** Bytes resident. */
	readonly memory: number;
	/** Per second. */
	readonly requests: number;
	readonly samples: number;
	/** Bytes per second. */
	readonly written: number | undefined;
};

/** Averages over what the program has spent. */
export type CostMeter = {
	/** Takes a reading, at most one a second; undefined until there are two of them. */
	measure(): Cost | undefined;
	/** Begins anew. */
	reset(): void;
};

/** Averaged over so many ms: what is done every few seconds is in it more than once. */
const span = 10_000;
/** Readings closer to each other than this, ms, would measure one frame. */
const apart = 1000;
/** Timers are late by a little. */
const jitter = 100;

const costBetween = (before: Spent, after: Spent): Cost => {
	const elapsed = after.at - before.at;
	const perSecond = (from: number, to: number): number => ((to - from) / elapsed) * 1000;
	return {
		span: elapsed,
		cpu: ((after.cpu - before.cpu) / elapsed) * 100,
		memory: after.memory,
		requests: perSecond(before.requests, after.requests),
		samples: perSecond(before.samples, after.samples),
		written:
			before.written === undefined || after.written === undefined
				? undefined
				: perSecond(before.written, after.written),
	};
};

/** Measures by reading what was spent. */
export const createCostMeter = (spent: () => Spent): CostMeter => {
	let readings: readonly Spent[] = [];
	let cost: Cost | undefined;
	return {
		measure() {
			const next = spent();
			const last = readings.at(-1);
			if (last !== undefined && next.at - last.at < apart - jitter && next.at >= last.at) return cost;
			// A clock that was set back starts anew.
			const kept = last !== undefined && next.at < last.at ? [] : readings;
			readings = [...kept.filter(({at}) => next.at - at <= span + jitter), next];
			const [first = next] = readings;
			cost = first === next ? undefined : costBetween(first, next);
			return cost;
		},
		reset() {
			readings = [];
			cost = undefined;
		},
	};
};

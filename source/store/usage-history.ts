import type {Usage} from '../model/usage.ts';

/** A figure that is kept over time. */
export type SeriesKey = 'cpu' | 'memory' | 'receiveRate' | 'sendRate' | 'readRate' | 'writeRate';

/** Usage of one container (or a sum of them) now and over the last 5 minutes. */
export type UsageHistory = {
	readonly latest: Usage;
	/**
	 * The figure in `points` equal steps that end at `until` and span `milliseconds`; oldest first.
	 * A step without a sample is undefined, never 0.
	 */
	series(key: SeriesKey, points: number, milliseconds: number, until: number): ReadonlyArray<number | undefined>;
};

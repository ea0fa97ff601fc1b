/** How far another machine's clock is ahead of ours, from what its answers' Date headers say. */
export type ClockOffset = {
	/** An answer to a question that was sent and received at these moments of our clock, ms, with this Date header. */
	heard(header: string | undefined, sentAt: number, receivedAt: number): void;
	/** ms; 0 where they agree within 2 s, or nothing was heard. */
	value(): number;
};

/** The header tells whole seconds. */
const resolution = 1000;

/** Less than this is not told from the time that answers take, ms. */
const least = 2000;

/**
 * Each answer says that the offset lies between `date - received` and `date + 1 s - sent`: what all of them allow is
 * kept. Where they allow nothing together, a clock was set, and the last answer counts.
 */
export const createClockOffset = (): ClockOffset => {
	let low = Number.NEGATIVE_INFINITY;
	let high = Number.POSITIVE_INFINITY;
	return {
		heard(header, sentAt, receivedAt) {
			const at = header === undefined ? Number.NaN : Date.parse(header);
			if (Number.isNaN(at)) return;
			const own = {low: at - receivedAt, high: at + resolution - sentAt};
			low = Math.max(low, own.low);
			high = Math.min(high, own.high);
			if (low > high) ({low, high} = own);
		},
		value() {
			if (!Number.isFinite(low) || (low < least && high > -least)) return 0;
			return Math.round((low + high) / 2 / 1000) * 1000;
		},
	};
};

/** Tells listeners that something changed, but not too often. */
export type Notifier = {
	/** Returns the way to unsubscribe. */
	subscribe(listener: () => void): () => void;
	/** Something changed; the listeners hear of it soon, together with what else changes until then. */
	touch(): void;
};

/** Listeners are called at most once each `interval` ms, never within `touch` itself, and not after the abort. */
export const createNotifier = (interval: number, now: () => number, signal: AbortSignal): Notifier => {
	const listeners = new Set<() => void>();
	let timer: NodeJS.Timeout | undefined;
	let notifiedAt = Number.NEGATIVE_INFINITY;

	const notify = () => {
		timer = undefined;
		notifiedAt = now();
		for (const listener of listeners) listener();
	};

	signal.addEventListener('abort', () => clearTimeout(timer), {once: true});

	return {
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		touch() {
			if (timer !== undefined || signal.aborted) return;
			// Where the clock is set back, the rest of the interval seems longer than the interval is.
			timer = setTimeout(notify, Math.max(0, Math.min(interval, notifiedAt + interval - now())));
		},
	};
};

/** A question that is asked again and again, never twice at once. */
export type Poller = {
	/** Asks now; when it is being asked already, once more after that. */
	poke(): void;
	/** Reads the interval again, after something changed it. */
	reschedule(): void;
	/** Resolves when it is not being asked. */
	settled(): Promise<void>;
};

/** Asks at once and then each time `interval` ms after the answer, until aborted. `run` turns faults into state; what it throws is a bug. */
export const startPoller = (
	run: (signal: AbortSignal) => Promise<void>,
	interval: () => number,
	signal: AbortSignal,
): Poller => {
	let running: Promise<void> | undefined;
	let isWanted = false;
	let timer: NodeJS.Timeout | undefined;

	const schedule = () => {
		clearTimeout(timer);
		if (!signal.aborted && running === undefined) timer = setTimeout(go, interval());
	};
	const go = () => {
		clearTimeout(timer);
		if (signal.aborted) return;
		if (running !== undefined) {
			isWanted = true;
			return;
		}
		running = run(signal).finally(() => {
			running = undefined;
			if (isWanted) {
				isWanted = false;
				go();
			} else schedule();
		});
	};

	signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
	go();
	return {poke: go, reschedule: schedule, settled: () => running ?? Promise.resolve()};
};

import {createStore} from 'zustand/vanilla';
import type {Monitor} from './monitor.ts';
import type {EngineState} from './state.ts';

/** Gathers changes and hands them on a few times a second. */
export type Publisher = {
	readonly store: Monitor['store'];
	/** The newest state, published or not. */
	state(): EngineState;
	/** Changes the state; published soon. Returning the same object changes nothing. */
	update(change: (state: EngineState) => EngineState): void;
	/** Changes what nobody has to see at once: it goes with the next publication. */
	note(change: (state: EngineState) => EngineState): void;
	/** Says that `compose` has news; `patience` ms may pass while more of the same comes. */
	touch(patience?: number): void;
	/** How many times longer than usual the interval is: more than 1 on a starved machine. */
	slowdown(): number;
	/** Publishes now what has changed: for answers to keys. */
	flush(): void;
	close(): void;
};

/** A timer that comes later than this, ms, says that the machine has no time for us. */
const starved = 200;
/** How rare publications become on a starved machine, ms. */
const slowest = 2000;

/**
 * At most one publication each `interval` ms: at once after a quiet time, else when the interval is over.
 * Where timers come late, the machine is starved: the interval doubles until they are in time again.
 * `compose` adds, just before publication, what is gathered in mutable form.
 */
export const createPublisher = (
	initial: EngineState,
	interval: number,
	now: () => number,
	compose: (state: EngineState) => EngineState = state => state,
): Publisher => {
	const store = createStore<EngineState>(() => initial);
	let draft = initial;
	let isDirty = false;
	let isClosed = false;
	let publishedAt = Number.NEGATIVE_INFINITY;
	let timer: NodeJS.Timeout | undefined;
	let dueAt = 0;
	let pace = interval;

	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		if (!isDirty || isClosed) return;
		isDirty = false;
		publishedAt = now();
		draft = compose(draft);
		store.setState(draft, true);
	};
	const touch = (patience = 0) => {
		isDirty = true;
		if (isClosed) return;
		const untilFree = Math.min(pace, publishedAt + pace - now());
		const wait = Math.max(0, patience, untilFree);
		if (timer !== undefined && dueAt <= now() + wait) return;
		clearTimeout(timer);
		dueAt = now() + wait;
		// Even after a quiet time the rest of this turn may bring more of the same change.
		timer = setTimeout(() => {
			pace = now() - dueAt > starved ? Math.min(slowest, pace * 2) : Math.max(interval, pace / 2);
			flush();
		}, wait);
	};

	return {
		store,
		state: () => draft,
		touch,
		flush,
		slowdown: () => pace / interval,
		update(change) {
			const next = change(draft);
			if (next === draft) return;
			draft = next;
			touch();
		},
		note(change) {
			draft = change(draft);
		},
		close() {
			isClosed = true;
			clearTimeout(timer);
		},
	};
};

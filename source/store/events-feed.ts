import {setImmediate as nextTurn} from 'node:timers/promises';
import type {EngineEvent} from '../model/event.ts';
import {pause} from './pause.ts';
import type {Session} from './session.ts';

/** Who follows the events. */
export type EventListener = {
	/** The stream is open: what is listed from now on misses nothing. */
	opened(): void;
	/** Events are not heard, from now on or still: what they would have told is to be asked for. */
	unheard(): void;
	/** What happened before the stream was opened, as far as the engine remembers it. */
	past(event: EngineEvent): void;
	/** What happens, and what happened while the stream was not open; of that the last may have been told already. */
	event(event: EngineEvent): void;
};

/** How far back the engine is asked, ms. Docker remembers 256 events; Podman's journal goes back for ever. */
export const lookBack = 86_400_000;

/** Events in a row after which others have a turn: a flood must not keep keys and lists waiting. */
const atATime = 100;

/** An engine that opens its events does so at once; what takes longer is not waited for, ms. */
const openingTime = 500;

/** Follows the engine's events until aborted; a lost stream is opened again, and says so. */
export const followEvents = async (session: Session, listener: EventListener, signal: AbortSignal): Promise<void> => {
	const {engine, publisher, intervals} = session;
	let wait = intervals.again / 2;
	let isFirst = true;
	while (!signal.aborted) {
		const openedAt = session.now();
		const isPast = isFirst ? (event: EngineEvent) => event.at < openedAt : () => false;
		// Later streams go on where the one before broke off.
		const since = Math.min(session.events.latest() ?? openedAt - lookBack, openedAt);
		isFirst = false;
		const patience = setTimeout(listener.unheard, openingTime);
		try {
			const events = await engine.events(since, signal);
			clearTimeout(patience);
			if (signal.aborted) return;
			publisher.update(({eventsFault: _, ...state}) => state);
			listener.opened();
			let count = 0;
			for await (const event of events) {
				if (signal.aborted) return;
				session.heard();
				if (isPast(event)) listener.past(event);
				else listener.event(event);
				wait = intervals.again / 2;
				if (++count % atATime === 0) await nextTurn();
			}
		} catch (error) {
			clearTimeout(patience);
			if (signal.aborted) return;
			const eventsFault = session.fault(error);
			publisher.update(state => ({...state, eventsFault}));
		}
		// An aborted stream ends as one that the engine ended.
		if (signal.aborted) return;
		listener.unheard();
		await pause(wait, signal);
		// A proxy that allows no events is not asked for them all the time.
		wait = Math.min(wait * 2, 30_000);
	}
};

import type {EngineEvent} from '../model/event.ts';
import {pause} from './pause.ts';
import type {Session} from './session.ts';

/** Who follows the events. */
export type EventListener = {
	/** The stream is open: what is listed from now on misses nothing. */
	opened(): void;
	event(event: EngineEvent): void;
};

/** Follows the engine's events until aborted; a lost stream is opened again, and says so. */
export const followEvents = async (session: Session, listener: EventListener, signal: AbortSignal): Promise<void> => {
	while (!signal.aborted) {
		try {
			const events = await session.engine.events(signal);
			if (signal.aborted) return;
			listener.opened();
			for await (const event of events) {
				if (signal.aborted) return;
				session.heard();
				listener.event(event);
			}
		} catch (error) {
			if (signal.aborted) return;
			session.fault(error);
		}
		await pause(session.intervals.again / 2, signal);
	}
};

import type {LogTarget} from '../engine/engine.ts';
import {faultOf} from './fault.ts';
import {createLogRetry} from './log-retry.ts';
import type {LogStatusEvent} from './log-status.ts';
import {childController, pause} from './pause.ts';

/** Reads a log over one connection, again and again. */
export type LogFollower = {
	/** The engine told of something that brings lines: a reading that ended is begun again at once. */
	wake(): void;
};

/** What a follower works with. */
export type FollowerTools = {
	/** One reading: as `LogReader`'s, whose `reached` it is given. */
	read(reached: () => void): Promise<void>;
	/** Hears how the readings go. */
	tell(event: LogStatusEvent): void;
	/** ms since the epoch. */
	now(): number;
};

/** Begins to read at once, and reads again after each end when there is a reason to, until aborted. */
export const followLog = (
	kind: LogTarget['kind'],
	{read, tell, now}: FollowerTools,
	until: AbortSignal,
): LogFollower => {
	const retry = createLogRetry(kind);
	/** Begins the reading again after it ended. */
	let again: (() => void) | undefined;
	/** A container may start again before we have read its last run to the end. */
	let hasStarted = false;

	/** Waits for a reason to read again, or some time. */
	const reason = async (wait: number) => {
		const waiting = childController(until);
		again = () => waiting.abort();
		if (hasStarted) again();
		await pause(wait, waiting.signal);
		waiting.abort();
		again = undefined;
	};

	const follow = async () => {
		while (!until.aborted) {
			hasStarted = false;
			let wasWell = false;
			let wait: number;
			try {
				await read(() => {
					wasWell = true;
					tell({type: 'reached'});
				});
				if (until.aborted) return;
				wait = retry.afterEnd();
				tell({type: 'ended'});
			} catch (error) {
				if (until.aborted) return;
				const fault = faultOf(error, now());
				wait = retry.afterFault(fault, wasWell);
				tell({type: 'failed', fault});
			}
			await reason(wait);
		}
	};
	void follow();

	return {
		wake() {
			// A service is not one run after another: its log brings what is new while it is read.
			hasStarted = kind === 'container';
			again?.();
		},
	};
};

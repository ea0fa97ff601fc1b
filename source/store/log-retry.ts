import type {LogTarget} from '../engine/engine.ts';
import {createBackoff} from './backoff.ts';
import {isPassing} from './log-status.ts';
import type {Fault} from './state.ts';

/** How long to wait before a log is read again, ms. */
export type LogRetry = {
	/** The engine ended it. */
	afterEnd(): number;
	/** It failed; `wasWell` where this reading had got through to the log. */
	afterFault(fault: Fault, wasWell: boolean): number;
};

const firstRetry = 1000;
const longestRetry = 10_000;
/** A service's log may end with the connection to one of its nodes. */
const serviceRetry = 5000;
/** The longest that a timer can wait: 24 days. Only an event ends such a wait. */
export const forever = 2 ** 31 - 1;

/** The waits of one log over one connection; they grow with each failure in a row. */
export const createLogRetry = (kind: LogTarget['kind']): LogRetry => {
	const backoff = createBackoff(firstRetry, longestRetry);
	return {
		afterEnd: () => (kind === 'service' ? serviceRetry : forever),
		// What a proxy cut because it was idle had gone well until then.
		afterFault: (fault, wasWell) => (isPassing(fault) ? backoff.next(wasWell) : forever),
	};
};

import type {LogSnapshot} from './monitor.ts';
import type {Fault} from './state.ts';

/** Where the reading of a log stands, and what went wrong where it ended or was lost by a fault. */
export type LogStatus = Pick<LogSnapshot, 'status' | 'fault'>;

/** What happens to the reading of a log. */
export type LogStatusEvent =
	/** The engine lets us read: a line came, or none for so long that there is none yet. */
	| {readonly type: 'reached'}
	/** The engine said that this is all. */
	| {readonly type: 'ended'}
	| {readonly type: 'failed'; readonly fault: Fault}
	/** The connection is gone. */
	| {readonly type: 'detached'};

/** Where every log begins. */
export const initialLogStatus: LogStatus = {status: 'opening'};

/** Whether more lines may come without another reading. */
export const isBeingRead = ({status}: LogStatus): boolean => status === 'opening' || status === 'following';

/** Whether a log that failed by this fault is worth reading again; the others are the engine's last word. */
export const isPassing = (fault: Fault): boolean => fault.kind === 'unreachable' || fault.kind === 'timeout';

/** What several logs come to: one that is followed goes before one that opens, is lost, or ended. */
export const sumOfStatuses = (statuses: readonly LogStatus[]): LogStatus =>
	(['following', 'opening', 'lost', 'ended'] as const)
		.map(wanted => statuses.find(({status}) => status === wanted))
		.find(found => found !== undefined) ?? initialLogStatus;

/** The next status; the same object where nothing changed. */
export const nextLogStatus = (current: LogStatus, event: LogStatusEvent): LogStatus => {
	switch (event.type) {
		case 'reached':
			return current.status === 'following' ? current : {status: 'following'};
		case 'ended':
			return current.status === 'ended' && current.fault === undefined ? current : {status: 'ended'};
		case 'failed':
			return {status: isPassing(event.fault) ? 'lost' : 'ended', fault: event.fault};
		case 'detached':
			return isBeingRead(current) ? {status: 'lost'} : current;
	}
};

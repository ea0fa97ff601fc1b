import type {Connection} from './state.ts';

/** What happens to a connection. */
export type ConnectionEvent =
	| {readonly type: 'connected'; readonly at: number}
	/** An attempt failed, or a live connection died. */
	| {readonly type: 'failed'; readonly at: number; readonly reason: string}
	/** The wait is over, or the person asked to try at once. */
	| {readonly type: 'retry'; readonly at: number};

/** The connection, and since when it has been lost while it is tried again. */
export type ConnectionMachine = {readonly connection: Connection; readonly lostSince?: number};

const firstDelay = 500;
const longestDelay = 10_000;

/** ms to wait after this many failed attempts in a row: 0.5, 1, 2, 4, 8, 10, 10 s. */
export const retryDelay = (attempt: number): number =>
	Math.min(longestDelay, firstDelay * 2 ** (Math.max(1, attempt) - 1));

/** Where every connection begins. */
export const initialConnection: ConnectionMachine = {connection: {status: 'connecting', attempt: 1}};

/** The next state; an event that means nothing in the present state changes nothing. */
export const nextConnection = (machine: ConnectionMachine, event: ConnectionEvent): ConnectionMachine => {
	const {connection} = machine;
	switch (event.type) {
		case 'connected':
			return connection.status === 'connecting' ? {connection: {status: 'live', since: event.at}} : machine;
		case 'retry':
			return connection.status === 'lost'
				? {connection: {status: 'connecting', attempt: connection.attempt + 1}, lostSince: connection.since}
				: machine;
		case 'failed': {
			if (connection.status === 'lost') return machine;
			const attempt = connection.status === 'live' ? 0 : connection.attempt;
			const since = machine.lostSince ?? event.at;
			const retryAt = event.at + retryDelay(Math.max(1, attempt));
			return {connection: {status: 'lost', since, reason: event.reason, attempt, retryAt}, lostSince: since};
		}
	}
};

import type Docker from 'dockerode';
import type {EngineEvent} from '../model/event.ts';
import {bodyMessages, bodyOf} from './body-stream.ts';
import {decodeEvent} from './decode-event.ts';
import {EngineError} from './engine-error.ts';

/** Events that change what is shown; the three `exec_*` events of each health probe are left out by the engine. */
const wantedEvents = {
	type: ['container', 'service', 'node', 'network', 'volume', 'image', 'secret', 'config', 'daemon', 'builder'],
	event: [
		...[
			'create',
			'start',
			'restart',
			'stop',
			'kill',
			'die',
			'oom',
			'pause',
			'unpause',
			'destroy',
			'rename',
			'update',
			'health_status',
			'attach',
			'commit',
			'export',
			'archive-path',
			'extract-to-dir',
		],
		...[
			'remove',
			'connect',
			'disconnect',
			'mount',
			'unmount',
			'pull',
			'push',
			'save',
			'tag',
			'untag',
			'delete',
			'import',
			'load',
			'reload',
			'prune',
		],
	],
};

/** Resolves when the engine has sent its headers: from then on nothing is missed. */
export const openEvents = async (
	docker: Docker,
	since: number | undefined,
	signal: AbortSignal,
	until?: number,
): Promise<AsyncIterable<EngineEvent>> => {
	const body: unknown = await docker.getEvents({
		filters: JSON.stringify(wantedEvents),
		...(since === undefined ? {} : {since: Math.floor(since / 1000)}),
		...(until === undefined ? {} : {until: until / 1000}),
	});
	const messages = bodyMessages(bodyOf(body), signal);
	return (async function* () {
		for await (const message of messages) {
			const event = decodeEvent(message);
			if (event !== undefined) yield event;
		}
	})();
};

/** What an engine remembers is told at once, ms; one that knows no `until` goes on for ever. */
const pastDeadline = 3000;

/** All that the engine remembers from a moment (ms) until another. */
export const readPastEvents = async (
	connect: (signal: AbortSignal) => Docker,
	{since, until}: {readonly since: number; readonly until: number},
	signal: AbortSignal,
): Promise<readonly EngineEvent[]> => {
	const patience = AbortSignal.timeout(pastDeadline);
	const own = AbortSignal.any([signal, patience]);
	const tooLong = () => new EngineError('timeout', `the engine did not tell its events in ${pastDeadline / 1000} s`);
	const events: EngineEvent[] = [];
	try {
		for await (const event of await openEvents(connect(own), since, own, until)) events.push(event);
	} catch (error) {
		throw patience.aborted ? tooLong() : error;
	}
	if (patience.aborted) throw tooLong();
	return events;
};

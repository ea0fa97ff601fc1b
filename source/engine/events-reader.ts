import type Docker from 'dockerode';
import type {EngineEvent} from '../model/event.ts';
import {bodyMessages, bodyOf} from './body-stream.ts';
import {decodeEvent} from './decode-event.ts';

/** Events that change what is shown; the three `exec_*` events of each health probe are left out by the engine. */
const wantedEvents = {
	type: ['container', 'service', 'node', 'network', 'volume', 'image', 'secret', 'config', 'daemon'],
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
		],
		...[
			'remove',
			'connect',
			'disconnect',
			'mount',
			'unmount',
			'pull',
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
): Promise<AsyncIterable<EngineEvent>> => {
	const body: unknown = await docker.getEvents({
		filters: JSON.stringify(wantedEvents),
		...(since === undefined ? {} : {since: Math.floor(since / 1000)}),
	});
	const messages = bodyMessages(bodyOf(body), signal);
	return (async function* () {
		for await (const message of messages) {
			const event = decodeEvent(message);
			if (event !== undefined) yield event;
		}
	})();
};

import {afterEach, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {type FaultServer, startFaultServer} from './fault-server.ts';

const {signal} = new AbortController();
let server: FaultServer | undefined;

afterEach(() => server?.close());

/** Each verb on a container, and the one question that it is. */
const verbs: ReadonlyArray<readonly [string, (containers: Engine['containers']) => Promise<unknown>]> = [
	['POST /containers/a/start', containers => containers.start('a', signal)],
	['POST /containers/a/stop', containers => containers.stop('a', signal)],
	['POST /containers/a/restart', containers => containers.restart('a', signal)],
	['POST /containers/a/kill?signal=SIGHUP', containers => containers.kill('a', 'SIGHUP', signal)],
	['POST /containers/a/pause', containers => containers.pause('a', signal)],
	['POST /containers/a/unpause', containers => containers.unpause('a', signal)],
	[
		'DELETE /containers/a?force=false&v=false',
		containers => containers.remove('a', {force: false, volumes: false}, signal),
	],
	[
		'DELETE /containers/a?force=true&v=true',
		containers => containers.remove('a', {force: true, volumes: true}, signal),
	],
	['POST /containers/a/rename?name=b', containers => containers.rename('a', 'b', signal)],
	['POST /containers/a/update', containers => containers.limit('a', {cpus: 0.5}, signal)],
];

it.each(verbs)('%s', async (question, act) => {
	server = await startFaultServer((_question, response) => response.writeHead(204).end());
	const engine = await connectEngine(server.address, signal);
	expect(await act(engine.containers)).toBe('done');
	engine.close();
	expect(server.questions.at(-1)?.replace(/\/v[\d.]+\//, '/')).toBe(question);
});

import {describe, expect, test} from 'vitest';
import type {Container} from '../../source/model/container.ts';
import {containers} from '../../source/resources/containers/containers.ts';
import {container, viewOf} from './container-view.ts';

const verbOf = (id: string) => {
	const verb = containers.verbs.find(candidate => candidate.id === id);
	if (verb === undefined) throw new Error(`no verb ${id}`);
	return verb;
};

const states = ['running', 'paused', 'restarting', 'exited', 'created', 'dead', 'removing'] as const;

describe('what a verb says of a container in a state', () => {
	// Its label, or why not.
	test.each<[string, Readonly<Record<(typeof states)[number], string>>]>([
		[
			'stop',
			{
				running: 'stop',
				paused: 'stop',
				restarting: 'stop',
				exited: 'start',
				created: 'start',
				dead: 'start',
				removing: 'not: it is being removed',
			},
		],
		[
			'restart',
			{
				running: 'restart',
				paused: 'not: it is paused: unpause it first',
				restarting: 'restart',
				exited: 'restart',
				created: 'restart',
				dead: 'restart',
				removing: 'not: it is being removed',
			},
		],
		[
			'kill',
			{
				running: 'kill',
				paused: 'kill',
				restarting: 'kill',
				exited: 'not: it does not run',
				created: 'not: it does not run',
				dead: 'not: it does not run',
				removing: 'not: it does not run',
			},
		],
		[
			'pause',
			{
				running: 'pause',
				paused: 'unpause',
				restarting: 'not: it does not run',
				exited: 'not: it does not run',
				created: 'not: it does not run',
				dead: 'not: it does not run',
				removing: 'not: it does not run',
			},
		],
		[
			'remove',
			{
				running: 'remove',
				paused: 'remove',
				restarting: 'remove',
				exited: 'remove',
				created: 'remove',
				dead: 'remove',
				removing: 'not: it is being removed',
			},
		],
	])('%s', (id, expected) => {
		const verb = verbOf(id);
		const said = states.map(state => {
			const row = container({state});
			const refusal = verb.refusal(row, viewOf(row));
			return [state, refusal === undefined ? verb.label(row) : `not: ${refusal}`];
		});
		expect(Object.fromEntries(said)).toEqual(expected);
	});
});

const publishing = (...ports: readonly number[]): Partial<Container> => ({
	ports: ports.flatMap(publicPort => ['0.0.0.0', '::'].map(ip => ({ip, privatePort: 80, publicPort, protocol: 'tcp'}))),
});
const ofTask: Partial<Container> = {taskId: 't1', serviceName: 'shop_api'};
const another = 'it belongs to service shop_api: swarm will start another task in its place';
const lost = 'what was written inside the container is lost';

describe('what else a verb touches', () => {
	test.each<[string, string, Partial<Container>, readonly string[]]>([
		['stop', 'nothing', {}, []],
		['stop', 'a port', publishing(24_001), ['closes published port 24001']],
		['stop', 'two ports', publishing(24_002, 24_001), ['closes published ports 24001 and 24002']],
		['stop', 'three ports', publishing(1, 2, 3), ['closes published ports 1, 2 and 3']],
		['stop', 'a task', ofTask, [another]],
		['stop', 'what is down already', {...ofTask, ...publishing(1), state: 'exited'}, []],
		['restart', 'a port', publishing(24_001), ['closes published port 24001 meanwhile']],
		['kill', 'a task', ofTask, [another]],
		['pause', 'its clients', {}, ['freezes its processes: clients wait, health checks fail']],
		['pause', 'nothing when it goes on', {state: 'paused'}, []],
		['remove', 'what runs', publishing(1), ['it runs: it will be killed', 'closes published port 1', lost]],
		['remove', 'what is down', {state: 'exited'}, [lost]],
	])('%s: %s', (id, _what, given, lines) => {
		const row = container(given);
		expect(verbOf(id).reach(row, viewOf(row))).toEqual(lines);
	});
});

test('kill names each signal, with the one that cannot be ignored first', () => {
	const fields = verbOf('kill').fields?.(container()) ?? [];
	const ids = fields.flatMap(field => (field.kind === 'choice' ? field.options.map(({id}) => id) : []));
	expect(ids).toEqual(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2']);
	const asked = verbOf('kill').request(container(), {signal: 'SIGHUP'}, viewOf(container()));
	expect(asked).toMatchObject({pending: 'sent SIGHUP', done: 'sent SIGHUP to web'});
});

test('only removing with volumes loses data, and it says so', () => {
	const losing = containers.verbs.flatMap(verb =>
		(verb.fields?.(container()) ?? [])
			.flatMap(field => (field.kind === 'choice' ? field.options : []))
			.filter(choice => choice.losesData === true)
			.map(choice => `${verb.id} ${choice.id}`),
	);
	expect(losing).toEqual(['remove volumes']);
});

test('what ends a container may be asked for while something else is under way on it', () => {
	expect(containers.verbs.filter(verb => verb.cutsShort === true).map(verb => verb.id)).toEqual(['remove', 'kill']);
	expect(containers.verbs.filter(verb => verb.danger === 'destroys').map(verb => verb.id)).toEqual(['remove']);
});

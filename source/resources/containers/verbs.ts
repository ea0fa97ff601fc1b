import type {Container} from '../../model/container.ts';
import type {View} from '../resource.ts';
import {type Choice, textValue, type Verb} from '../verb.ts';
import {commit, exportFiles, limit, rename} from './changes.ts';
import {recreate} from './recreate.ts';
import {isUp, request} from './request.ts';
import {attach, debug} from './sessions.ts';

/** Asked for before a task's container is ended: swarm will not leave it at that. */
const swarmReach = (container: Container): readonly string[] =>
	container.taskId === undefined || !isUp(container)
		? []
		: [`it belongs to service ${container.serviceName ?? 'unknown'}: swarm will start another task in its place`];

/** Published ports that a verb closes, in one sentence. */
const portReach = (container: Container): readonly string[] => {
	const published = [...new Set(container.ports.map(port => port.publicPort).filter(port => port !== undefined))].sort(
		(a, b) => a - b,
	);
	const [last = 0] = published.slice(-1);
	if (published.length === 0) return [];
	if (published.length === 1) return [`closes published port ${last}`];
	return [`closes published ports ${published.slice(0, -1).join(', ')} and ${last}`];
};

/** Stops what is up, and starts the rest. */
export const stopOrStart: Verb<Container> = {
	id: 'stop',
	key: 'S',
	words: [{word: 'stop'}, {word: 'start'}],
	help: 'stop a container, or start a stopped one',
	label: row => (isUp(row) ? 'stop' : 'start'),
	danger: 'interrupts',
	refusal: row => (row.state === 'removing' ? 'it is being removed' : undefined),
	reach: row => (isUp(row) ? [...swarmReach(row), ...portReach(row)] : []),
	request: row =>
		isUp(row)
			? request(
					row,
					{pending: 'stopping', done: 'stopped', verb: 'stop', already: 'is stopped already'},
					(engine, signal) => engine.containers.stop(row.id, signal),
				)
			: request(row, {pending: 'starting', done: 'started', verb: 'start', already: 'runs already'}, (engine, signal) =>
					engine.containers.start(row.id, signal),
				),
	undo: row => ({
		does: isUp(row) ? 'start' : 'stop',
		values: {},
		expects: {},
		title: `${isUp(row) ? 'stop' : 'start'} ${row.name}`,
		back: isUp(row) ? 'is started again' : 'is stopped again',
	}),
};

/** Restarts what runs, and starts what does not. */
export const restart: Verb<Container> = {
	id: 'restart',
	key: 'R',
	label: () => 'restart',
	danger: 'interrupts',
	refusal: row =>
		row.state === 'paused'
			? 'it is paused: unpause it first'
			: row.state === 'removing'
				? 'it is being removed'
				: undefined,
	reach: row => [...swarmReach(row), ...portReach(row).map(line => `${line} meanwhile`)],
	request: row =>
		request(
			row,
			{pending: 'restarting', done: 'restarted', verb: 'restart', already: 'restarts already'},
			(engine, signal) => engine.containers.restart(row.id, signal),
		),
};

// The one that cannot be ignored first.
const killSignals: readonly Choice[] = ['KILL', 'TERM', 'INT', 'HUP', 'QUIT', 'USR1', 'USR2'].map(name => ({
	id: `SIG${name}`,
	label: `SIG${name}`,
	aliases: [name],
}));

const kill: Verb<Container> = {
	id: 'kill',
	key: 'K',
	help: 'kill a container, with a choice of signal',
	label: () => 'kill',
	danger: 'interrupts',
	cutsShort: true,
	refusal: row => (isUp(row) ? undefined : 'it does not run'),
	reach: swarmReach,
	fields: () => [{kind: 'choice', id: 'signal', title: 'Signal', options: killSignals}],
	request: (row, values) => {
		const killSignal = textValue(values, 'signal') ?? 'SIGKILL';
		return request(
			row,
			{
				pending: `sent ${killSignal}`,
				done: `sent ${killSignal} to`,
				verb: `send ${killSignal} to`,
				already: 'got it already',
			},
			(engine, signal) => engine.containers.kill(row.id, killSignal, signal),
		);
	},
};

const pause: Verb<Container> = {
	id: 'pause',
	key: 'P',
	words: [{word: 'pause'}, {word: 'unpause'}],
	help: 'pause or unpause a container',
	label: row => (row.state === 'paused' ? 'unpause' : 'pause'),
	danger: 'interrupts',
	refusal: row => (row.state === 'running' || row.state === 'paused' ? undefined : 'it does not run'),
	reach: row => (row.state === 'paused' ? [] : ['freezes its processes: clients wait, health checks fail']),
	request: row =>
		row.state === 'paused'
			? request(
					row,
					{pending: 'unpausing', done: 'unpaused', verb: 'unpause', already: 'runs already'},
					(engine, signal) => engine.containers.unpause(row.id, signal),
				)
			: request(
					row,
					{pending: 'pausing', done: 'paused', verb: 'pause', already: 'is paused already'},
					(engine, signal) => engine.containers.pause(row.id, signal),
				),
	undo: row => ({
		does: row.state === 'paused' ? 'pause' : 'unpause',
		values: {},
		expects: {},
		title: `${row.state === 'paused' ? 'unpause' : 'pause'} ${row.name}`,
		back: row.state === 'paused' ? 'is paused again' : 'goes on again',
	}),
};

const removalReach = (row: Container, _view: View): readonly string[] => [
	...swarmReach(row),
	...(isUp(row) ? ['it runs: it will be killed', ...portReach(row)] : []),
	'what was written inside the container is lost',
];

const remove: Verb<Container> = {
	id: 'remove',
	key: 'D',
	words: [{word: 'rm', does: 'remove'}],
	label: () => 'remove',
	danger: 'destroys',
	cutsShort: true,
	refusal: row => (row.state === 'removing' ? 'it is being removed' : undefined),
	reach: removalReach,
	fields: row => {
		const verb = isUp(row) ? 'kill and remove it' : 'remove it';
		return [
			{
				kind: 'choice',
				id: 'data',
				title: 'Volumes',
				options: [
					{id: 'keep', label: `${verb}, keep its volumes`},
					{id: 'volumes', label: `${verb} with its anonymous volumes`, losesData: true},
				],
			},
		];
	},
	request: (row, values) =>
		request(row, {pending: 'removing', done: 'removed', verb: 'remove', already: 'is gone already'}, (engine, signal) =>
			engine.containers.remove(row.id, {force: isUp(row), volumes: textValue(values, 'data') === 'volumes'}, signal),
		),
};

/** What can be done to containers, what is wanted most first: a narrow footer drops the last ones. */
export const containerVerbs: ReadonlyArray<Verb<Container>> = [
	stopOrStart,
	restart,
	remove,
	kill,
	pause,
	rename,
	limit,
	recreate,
	commit,
	exportFiles,
	attach,
	debug,
];

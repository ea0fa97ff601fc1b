import type {Container} from '../../model/container.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import type {Action, View} from '../resource.ts';

const isUp = (container: Container): boolean => ['running', 'restarting', 'paused'].includes(container.state);

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

const request = (
	container: Container,
	words: {readonly pending: string; readonly done: string; readonly verb: string; readonly already: string},
	run: ActionRequest['run'],
): ActionRequest => ({
	id: container.id,
	name: container.name,
	past: words.done,
	pending: words.pending,
	done: `${words.done} ${container.name}`,
	already: `${container.name} ${words.already}`,
	failed: `could not ${words.verb} ${container.name}`,
	run,
});

const stopOrStart: Action<Container> = {
	id: 'stop',
	key: 'S',
	label: row => (isUp(row) ? 'stop' : 'start'),
	help: 'stop a container, or start a stopped one',
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
};

const restart: Action<Container> = {
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

const kill: Action<Container> = {
	id: 'kill',
	key: 'K',
	label: () => 'kill',
	help: 'kill a container, with a choice of signal',
	danger: 'interrupts',
	cutsShort: true,
	refusal: row => (isUp(row) ? undefined : 'it does not run'),
	reach: swarmReach,
	choices: () =>
		['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'].map(id => ({id, label: id})),
	request: (row, answer) => {
		const killSignal = answer.choice ?? 'SIGKILL';
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

const pause: Action<Container> = {
	id: 'pause',
	key: 'P',
	label: row => (row.state === 'paused' ? 'unpause' : 'pause'),
	help: 'pause or unpause a container',
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
};

const removalReach = (row: Container, _view: View): readonly string[] => [
	...swarmReach(row),
	...(isUp(row) ? ['it runs: it will be killed', ...portReach(row)] : []),
	'what was written inside the container is lost',
];

const remove: Action<Container> = {
	id: 'remove',
	key: 'D',
	label: () => 'remove',
	danger: 'destroys',
	cutsShort: true,
	refusal: row => (row.state === 'removing' ? 'it is being removed' : undefined),
	reach: removalReach,
	choices: row =>
		isUp(row)
			? [
					{id: 'keep', label: 'kill and remove it, keep its volumes'},
					{id: 'volumes', label: 'kill and remove it with its anonymous volumes', losesData: true},
				]
			: [
					{id: 'keep', label: 'remove it, keep its volumes'},
					{id: 'volumes', label: 'remove it with its anonymous volumes', losesData: true},
				],
	request: (row, answer) =>
		request(row, {pending: 'removing', done: 'removed', verb: 'remove', already: 'is gone already'}, (engine, signal) =>
			engine.containers.remove(row.id, {force: isUp(row), volumes: answer.choice === 'volumes'}, signal),
		),
};

/** What can be done to containers. */
export const containerActions: ReadonlyArray<Action<Container>> = [stopOrStart, restart, kill, pause, remove];

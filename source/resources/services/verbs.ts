import type {Service} from '../../model/swarm.ts';
import {noQuorum} from '../nodes/quorum.ts';
import type {View} from '../resource.ts';
import {numberValue, type Verb} from '../verb.ts';
import {isJob, jobTotal, modeText, tasksOf} from './condition.ts';
import {edit} from './edit.ts';
import {imageVerbs} from './image-verbs.ts';
import {settingVerbs} from './setting-verbs.ts';

/** `published port 80`, `published ports 80, 81 and 82`. */
const namedPorts = (ports: readonly number[]): string => {
	const all = [...new Set(ports)];
	const last = all.at(-1);
	return all.length < 2 ? `published port ${last}` : `published ports ${all.slice(0, -1).join(', ')} and ${last}`;
};

const canScale = (service: Service): boolean => service.mode === 'replicated' || service.mode === 'replicated-job';

/** How many tasks on how many nodes a verb touches. */
const tasksReach = (service: Service, view: View): string => {
	const running = tasksOf(service, view).filter(task => task.state === 'running');
	const nodes = new Set(running.map(task => task.nodeId)).size;
	return `${running.length} running ${running.length === 1 ? 'task' : 'tasks'} on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;
};

const scale: Verb<Service> = {
	id: 'scale',
	key: 'C',
	help: 'change the replica count of a service',
	label: () => 'scale',
	danger: 'interrupts',
	refusal: row =>
		canScale(row)
			? undefined
			: `a ${modeText(row)} ${isJob(row) ? '' : 'service '}runs one task on each node and cannot be scaled`,
	reach: (row, view) =>
		isJob(row)
			? [`${row.completed ?? 0} completed so far, ${tasksReach(row, view)} now`]
			: [`it has ${tasksReach(row, view)} now; a lower count ends tasks`],
	fields: row => {
		// A job's count is how often it is to complete in all; how many run at once is another figure.
		const current = isJob(row) ? jobTotal(row) : row.desired;
		const title = isJob(row) ? 'Completions in all' : 'Replicas';
		return [{kind: 'number', id: 'count', title, ...(current === undefined ? {} : {current})}];
	},
	request: (row, values) => {
		const count = numberValue(values, 'count') ?? (isJob(row) ? jobTotal(row) : row.desired) ?? 0;
		const unit = isJob(row) ? 'completions' : 'replicas';
		return {
			id: row.id,
			name: row.name,
			past: 'scaled',
			pending: `scaling to ${count}`,
			done: `scaled ${row.name} to ${count}`,
			already: `${row.name} has ${count} ${unit} already`,
			failed: `could not scale ${row.name}`,
			run: (engine, signal) => engine.services.scale(row.id, count, signal),
		};
	},
	undo(row, values) {
		const count = numberValue(values, 'count');
		// What a job has completed is done.
		if (count === undefined || row.desired === undefined || isJob(row)) return undefined;
		const title = `scale ${row.name} to ${count}`;
		return {values: {count: row.desired}, expects: {desired: count}, title, back: `has ${row.desired} replicas again`};
	},
};

/** A rolling restart. */
export const restart: Verb<Service> = {
	id: 'restart',
	key: 'R',
	help: 'rolling restart of a service',
	label: () => 'restart',
	danger: 'interrupts',
	refusal: () => undefined,
	reach: (row, view) => [`replaces ${tasksReach(row, view)}, a few at a time as its update policy says`],
	request: row => ({
		id: row.id,
		name: row.name,
		past: 'restarted',
		pending: 'restarting',
		done: `rolling restart of ${row.name} has begun; :update ${row.name} shows it`,
		already: `${row.name} restarts already`,
		failed: `could not restart ${row.name}`,
		run: (engine, signal) => engine.services.restart(row.id, signal),
	}),
};

/** Ends all its tasks, for good. */
export const remove: Verb<Service> = {
	id: 'remove',
	key: 'D',
	words: [{word: 'rm', does: 'remove'}],
	label: () => 'remove',
	danger: 'destroys',
	refusal: () => undefined,
	reach: (row, view) => [
		`ends ${tasksReach(row, view)}; nothing starts them again`,
		...(row.ports.some(port => port.publishedPort !== undefined)
			? [`closes ${namedPorts(row.ports.map(port => port.publishedPort).filter(port => port !== undefined))}`]
			: []),
		...(row.stack === undefined ? [] : [`it is part of stack ${row.stack}`]),
	],
	request: row => ({
		id: row.id,
		name: row.name,
		past: 'removed',
		pending: 'removing',
		done: `removed service ${row.name}`,
		already: `${row.name} is gone already`,
		failed: `could not remove service ${row.name}`,
		run: (engine, signal) => engine.services.remove(row.id, signal),
	}),
};

/** The same, refused while the swarm takes no change: the engine would let one wait for nothing. */
const inQuorum = (verb: Verb<Service>): Verb<Service> => ({
	...verb,
	refusal: (row, view) => noQuorum(view) ?? verb.refusal(row, view),
});

/** What can be done to services. */
export const serviceVerbs: ReadonlyArray<Verb<Service>> = [
	restart,
	remove,
	scale,
	...imageVerbs,
	...settingVerbs,
	edit,
].map(inQuorum);

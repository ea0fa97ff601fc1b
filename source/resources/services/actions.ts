import type {Service} from '../../model/swarm.ts';
import type {Action, View} from '../resource.ts';
import {tasksOf} from './condition.ts';

const canScale = (service: Service): boolean => service.mode === 'replicated' || service.mode === 'replicated-job';

/** How many tasks on how many nodes a verb touches. */
const tasksReach = (service: Service, view: View): string => {
	const running = tasksOf(service, view).filter(task => task.state === 'running');
	const nodes = new Set(running.map(task => task.nodeId)).size;
	return `${running.length} running ${running.length === 1 ? 'task' : 'tasks'} on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;
};

const scale: Action<Service> = {
	id: 'scale',
	key: 'C',
	label: () => 'scale',
	danger: 'interrupts',
	refusal: row => (canScale(row) ? undefined : 'a global service runs one task on each node and cannot be scaled'),
	reach: (row, view) => [`it has ${tasksReach(row, view)} now; a lower count ends tasks`],
	number: row => ({title: 'Replicas', ...(row.desired === undefined ? {} : {current: row.desired})}),
	request: (row, answer) => {
		const count = answer.number ?? row.desired ?? 0;
		return {
			id: row.id,
			pending: `scaling to ${count}`,
			done: `scaled ${row.name} to ${count}`,
			already: `${row.name} has ${count} replicas already`,
			failed: `could not scale ${row.name}`,
			run: (engine, signal) => engine.scaleService(row.id, count, signal),
		};
	},
};

const restart: Action<Service> = {
	id: 'restart',
	key: 'R',
	label: () => 'rolling restart',
	danger: 'interrupts',
	refusal: () => undefined,
	reach: (row, view) => [`replaces ${tasksReach(row, view)}, as its update policy says`],
	request: row => ({
		id: row.id,
		pending: 'restarting',
		done: `rolling restart of ${row.name} has begun`,
		already: `${row.name} restarts already`,
		failed: `could not restart ${row.name}`,
		run: (engine, signal) => engine.restartService(row.id, signal),
	}),
};

const remove: Action<Service> = {
	id: 'remove',
	key: 'D',
	label: () => 'remove',
	danger: 'destroys',
	refusal: () => undefined,
	reach: (row, view) => [
		`ends ${tasksReach(row, view)}; nothing starts them again`,
		...(row.ports.some(port => port.publishedPort !== undefined)
			? [
					`closes published port ${row.ports
						.map(port => port.publishedPort)
						.filter(port => port !== undefined)
						.join(', ')}`,
				]
			: []),
		...(row.stack === undefined ? [] : [`it is part of stack ${row.stack}`]),
	],
	request: row => ({
		id: row.id,
		pending: 'removing',
		done: `removed service ${row.name}`,
		already: `${row.name} is gone already`,
		failed: `could not remove service ${row.name}`,
		run: (engine, signal) => engine.removeService(row.id, signal),
	}),
};

/** What can be done to services. */
export const serviceActions: ReadonlyArray<Action<Service>> = [scale, restart, remove];

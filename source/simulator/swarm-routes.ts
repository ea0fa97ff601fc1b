import {joinRoutes} from './join-routes.ts';
import {followLog} from './log-stream.ts';
import {nodeRoutes} from './node-routes.ts';
import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {serviceRow, taskRow} from './swarm-json.ts';
import {taskContainer} from './task-container.ts';
import type {SimulatedService, SimulatedTask} from './world.ts';

const serviceOf = (visit: Visit): SimulatedService => {
	const reference = visit.part(1);
	const found =
		visit.machine.services.get(reference) ??
		[...visit.machine.services.values()].find(service => service.name === reference);
	if (found === undefined) throw new Refusal(404, `service ${reference} not found`);
	return found;
};

const taskOf = (visit: Visit): SimulatedTask => {
	const found = visit.machine.tasks.get(visit.part(1));
	if (found === undefined) throw new Refusal(404, `task ${visit.part(1)} not found`);
	return found;
};

const tasksOf = (visit: Visit): readonly SimulatedTask[] => [...visit.machine.tasks.values()];

const row = (visit: Visit, service: SimulatedService, hasStatus: boolean): object =>
	serviceRow(service, tasksOf(visit), visit.machine.nodes.size, hasStatus);

const update = (visit: Visit): void => {
	const service = serviceOf(visit);
	if (Number(visit.query.get('version')) !== service.version)
		throw new Refusal(500, 'rpc error: code = Unknown desc = update out of sequence');
	const isRollback = visit.query.get('rollback') === 'previous';
	const spec: unknown = isRollback ? service.previousSpec : JSON.parse(visit.body);
	if (typeof spec !== 'object' || spec === null) throw new Refusal(400, 'service does not have a previous spec');
	visit.machine.updateService(service, Object.fromEntries(Object.entries(spec)), isRollback);
	visit.json(200, {Warnings: null});
};

const create = (visit: Visit): void => {
	const spec: unknown = JSON.parse(visit.body);
	const {machine} = visit;
	if (typeof spec !== 'object' || spec === null || !('Name' in spec) || typeof spec.Name !== 'string')
		throw new Refusal(400, 'rpc error: code = InvalidArgument desc = name must be valid');
	const name = spec.Name;
	if ([...machine.services.values()].some(service => service.name === name))
		throw new Refusal(409, 'rpc error: code = AlreadyExists desc = name conflicts with an existing object');
	const id = `${name.toLowerCase().replaceAll(/[^0-9a-z]/g, '')}${'0'.repeat(25)}`.slice(0, 25);
	machine.services.set(id, {
		...{id, name, version: 10, createdAt: visit.now(), updatedAt: visit.now()},
		spec: Object.fromEntries(Object.entries(spec)),
		previousSpec: undefined,
		updateStatus: undefined,
		ports: [],
		load: {cpu: 1, memory: 40 * 1024 ** 2, network: 4000, block: 0},
		logs: 'json',
		rejection: undefined,
	});
	machine.events.add('service', 'create', id, {name});
	visit.json(201, {ID: id});
};

const logs = (visit: Visit, service: SimulatedService | undefined, tasks: readonly SimulatedTask[]): void => {
	const sources = tasks
		.filter(task => !['new', 'pending', 'rejected', 'assigned', 'preparing'].includes(task.state))
		.map(task => {
			const details = `com.docker.swarm.node.id=${task.nodeId},com.docker.swarm.service.id=${task.serviceId},com.docker.swarm.task.id=${task.id}`;
			// Tasks on other nodes have a log too: it is made as their container would write it.
			const own =
				visit.machine.containers.get(task.containerId) ??
				(service === undefined
					? undefined
					: {
							...taskContainer(task, service, task.createdAt),
							...(task.desired === 'running' ? {} : {state: 'exited' as const, finishedAt: task.since}),
						});
			return own === undefined
				? undefined
				: {container: own, details: ['1', 'true'].includes(visit.query.get('details') ?? '') ? details : ''};
		})
		.filter(source => source !== undefined);
	followLog(visit, sources, false);
};

/** Everything that only a manager answers. */
export const swarmRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: /^\/services$/,
		answer: visit =>
			visit.json(
				200,
				[...visit.machine.services.values()].map(service =>
					row(visit, service, ['1', 'true'].includes(visit.query.get('status') ?? '')),
				),
			),
	},
	{
		method: 'GET',
		pattern: /^\/services\/([^/]+)$/,
		answer: visit => visit.json(200, row(visit, serviceOf(visit), false)),
	},
	{method: 'POST', pattern: /^\/services\/create$/, answer: create},
	{method: 'POST', pattern: /^\/services\/([^/]+)\/update$/, answer: update},
	{
		method: 'DELETE',
		pattern: /^\/services\/([^/]+)$/,
		answer: visit => {
			visit.machine.removeService(serviceOf(visit));
			visit.done(200);
		},
	},
	{
		method: 'GET',
		pattern: /^\/services\/([^/]+)\/logs$/,
		answer: visit => {
			const service = serviceOf(visit);
			logs(
				visit,
				service,
				tasksOf(visit).filter(task => task.serviceId === service.id),
			);
		},
	},
	{
		method: 'GET',
		pattern: /^\/tasks$/,
		answer: visit =>
			visit.json(
				200,
				tasksOf(visit).map(task => taskRow(task, visit.machine.services.get(task.serviceId))),
			),
	},
	{
		method: 'GET',
		pattern: /^\/tasks\/([^/]+)$/,
		answer: visit => visit.json(200, taskRow(taskOf(visit), visit.machine.services.get(taskOf(visit).serviceId))),
	},
	{
		method: 'GET',
		pattern: /^\/tasks\/([^/]+)\/logs$/,
		answer: visit => {
			const task = taskOf(visit);
			logs(visit, visit.machine.services.get(task.serviceId), [task]);
		},
	},
	...nodeRoutes,
	...joinRoutes,
];

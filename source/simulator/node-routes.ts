import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {firstNodeVersion, nodeRow} from './swarm-json.ts';
import type {SimulatedNode} from './world.ts';

const nodeOf = (visit: Visit): SimulatedNode => {
	const node = visit.machine.nodes.get(visit.part(1));
	if (node === undefined) throw new Refusal(404, `node ${visit.part(1)} not found`);
	return node;
};

const isAvailability = (value: unknown): value is SimulatedNode['availability'] =>
	value === 'active' || value === 'pause' || value === 'drain';

const labelsIn = (value: unknown): Readonly<Record<string, string>> =>
	typeof value !== 'object' || value === null
		? {}
		: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, String(inner)]));

const update = (visit: Visit): void => {
	const node = nodeOf(visit);
	const version = node.version ?? firstNodeVersion;
	if (Number(visit.query.get('version')) !== version)
		throw new Refusal(500, 'rpc error: code = Unknown desc = update out of sequence');
	const spec: {readonly Availability?: unknown; readonly Role?: unknown; readonly Labels?: unknown} = JSON.parse(
		visit.body,
	);
	const managers = [...visit.machine.nodes.values()].filter(({role}) => role === 'manager');
	if (node.role === 'manager' && spec.Role === 'worker' && managers.length === 1)
		throw new Refusal(
			400,
			'rpc error: code = FailedPrecondition desc = attempting to demote the last manager of the swarm',
		);
	if (isAvailability(spec.Availability)) node.availability = spec.Availability;
	if (spec.Role === 'manager' || spec.Role === 'worker') node.role = spec.Role;
	node.labels = labelsIn(spec.Labels);
	node.version = version + 1;
	visit.machine.events.add('node', 'update', node.id, {name: node.name});
	visit.done(200);
};

const remove = (visit: Visit): void => {
	const node = nodeOf(visit);
	const isForced = ['1', 'true'].includes(visit.query.get('force') ?? '');
	if (node.state !== 'down' && !isForced)
		throw new Refusal(
			400,
			`rpc error: code = FailedPrecondition desc = node ${node.id} is not down and can't be removed`,
		);
	visit.machine.nodes.delete(node.id);
	for (const task of visit.machine.tasks.values()) {
		if (task.nodeId === node.id) Object.assign(task, {desired: 'shutdown', state: 'shutdown'});
	}
	visit.machine.events.add('node', 'remove', node.id, {name: node.name});
	visit.done(200);
};

/** Nodes of the swarm. */
export const nodeRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: /^\/nodes$/,
		answer: visit => visit.json(200, [...visit.machine.nodes.values()].map(nodeRow)),
	},
	{method: 'GET', pattern: /^\/nodes\/([^/]+)$/, answer: visit => visit.json(200, nodeRow(nodeOf(visit)))},
	{method: 'POST', pattern: /^\/nodes\/([^/]+)\/update$/, answer: update},
	{method: 'DELETE', pattern: /^\/nodes\/([^/]+)$/, answer: remove},
];

import {describe, expect, it, test} from 'vitest';
import type {Service, SwarmNode} from '../../source/model/swarm.ts';
import {nodeVerbs} from '../../source/resources/nodes/verbs.ts';
import type {View} from '../../source/resources/resource.ts';
import {serviceVerbs} from '../../source/resources/services/verbs.ts';
import {now} from './container-view.ts';
import {node, service, swarmView, task} from './swarm-view.ts';

const verb = (id: string) => {
	const found = nodeVerbs.find(candidate => candidate.id === id);
	if (found === undefined) throw new Error(`no verb ${id}`);
	return found;
};

const gigabyte = 1024 ** 3;

/** Managers, told by whether each is reached, and a worker that is ready. */
const swarmOf = (managers: readonly boolean[], others: readonly SwarmNode[] = []): readonly SwarmNode[] => [
	...managers.map((isReached, index) =>
		node({
			id: `m${index + 1}`,
			name: `m${index + 1}`,
			isLeader: index === 0,
			isSelf: index === 0,
			reachability: isReached ? 'reachable' : 'unreachable',
		}),
	),
	...others,
];

const worker = (given: Partial<SwarmNode> = {}): SwarmNode => {
	const {reachability: _, ...plain} = node({id: 'w1', name: 'w1', role: 'worker', isLeader: false, isSelf: false});
	return {...plain, ...given};
};

const ask = (
	id: string,
	name: string,
	nodes: readonly SwarmNode[],
	more: Partial<Parameters<typeof swarmView>[0]> = {},
) => {
	const view: View = swarmView({nodes, ...more});
	const row = nodes.find(candidate => candidate.name === name);
	if (row === undefined) throw new Error(`no node ${name}`);
	return {refusal: verb(id).refusal(row, view), reach: verb(id).reach(row, view)};
};

describe('what demoting means for the quorum', () => {
	test.each<[readonly boolean[], string, string | undefined, string]>([
		[[true], 'm1', 'it is the only manager: a swarm without one is none', ''],
		[[true, true], 'm2', undefined, 'managers 2 of 2 reachable; demoting leaves 1 of 1: one more loss stops the swarm'],
		[
			[true, true, true],
			'm2',
			undefined,
			'managers 3 of 3 reachable; demoting leaves 2 of 2: one more loss stops the swarm',
		],
		[
			[true, true, false],
			'm2',
			'it would leave 1 of 2 managers reachable where 2 are needed: the swarm would stop',
			'',
		],
		[
			[true, true, false],
			'm3',
			undefined,
			'managers 2 of 3 reachable; demoting leaves 2 of 2: one more loss stops the swarm',
		],
		[
			[true, false, false],
			'm2',
			'the swarm has no quorum: 1 of 3 managers reachable, 2 needed; bring one back first',
			'',
		],
		[
			[true, true, true, true, true, true],
			'm2',
			undefined,
			'managers 6 of 6 reachable; demoting leaves 5 of 5: it bears the loss of 2 more',
		],
	])('%j, %s', (managers, name, refusal, told) => {
		const asked = ask('demote', name, swarmOf(managers));
		expect(asked.refusal).toBe(refusal);
		if (refusal === undefined) expect(asked.reach[0]).toBe(told);
	});

	it('says that one looks through the node that is demoted', () => {
		expect(ask('demote', 'm1', swarmOf([true, true, true])).reach.join('\n')).toMatch(
			/another manager is chosen first\nit is the one that is asked here/,
		);
	});
});

describe('promoting', () => {
	it('tells what the swarm bears then', () => {
		expect(ask('promote', 'w1', swarmOf([true], [worker()])).reach[0]).toBe(
			'managers 1 of 1 reachable; promoting makes 2 of 2: one more loss stops the swarm',
		);
	});

	it('is refused where the engine tells no leader, however well the rows look, and so are verbs of services', () => {
		const nodes = swarmOf([true, true, true]);
		const message = "The swarm does not have a leader. It's possible that too few managers are online.";
		const rows = new Map(nodes.map(row => [row.id, row]));
		const state = {tables: {nodes: {at: now, rows, fault: {kind: 'rejected' as const, message, at: now}}}};
		const why = 'the swarm has no leader: too few of its managers are reached; bring one back first';
		for (const id of ['demote', 'availability', 'label']) expect(ask(id, 'm2', nodes, {state}).refusal).toBe(why);
		const view = swarmView({nodes, services: [service()], state});
		for (const {id, refusal} of serviceVerbs) expect(refusal(service(), view), id).toBe(why);
		const unread = swarmView({services: [service()], state: {tables: {nodes: {rows: new Map()}}}});
		expect(serviceVerbs.find(({id}) => id === 'scale')?.refusal(service(), unread)).toBeUndefined();
	});

	it('is refused of what is no help to a quorum', () => {
		expect(ask('promote', 'w1', swarmOf([true], [worker({state: 'down'})])).refusal).toContain('and not be reached');
		expect(ask('promote', 'm1', swarmOf([true])).refusal).toBe('it is a manager already');
	});
});

describe('draining', () => {
	const reach = (
		service1: Partial<Service>,
		tasks: readonly Parameters<typeof task>[0][],
		others: readonly SwarmNode[],
	) =>
		ask('availability', 'alpha', [node(), ...others], {
			services: [service(service1)],
			tasks: tasks.map(given => task(given)),
		}).reach.slice(1, -1);

	it('tells what moves, and where to', () => {
		expect(reach({}, [{slot: 1}, {slot: 2}], [worker(), worker({id: 'w2', name: 'w2'})])).toEqual([
			'api: 2 tasks move, with room on w1, w2',
		]);
	});

	it('tells what stays pending, and why', () => {
		expect(reach({constraints: ['node.labels.disk==ssd']}, [{slot: 1}], [worker()])).toEqual([
			'api: 1 task stays pending: w1 misses node.labels.disk==ssd',
		]);
		expect(reach({}, [{slot: 1}], [worker({availability: 'pause'})])).toEqual(['api: 1 task stays pending: w1 paused']);
		expect(reach({}, [{slot: 1}], [])).toEqual(['api: 1 task stays pending: there is no other node']);
	});

	it('counts what it has moved: what fits once fits no second time', () => {
		const half = {reservation: {memory: 3 * gigabyte}};
		expect(
			reach(
				{},
				[
					{slot: 1, ...half},
					{slot: 2, ...half},
				],
				[worker({memory: 4 * gigabyte, cpus: 4})],
			),
		).toEqual(['api: 1 task moves, with room on w1', 'api: 1 task stays pending: w1 1GiB free']);
	});

	it('tells that tasks of a global service end', () => {
		expect(reach({mode: 'global'}, [{slot: 1}], [worker()])[0]).toContain('1 task ends; it is global');
	});
});

describe('removing', () => {
	it('is refused of a manager, and says force of what is ready', () => {
		expect(ask('remove', 'm1', swarmOf([true])).refusal).toContain('demote it first');
		expect(ask('remove', 'w1', swarmOf([true], [worker()])).reach.at(-1)).toContain('the engine wants force');
		expect(ask('remove', 'w1', swarmOf([true], [worker({state: 'down'})])).reach.at(-1)).toContain('it is down');
	});
});

import {describe, expect, it} from 'vitest';
import type {PlacementWishes} from '../../source/model/placement.ts';
import type {Service, SwarmNode, Task} from '../../source/model/swarm.ts';
import {meetsConstraint} from '../../source/resources/tasks/constraint.ts';
import {placementOf} from '../../source/resources/tasks/placement.ts';
import {refusalCounts} from '../../source/resources/tasks/placement-text.ts';
import {tasks as kind} from '../../source/resources/tasks/tasks.ts';
import {node, service, swarmView, task} from './swarm-view.ts';

const gibibyte = 2 ** 30;

describe('a node meets a constraint', () => {
	const alpha = node({
		labels: {disk: 'ssd', 'a.b': 'x'},
		engineLabels: {storage: 'fast'},
		address: '10.0.0.7',
		platform: 'linux/x86_64',
	});
	it.each<[string, boolean]>([
		['node.labels.disk==ssd', true],
		['node.labels.disk == SSD', true],
		['node.labels.disk!=ssd', false],
		['node.labels.Disk==ssd', false],
		['NODE.LABELS.disk==ssd', true],
		['node.labels.a.b==x', true],
		['node.labels.absent==ssd', false],
		['node.labels.absent!=ssd', true],
		['engine.labels.storage==fast', true],
		['node.hostname==Alpha', true],
		['node.hostname==alph', false],
		['node.id==node1', true],
		['node.role==manager', true],
		['node.role!=worker', true],
		['node.platform.os==linux', true],
		['node.platform.arch==x86_64', true],
		['node.ip==10.0.0.7', true],
		['node.ip==10.0.0.0/8', true],
		['node.ip!=10.0.0.0/8', false],
		['node.ip==10.1.0.0/16', false],
		['node.ip!=nonsense', false],
		['node.colour==red', false],
		['nonsense', false],
	])('%s: %s', (constraint, is) => expect(meetsConstraint(alpha, constraint)).toBe(is));
});

const wishes = (given: Partial<PlacementWishes> = {}): PlacementWishes => ({
	constraints: [],
	platforms: [],
	plugins: [],
	...given,
});

/** A node of 2 CPUs and 4 GiB. */
const place = (name: string, given: Partial<SwarmNode> = {}): SwarmNode =>
	node({id: name, name, cpus: 2, memory: 4 * gibibyte, platform: 'linux/x86_64', ...given});

const waiting = (given: Partial<Task>, wanted: Partial<PlacementWishes> = {}): Task => {
	const {nodeId: _, nodeName: __, ...rest} = task({id: 'waiting', age: 30});
	return {...rest, state: 'pending', error: 'no suitable node (…)', wishes: wishes(wanted), ...given};
};

type Case = {
	readonly name: string;
	readonly task: Task;
	readonly nodes: readonly SwarmNode[];
	readonly others?: readonly Task[];
	readonly service?: Partial<Service>;
	readonly reason: string;
	readonly counts: object;
};

const held = (given: Partial<Task>): Task => task({serviceId: 'other', name: 'db.1', ...given});

const hostPort = {protocol: 'tcp', targetPort: 80, publishedPort: 8080, publishMode: 'host'};

const cases: readonly Case[] = [
	{
		name: 'drained and short of memory',
		task: waiting({reservation: {memory: 4 * gibibyte}}),
		nodes: [place('a', {availability: 'drain'}), place('b', {availability: 'drain'}), place('c')],
		others: [held({nodeId: 'c', reservation: {memory: 3 * gibibyte}})],
		reason: 'no suitable node: 2 drained, 1 lacks memory (reserves 4GiB, 1GiB free)',
		counts: {ready: 2, resources: 1},
	},
	{
		name: 'what ended holds nothing, what is being ended holds its own',
		task: waiting({reservation: {nanoCpus: 1.5e9}}),
		nodes: [place('a'), place('b')],
		others: [
			held({nodeId: 'a', reservation: {nanoCpus: 1e9}, desiredState: 'shutdown'}),
			held({nodeId: 'b', reservation: {nanoCpus: 0.7e9}}),
			held({nodeId: 'b', reservation: {nanoCpus: 2e9}, state: 'failed'}),
		],
		reason: 'no suitable node: 2 lack CPU (reserves 1.5, at most 1.3 free)',
		counts: {resources: 2},
	},
	{
		name: 'down, paused, and without the label',
		task: waiting({}, {constraints: ['node.labels.disk==ssd']}),
		nodes: [place('a', {state: 'down'}), place('b', {availability: 'pause'}), place('c'), place('d')],
		reason: 'no suitable node: 2 miss node.labels.disk==ssd, 1 down, 1 paused',
		counts: {ready: 2, constraint: 2},
	},
	{
		name: 'of another platform, or without a plugin, whichever is looked at first',
		task: waiting({}, {platforms: [{os: 'linux', architecture: 'arm64'}], plugins: ['Volume/rexray']}),
		nodes: [
			place('a', {plugins: ['Volume/rexray:latest']}),
			place('b', {plugins: ['Volume/local']}),
			place('c', {platform: 'linux/aarch64', plugins: ['Volume/local']}),
		],
		reason: 'no suitable node: 2 lack the volume plugin rexray, 1 is not linux/arm64',
		counts: {platform: 1, plugin: 2},
	},
	{
		name: 'a port that is taken on the node itself',
		task: waiting({}),
		service: {ports: [hostPort]},
		nodes: [place('a')],
		others: [task({nodeId: 'a', name: 'api.1'})],
		reason: 'no suitable node: 1 has port 8080/tcp taken by api.1',
		counts: {'host port': 1},
	},
	{
		name: 'as many replicas as may be',
		task: waiting({}, {mostPerNode: 1}),
		nodes: [place('a'), place('b')],
		others: [task({nodeId: 'a'}), task({nodeId: 'b', slot: 2})],
		reason: 'no suitable node: 2 run it already (at most 1 per node)',
		counts: {replicas: 2},
	},
	{
		name: 'a generic resource',
		task: waiting({reservation: {generic: {gpu: 2}}}),
		nodes: [place('a', {generic: {gpu: 3}}), place('b')],
		others: [held({nodeId: 'a', reservation: {generic: {gpu: 2}}})],
		reason: 'no suitable node: 2 lack gpu (reserves 2, at most 1 free)',
		counts: {resources: 2},
	},
	{
		name: 'the node that swarm chose already is the only one that counts',
		task: waiting({nodeId: 'b', reservation: {memory: 8 * gibibyte}, error: 'insufficient resources on 1 node'}),
		nodes: [place('a'), place('b')],
		reason: 'no suitable node: 1 lacks memory (reserves 8GiB, 4GiB free)',
		counts: {resources: 1},
	},
	{
		name: 'nothing that we know of: the engine’s words',
		task: waiting({error: 'no suitable node (cannot fulfill requested CSI volume mounts on 1 node)'}),
		nodes: [place('a')],
		reason: 'no suitable node (cannot fulfill requested CSI volume mounts on 1 node)',
		counts: {},
	},
];

describe('a task that waits for a node', () => {
	it.each(cases)('$name', given => {
		const view = swarmView({
			services: [service(given.service)],
			tasks: [given.task, ...(given.others ?? [])],
			nodes: given.nodes,
		});
		expect(kind.reason(given.task, view)).toBe(`${given.reason}, 30s ago`);
		expect(refusalCounts(placementOf(given.task, view) ?? [])).toEqual(given.counts);
	});

	it('has a table of nodes and reasons on its page', () => {
		const row = waiting({reservation: {memory: 4 * gibibyte}}, {constraints: ['node.labels.disk==ssd']});
		const nodes = [
			place('a', {availability: 'drain', labels: {disk: 'ssd'}}),
			place('long-name', {memory: 2 * gibibyte}),
		];
		const view = swarmView({services: [service()], tasks: [row], nodes});
		const sections = kind.details(row, view, {isMasked: true, graphSpan: {title: '5 min', milliseconds: 300_000}});
		const told = sections.find(({title}) => title === 'Why no node takes it');
		expect(told?.lines.map(line => line.map(({text}) => text).join(''))).toEqual([
			'wants  4GiB memory, node.labels.disk==ssd',
			'node       ready      resources    constraint',
			'a          ✗ drained  ✓            ✓',
			'long-name  ✓          ✗ 2GiB free  ✗ misses node.labels.disk==ssd',
		]);
	});
});

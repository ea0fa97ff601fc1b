import {formatMemory} from '../../model/bytes.ts';
import type {PlacementWishes, Platform, Reservation} from '../../model/placement.ts';
import type {Service, SwarmNode, Task} from '../../model/swarm.ts';
import {joinOf} from '../join.ts';
import type {View} from '../resource.ts';
import {meetsConstraint} from './constraint.ts';

/** What the scheduler looks at, in its order: the first that refuses a node is the one that it counts. */
export const checks = ['ready', 'resources', 'plugin', 'constraint', 'platform', 'host port', 'replicas'] as const;

/** One of them. */
export type Check = (typeof checks)[number];

/** Why one node does not take a task. */
export type Refusal = {
	readonly check: Check;
	/** What is refused in one or two words, by which nodes are summed up: `drained`, `memory`. */
	readonly word: string;
	/** What the node has of it: `1.2GiB free`, `misses node.labels.disk==ssd`. */
	readonly text: string;
	/** Of what is short, how much the node has left; for sums over nodes. */
	readonly left?: number;
};

/** What each node says to a task; none where it would take it. */
export type Verdict = {readonly node: SwarmNode; readonly refusals: readonly Refusal[]};

type Rows<Row> = ReadonlyMap<string, Row>;

/** What the tasks of a node hold together. */
type Load = {
	nanoCpus: number;
	memory: number;
	readonly generic: Map<string, number>;
	/** Ports of the node itself that are taken, by `8080/tcp`, and by which task. */
	readonly ports: Map<string, string>;
	/** Tasks that are wanted, by service. */
	readonly replicas: Map<string, number>;
};

/** Tasks between these hold what they reserve, whatever is wanted of them. Source: swarmkit, manager/scheduler. */
const holding: ReadonlySet<string> = new Set(['assigned', 'accepted', 'preparing', 'ready', 'starting', 'running']);

const wanted: ReadonlySet<string> = new Set(['ready', 'running', 'complete']);

const hostPorts = (service: Service | undefined): readonly string[] =>
	(service?.ports ?? [])
		.filter(port => port.publishMode === 'host' && port.publishedPort !== undefined)
		.map(port => `${port.publishedPort}/${port.protocol}`);

const emptyLoad = (): Load => ({nanoCpus: 0, memory: 0, generic: new Map(), ports: new Map(), replicas: new Map()});

const addTo = (load: Load, task: Task, service: Service | undefined): void => {
	load.nanoCpus += task.reservation?.nanoCpus ?? 0;
	load.memory += task.reservation?.memory ?? 0;
	for (const [kind, amount] of Object.entries(task.reservation?.generic ?? {}))
		load.generic.set(kind, (load.generic.get(kind) ?? 0) + amount);
	for (const port of hostPorts(service)) load.ports.set(port, task.name);
	if (wanted.has(task.desiredState)) load.replicas.set(task.serviceId, (load.replicas.get(task.serviceId) ?? 0) + 1);
};

const loadsOf = joinOf('loads of nodes', (tasks: Rows<Task>, services: Rows<Service>): ReadonlyMap<string, Load> => {
	const loads = new Map<string, Load>();
	for (const task of tasks.values()) {
		if (task.nodeId === undefined || !holding.has(task.state)) continue;
		const load = loads.get(task.nodeId) ?? emptyLoad();
		loads.set(task.nodeId, load);
		addTo(load, task, services.get(task.serviceId));
	}
	return loads;
});

const readiness = ({state, availability}: SwarmNode): Refusal | undefined => {
	if (state !== 'ready') return {check: 'ready', word: state, text: state};
	if (availability === 'active') return undefined;
	const word = availability === 'drain' ? 'drained' : availability === 'pause' ? 'paused' : availability;
	return {check: 'ready', word, text: word};
};

/** CPUs as one would ask for them: 0.5. */
export const cpusText = (nanoCpus: number): string => String(Number((nanoCpus / 1e9).toFixed(3)));

const shortages = (node: SwarmNode, load: Load, asked: Reservation): readonly Refusal[] => {
	const cpus = Math.max(0, Math.round((node.cpus ?? 0) * 1e9) - load.nanoCpus);
	const memory = Math.max(0, (node.memory ?? 0) - load.memory);
	return [
		...((asked.nanoCpus ?? 0) > cpus
			? [{check: 'resources', word: 'CPU', text: `${cpusText(cpus)} CPUs free`, left: cpus} as const]
			: []),
		...((asked.memory ?? 0) > memory
			? [{check: 'resources', word: 'memory', text: `${formatMemory(memory)} free`, left: memory} as const]
			: []),
		...Object.entries(asked.generic ?? {}).flatMap(([kind, amount]): readonly Refusal[] => {
			const left = Math.max(0, (node.generic?.[kind] ?? 0) - (load.generic.get(kind) ?? 0));
			return amount > left ? [{check: 'resources', word: kind, text: `${left} ${kind} free`, left}] : [];
		}),
	];
};

/** Whether a node has a plugin; one of an older engine tells of no log drivers, which then is no reason. */
const hasPlugin = (node: SwarmNode, plugin: string): boolean => {
	const {plugins} = node;
	if (plugins === undefined || plugins.includes(plugin) || plugins.includes(`${plugin}:latest`)) return true;
	return plugin.startsWith('Log/') && !plugins.some(name => name.startsWith('Log/'));
};

const otherNames: Readonly<Record<string, string>> = {x86_64: 'amd64', aarch64: 'arm64'};
const architectureOf = (name: string): string => otherNames[name] ?? name;

const suits = (node: SwarmNode, {os, architecture}: Platform): boolean => {
	const [nodeOs, nodeArchitecture = ''] = node.platform?.split('/') ?? [];
	return (
		(os === undefined || os === nodeOs) &&
		(architecture === undefined || architectureOf(architecture) === architectureOf(nodeArchitecture))
	);
};

const wishesRefused = (node: SwarmNode, wishes: PlacementWishes): readonly Refusal[] => [
	...wishes.plugins
		.filter(plugin => !hasPlugin(node, plugin))
		.map((plugin): Refusal => ({check: 'plugin', word: plugin, text: `no ${plugin}`})),
	...wishes.constraints
		.filter(constraint => !meetsConstraint(node, constraint))
		.map((constraint): Refusal => ({check: 'constraint', word: constraint, text: `misses ${constraint}`})),
	...(wishes.platforms.length > 0 && !wishes.platforms.some(platform => suits(node, platform))
		? [{check: 'platform', word: 'platform', text: `is ${node.platform ?? 'of an unknown platform'}`} as const]
		: []),
];

const refusalsOf = (node: SwarmNode, task: Task, wishes: PlacementWishes, load: Load, ports: readonly string[]) => {
	const most = wishes.mostPerNode;
	const replicas = load.replicas.get(task.serviceId) ?? 0;
	const taken = ports.find(port => load.ports.has(port));
	const found: ReadonlyArray<Refusal | undefined> = [
		readiness(node),
		...shortages(node, load, task.reservation ?? {}),
		...wishesRefused(node, wishes),
		taken === undefined
			? undefined
			: {check: 'host port', word: `port ${taken}`, text: `port ${taken} is taken by ${load.ports.get(taken)}`},
		most !== undefined && replicas >= most
			? {check: 'replicas', word: 'replicas', text: `has ${replicas} of at most ${most} replicas`}
			: undefined,
	];
	return found.filter(refusal => refusal !== undefined);
};

/** What the nodes are asked of a task: the one that swarm chose before, or all. */
const candidates = (task: Task, nodes: Rows<SwarmNode>): readonly SwarmNode[] =>
	[...nodes.values()].filter(node => task.nodeId === undefined || node.id === task.nodeId);

/**
 * What each node says to a task that waits for one, worked out from specs as swarm's scheduler does; the reasons of each
 * in its order. Source: swarmkit, manager/scheduler/filter.go. Undefined for a task that waits for none.
 */
export const placementOf = (task: Task, {state: {tables}}: View): readonly Verdict[] | undefined => {
	const {wishes} = task;
	if (task.state !== 'pending' || wishes === undefined || tables.nodes.at === undefined) return undefined;
	const loads = loadsOf(tables.tasks.rows, tables.services.rows);
	const ports = hostPorts(tables.services.rows.get(task.serviceId));
	return candidates(task, tables.nodes.rows).map(node => ({
		node,
		refusals: refusalsOf(node, task, wishes, loads.get(node.id) ?? emptyLoad(), ports),
	}));
};

/** What becomes of a task whose node takes none any more. */
export type Relocation = {
	readonly task: Task;
	/** The node that takes it; undefined where none does. */
	readonly to?: SwarmNode;
	/** Whether it belongs to its node, as a global service's does, and ends with it. */
	readonly isBound: boolean;
	/** Why each other node does not take it: the first reason of each. */
	readonly refusals: ReadonlyArray<{readonly node: SwarmNode; readonly text: string}>;
};

/** A load that can be added to without touching what was worked out of the tables. */
const copyOf = (load: Load | undefined): Load =>
	load === undefined
		? emptyLoad()
		: {...load, generic: new Map(load.generic), ports: new Map(load.ports), replicas: new Map(load.replicas)};

const isGlobal = (service: Service | undefined): boolean => service?.mode.startsWith('global') === true;

/**
 * Where the tasks of a node would go if it took none any more, worked out from specs one after the other: reservations,
 * constraints, ports and replicas a node. What only a pending task tells (platforms, plugins) is not looked at.
 */
export const relocationsOf = (node: SwarmNode, {state: {tables}}: View): readonly Relocation[] => {
	const loads = loadsOf(tables.tasks.rows, tables.services.rows);
	const others = [...tables.nodes.rows.values()].filter(({id}) => id !== node.id);
	const copies = new Map(others.map(({id}) => [id, copyOf(loads.get(id))]));
	const own = [...tables.tasks.rows.values()].filter(
		task => task.nodeId === node.id && task.desiredState === 'running' && holding.has(task.state),
	);
	return own.map((task): Relocation => {
		const service = tables.services.rows.get(task.serviceId);
		if (isGlobal(service)) return {task, isBound: true, refusals: []};
		const wishes: PlacementWishes = {
			constraints: service?.constraints ?? [],
			platforms: [],
			plugins: [],
			...(service?.maxPerNode === undefined ? {} : {mostPerNode: service.maxPerNode}),
		};
		const verdicts = others.map(other => {
			const load = copies.get(other.id) ?? emptyLoad();
			return {other, load, refusals: refusalsOf(other, task, wishes, load, hostPorts(service))};
		});
		// As the scheduler spreads them: where the fewest of its service are.
		const [best] = verdicts
			.filter(({refusals}) => refusals.length === 0)
			.toSorted((a, b) => (a.load.replicas.get(task.serviceId) ?? 0) - (b.load.replicas.get(task.serviceId) ?? 0));
		if (best === undefined)
			return {
				task,
				isBound: false,
				refusals: verdicts.map(({other, refusals}) => ({node: other, text: refusals[0]?.text ?? ''})),
			};
		addTo(best.load, task, service);
		return {task, to: best.other, isBound: false, refusals: []};
	});
};

import type {Container} from '../../source/model/container.ts';
import type {Service, SwarmNode, Task} from '../../source/model/swarm.ts';
import type {View} from '../../source/resources/resource.ts';
import {container, now, type StatePart, viewOf} from './container-view.ts';

/** A service that runs as it should. */
export const service = (given: Partial<Service> = {}): Service => ({
	host: 'lab',
	id: 'service1',
	name: 'api',
	version: 1,
	mode: 'replicated',
	running: 2,
	desired: 2,
	image: 'api:1',
	ports: [],
	labels: {},
	hasPreviousSpec: false,
	networks: [],
	constraints: [],
	createdAt: now - 86_400_000,
	...given,
});

let made = 0;

/** A task that runs; `age` in seconds since it was made and entered its state. */
export const task = ({age = 600, ...given}: Partial<Task> & {readonly age?: number} = {}): Task => ({
	host: 'lab',
	id: given.id ?? `task${++made}`,
	name: `api.${given.slot ?? 1}`,
	serviceId: 'service1',
	serviceName: 'api',
	slot: 1,
	nodeId: 'node1',
	nodeName: 'alpha',
	image: 'api:1',
	state: 'running',
	desiredState: 'running',
	since: now - age * 1000,
	createdAt: now - age * 1000,
	isOnLostNode: false,
	networkNames: {},
	ports: [],
	...given,
});

/** A task that failed and that nobody wants any more. */
export const failed = (given: Parameters<typeof task>[0] = {}): Task =>
	task({state: 'failed', desiredState: 'shutdown', error: 'task: non-zero exit (1)', exitCode: 1, ...given});

/** A node that is well. */
export const node = (given: Partial<SwarmNode> = {}): SwarmNode => ({
	host: 'lab',
	id: 'node1',
	version: 1,
	name: 'alpha',
	state: 'ready',
	availability: 'active',
	role: 'manager',
	reachability: 'reachable',
	isLeader: true,
	isSelf: true,
	labels: {},
	...given,
});

const byId = <Row extends {readonly id: string}>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
	new Map(rows.map(row => [row.id, row]));

/** What is known of a swarm. */
export const swarmView = (known: {
	readonly services?: readonly Service[];
	readonly tasks?: readonly Task[];
	readonly nodes?: readonly SwarmNode[];
	readonly containers?: readonly Container[];
	readonly state?: StatePart;
}): View => {
	const containers = byId(known.containers ?? []);
	return viewOf(container(), {
		state: {
			role: 'manager',
			...known.state,
			tables: {
				services: {at: now, rows: byId(known.services ?? [])},
				tasks: {at: now, rows: byId(known.tasks ?? [])},
				nodes: {at: now, rows: byId(known.nodes ?? [node()])},
				containers: {at: now, rows: containers},
				...known.state?.tables,
			},
		},
	});
};

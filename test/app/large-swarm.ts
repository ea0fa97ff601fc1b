import type {Container} from '../../source/model/container.ts';
import type {Service, SwarmNode, Task} from '../../source/model/swarm.ts';
import type {View} from '../../source/resources/resource.ts';
import type {EngineState} from '../../source/store/state.ts';
import {createUsageRing, type UsageHistory, type UsageRing} from '../../source/store/usage-history.ts';
import {container, now} from '../resources/container-view.ts';
import {failed, node, service, swarmView, task} from '../resources/swarm-view.ts';

/** How many rows of each kind a large swarm has. */
export const largeSizes = {nodes: 50, services: 200, tasks: 5000, containers: 3000} as const;

const tasksEach = largeSizes.tasks / largeSizes.services;
/** Of a service's tasks, those that stand; the others came before them. */
const slotsEach = 20;
/** Each so many slots one runs on the node that we are connected to. */
const hereEach = 4;

const idOf = (kind: string, index: number): string => `${kind}${String(index).padStart(6, '0')}`.padEnd(25, '0');

const nodeAt = (index: number): SwarmNode =>
	node({
		id: idOf('node', index),
		name: `machine-${index}`,
		role: index < 5 ? 'manager' : 'worker',
		isLeader: index === 0,
		isSelf: index === 0,
		...(index === 7 ? {availability: 'drain'} : {}),
		...(index === 8 ? {state: 'down'} : {}),
	});

const serviceAt = (index: number): Service =>
	service({
		id: idOf('service', index),
		name: `shop-${index % 10}_part-${index}`,
		stack: `shop-${index % 10}`,
		desired: slotsEach,
		running: index % 50 === 3 ? slotsEach - 2 : slotsEach,
		networks: ['network1'],
		...(index % 50 === 4 ? {update: {state: 'paused', message: 'update paused'}} : {}),
	});

const taskAt = (index: number): Task => {
	const service = Math.floor(index / tasksEach);
	const place = index % tasksEach;
	const slot = (place % slotsEach) + 1;
	const machine = index % hereEach === 0 ? 0 : 1 + (index % (largeSizes.nodes - 1));
	const row = {
		id: idOf('task', index),
		name: `shop-${service % 10}_part-${service}.${slot}`,
		serviceId: idOf('service', service),
		serviceName: `shop-${service % 10}_part-${service}`,
		slot,
		nodeId: idOf('node', machine),
		nodeName: `machine-${machine}`,
		networkNames: {network1: 'backbone'},
		containerId: idOf('container', index),
		age: 600 + (index % 3600),
	};
	return place < slotsEach ? task(row) : failed({...row, age: row.age + 7200});
};

const containerAt = (index: number, tasks: readonly Task[]): Container => {
	const of = tasks[index];
	const isDown = index % 40 === 39;
	return container({
		id: of?.containerId ?? idOf('container', 10_000 + index),
		name: of === undefined ? `batch-${index % 7}-job-${index}` : `${of.name}.${of.id}`,
		createdAt: now - 86_400_000 - index,
		...(isDown ? {state: 'exited', exitCode: index % 80 === 39 ? 1 : 0, since: now - 2 * 86_400_000} : {}),
		...(of === undefined
			? {}
			: {serviceId: of.serviceId, serviceName: of.serviceName, taskId: of.id, nodeId: idOf('node', 0)}),
	});
};

/** A swarm of 50 nodes, 200 services and 5,000 tasks, seen from a manager with 3,000 containers. */
export const largeSwarm = (): View => {
	const tasks = Array.from({length: largeSizes.tasks}, (_, index) => taskAt(index));
	const here = tasks.filter(row => row.nodeId === idOf('node', 0));
	return swarmView({
		nodes: Array.from({length: largeSizes.nodes}, (_, index) => nodeAt(index)),
		services: Array.from({length: largeSizes.services}, (_, index) => serviceAt(index)),
		tasks,
		containers: Array.from({length: largeSizes.containers}, (_, index) => containerAt(index, here)),
	});
};

/** Samples of all that runs, one after another: the state with another map of usage each time. */
export const sampling = (state: EngineState): ((at: number) => EngineState) => {
	const rings = new Map<string, UsageRing>();
	for (const row of state.tables.containers.rows.values())
		if (row.state === 'running') rings.set(row.id, createUsageRing());
	return at => {
		const usage = new Map<string, UsageHistory>();
		let index = 0;
		for (const [id, ring] of rings) {
			const turn = Math.floor(at / 1000) + index++;
			ring.add({at, cpu: index % 3 === 0 ? turn % 90 : 0.2, memory: 1e6 * (100 + (turn % 50)), memoryLimit: 1e9});
			const history = ring.history();
			if (history !== undefined) usage.set(id, history);
		}
		return {...state, usage};
	};
};

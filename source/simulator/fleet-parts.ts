import {unusedImages} from './image-plan.ts';
import {taskContainer} from './task-container.ts';
import {referencesTo} from './task-file-plan.ts';
import {
	containerIdOf,
	type Fleet,
	type Load,
	type LogKind,
	type SimulatedContainer,
	type SimulatedNode,
	type SimulatedService,
	type SimulatedTask,
	swarmIdOf,
} from './world.ts';

const minute = 60_000;
const mebibyte = 1_048_576;

/** What a container of a fleet is, beside what is usual. */
export type ContainerPlan = Partial<Omit<SimulatedContainer, 'load'>> & {
	readonly name: string;
	readonly image: string;
	readonly age?: number;
	readonly load?: Partial<Load>;
};

/** A container; `age` in minutes since it started or ended. */
export const planContainer = (plan: ContainerPlan, now: number): SimulatedContainer => {
	const {age = 600, load, ...rest} = plan;
	const state = plan.state ?? 'running';
	const began = now - age * minute;
	const startedAt = state === 'created' ? 0 : state === 'exited' ? began - 5 * minute : began;
	return {
		id: containerIdOf(plan.name),
		command: 'docker-entrypoint.sh',
		createdAt: (startedAt === 0 ? began : startedAt) - minute,
		state,
		startedAt,
		finishedAt: state === 'exited' ? began : 0,
		exitCode: 0,
		isOutOfMemory: false,
		error: '',
		health: undefined,
		probeOutput: '',
		restartCount: 0,
		restartPolicy: 'unless-stopped',
		ports: [],
		networks: ['bridge'],
		volumes: [],
		environment: ['PATH=/usr/local/bin:/usr/bin:/bin'],
		labels: {},
		memoryLimit: 0,
		cpuLimit: 0,
		logs: 'json',
		hasTty: false,
		ignoresTerm: false,
		lifetime: undefined,
		written: [],
		...rest,
		load: {cpu: 1, memory: 40 * mebibyte, network: 4000, block: 0, ...load},
	};
};

/** What a service of a fleet is. */
export type ServicePlan = {
	readonly name: string;
	readonly image: string;
	/** Undefined: one on each node. */
	readonly replicas?: number;
	readonly isJob?: boolean;
	readonly ports?: ReadonlyArray<{readonly published: number; readonly target: number}>;
	readonly load?: Partial<Load>;
	readonly logs?: LogKind;
	readonly limits?: {readonly cpus: number; readonly memory: number};
	readonly network?: string;
	readonly secrets?: readonly string[];
	readonly configs?: readonly string[];
	readonly rejection?: string;
	/** The image that its tasks still run while they are updated to `image`. */
	readonly updatingFrom?: string;
};

const modeOf = (plan: ServicePlan): object => {
	if (plan.replicas === undefined) return {Global: {}};
	return plan.isJob === true
		? {ReplicatedJob: {MaxConcurrent: 1, TotalCompletions: plan.replicas}}
		: {Replicated: {Replicas: plan.replicas}};
};

const specOf = (plan: ServicePlan, image: string): Record<string, unknown> => ({
	Name: plan.name,
	Labels: plan.name.includes('_')
		? {'com.docker.stack.namespace': plan.name.split('_')[0], 'com.docker.stack.image': image}
		: {},
	TaskTemplate: {
		ContainerSpec: {
			Image: image,
			Init: false,
			...(plan.secrets === undefined ? {} : {Secrets: referencesTo('secret', plan.secrets)}),
			...(plan.configs === undefined ? {} : {Configs: referencesTo('config', plan.configs)}),
		},
		Resources: {
			Limits: plan.limits === undefined ? {} : {NanoCPUs: plan.limits.cpus * 1e9, MemoryBytes: plan.limits.memory},
		},
		RestartPolicy: {Condition: plan.limits === undefined ? 'any' : 'on-failure', MaxAttempts: 0},
		Placement: {},
		ForceUpdate: 0,
		Networks: plan.network === undefined ? [] : [{Target: plan.network}],
	},
	Mode: modeOf(plan),
	UpdateConfig: {Parallelism: 1, Delay: 0, FailureAction: 'pause', Order: 'stop-first'},
	EndpointSpec: {Mode: 'vip'},
});

/** A service; its tasks are made by `planTasks`. */
export const planService = (plan: ServicePlan, now: number): SimulatedService => ({
	id: swarmIdOf(plan.name),
	name: plan.name,
	createdAt: now - 9000 * minute,
	updatedAt: now - (plan.updatingFrom === undefined ? 900 : 1) * minute,
	version: 40,
	spec: specOf(plan, plan.image),
	previousSpec: plan.updatingFrom === undefined ? undefined : specOf(plan, plan.updatingFrom),
	updateStatus:
		plan.updatingFrom === undefined
			? undefined
			: {State: 'updating', StartedAt: new Date(now - minute).toISOString(), Message: 'update in progress'},
	ports: plan.ports ?? [],
	load: {cpu: 2, memory: 60 * mebibyte, network: 8000, block: 0, ...plan.load},
	logs: plan.logs ?? 'json',
	rejection: plan.rejection,
});

/** The tasks of a service as they stand at the start, dealt out over the nodes. */
export const planTasks = (
	plan: ServicePlan,
	nodes: readonly SimulatedNode[],
	now: number,
): readonly SimulatedTask[] => {
	const slots: ReadonlyArray<number | undefined> =
		plan.replicas === undefined
			? nodes.map(() => undefined)
			: Array.from({length: plan.replicas}, (_, index) => index + 1);
	return slots.map((slot, index): SimulatedTask => {
		const node = nodes[index % nodes.length];
		const key = `${plan.name}.${slot ?? node?.id}`;
		const isRejected = plan.rejection !== undefined;
		const state = plan.isJob === true ? 'complete' : isRejected ? 'rejected' : 'running';
		return {
			id: swarmIdOf(key),
			serviceId: swarmIdOf(plan.name),
			slot,
			nodeId: node?.id,
			image: plan.updatingFrom ?? plan.image,
			createdAt: now - 900 * minute,
			state,
			since: now - (isRejected ? 0.2 : 890) * minute,
			desired: plan.isJob === true ? 'complete' : isRejected ? 'shutdown' : 'running',
			message: state === 'complete' ? 'finished' : isRejected ? 'preparing' : 'started',
			error: plan.rejection,
			exitCode: 0,
			containerId: containerIdOf(key),
			generation: 0,
		};
	});
};

/** A node of a fleet. */
export const planNode = (name: string, role: 'manager' | 'worker', number: number): SimulatedNode => ({
	id: swarmIdOf(name),
	name,
	role,
	isLeader: role === 'manager' && number === 1,
	address: `10.0.0.${number}`,
	state: 'ready',
	availability: 'active',
});

/** A whole fleet: its own containers, and those of the tasks on its first node. */
export const planFleet = (
	plan: {
		readonly engineName: string;
		readonly containers: readonly ContainerPlan[];
		readonly nodes: readonly SimulatedNode[];
		readonly services: readonly ServicePlan[];
	},
	now: number,
): Fleet => {
	const services = plan.services.map(service => planService(service, now));
	const tasks = plan.services.flatMap(service => planTasks(service, plan.nodes, now));
	const self = plan.nodes[0];
	const own = tasks
		.filter(task => self !== undefined && task.nodeId === self.id && task.state === 'running')
		.map(task => {
			const service = services.find(candidate => candidate.id === task.serviceId);
			return service === undefined ? undefined : {...taskContainer(task, service, task.since)};
		})
		.filter(container => container !== undefined);
	return {
		engineName: plan.engineName,
		cpus: 4,
		memory: 8 * 1024 * mebibyte,
		containers: [...plan.containers.map(container => planContainer(container, now)), ...own],
		unusedImages: plan.containers.length === 0 ? [] : unusedImages(now),
		...(self === undefined ? {} : {swarm: {selfId: self.id, nodes: plan.nodes, services, tasks}}),
	};
};

import {momentText} from './words.ts';
import type {SimulatedNode, SimulatedService, SimulatedTask} from './world.ts';

const portsOf = (service: SimulatedService) =>
	service.ports.map(port => ({
		Protocol: 'tcp',
		TargetPort: port.target,
		PublishedPort: port.published,
		PublishMode: 'ingress',
	}));

/** What a service runs: its replica count, or undefined for one on each node; whether it is a job. */
export const modeOf = (service: SimulatedService): {readonly replicas: number | undefined; readonly isJob: boolean} => {
	const mode = service.spec.Mode;
	const record = typeof mode === 'object' && mode !== null ? Object.entries(mode) : [];
	for (const [kind, inner] of record) {
		const options: {Replicas?: unknown; TotalCompletions?: unknown} =
			typeof inner === 'object' && inner !== null ? inner : {};
		if (kind === 'Replicated')
			return {replicas: typeof options.Replicas === 'number' ? options.Replicas : 1, isJob: false};
		if (kind === 'ReplicatedJob')
			return {replicas: typeof options.TotalCompletions === 'number' ? options.TotalCompletions : 1, isJob: true};
	}
	return {replicas: undefined, isJob: false};
};

const templateOf = (service: SimulatedService): {ForceUpdate?: unknown; ContainerSpec?: {Image?: unknown}} => {
	const template = service.spec.TaskTemplate;
	return typeof template === 'object' && template !== null ? template : {};
};

/** `ForceUpdate` of the spec in force. */
export const generationOf = (service: SimulatedService): number => {
	const value = templateOf(service).ForceUpdate;
	return typeof value === 'number' ? value : 0;
};

/** The image that new tasks run. */
export const imageOf = (service: SimulatedService): string => {
	const image = templateOf(service).ContainerSpec?.Image;
	return typeof image === 'string' ? image : '';
};

/** A row of `GET /services`; the counts only where they were asked for. */
export const serviceRow = (
	service: SimulatedService,
	tasks: readonly SimulatedTask[],
	nodes: number,
	hasStatus: boolean,
): object => {
	const {replicas, isJob} = modeOf(service);
	const own = tasks.filter(task => task.serviceId === service.id);
	return {
		ID: service.id,
		Version: {Index: service.version},
		CreatedAt: momentText(service.createdAt),
		UpdatedAt: momentText(service.updatedAt),
		Spec: service.spec,
		...(service.previousSpec === undefined ? {} : {PreviousSpec: service.previousSpec}),
		Endpoint: {Spec: {Mode: 'vip', Ports: portsOf(service)}, Ports: portsOf(service)},
		...(service.updateStatus === undefined ? {} : {UpdateStatus: service.updateStatus}),
		...(hasStatus
			? {
					ServiceStatus: {
						RunningTasks: own.filter(task => task.state === 'running').length,
						DesiredTasks: replicas ?? nodes,
						CompletedTasks: isJob ? own.filter(task => task.state === 'complete').length : 0,
					},
				}
			: {}),
	};
};

/** A row of `GET /tasks`. */
export const taskRow = (task: SimulatedTask, service: SimulatedService | undefined): object => {
	const isPlaced = !['new', 'pending', 'rejected'].includes(task.state);
	return {
		ID: task.id,
		Version: {Index: 10},
		CreatedAt: momentText(task.createdAt),
		UpdatedAt: momentText(task.since),
		Labels: {},
		Spec: {...(service === undefined ? {} : templateOf(service)), ContainerSpec: {Image: task.image}},
		ServiceID: task.serviceId,
		...(task.slot === undefined ? {} : {Slot: task.slot}),
		...(task.nodeId === undefined ? {} : {NodeID: task.nodeId}),
		Status: {
			Timestamp: momentText(task.since),
			State: task.state,
			Message: task.message,
			...(task.error === undefined ? {} : {Err: task.error}),
			...(isPlaced ? {ContainerStatus: {ContainerID: task.containerId, PID: 4242, ExitCode: task.exitCode}} : {}),
			PortStatus: {},
		},
		DesiredState: task.desired,
	};
};

/** The version of a node that nobody changed. */
export const firstNodeVersion = 9;

/** A row of `GET /nodes`. */
export const nodeRow = (node: SimulatedNode): object => ({
	ID: node.id,
	Version: {Index: node.version ?? firstNodeVersion},
	CreatedAt: momentText(1_700_000_000_000),
	UpdatedAt: momentText(1_700_000_000_000),
	Spec: {Labels: node.labels ?? {}, Role: node.role, Availability: node.availability},
	Description: {
		Hostname: node.name,
		Platform: {Architecture: 'x86_64', OS: 'linux'},
		Resources: {NanoCPUs: 4_000_000_000, MemoryBytes: 8_589_934_592},
		Engine: {EngineVersion: '27.5.1'},
	},
	Status: {State: node.state, Addr: node.address, ...(node.state === 'down' ? {Message: 'heartbeat failure'} : {})},
	...(node.role === 'manager'
		? {
				ManagerStatus: {
					...(node.isLeader ? {Leader: true} : {}),
					Reachability: 'reachable',
					Addr: `${node.address}:2377`,
				},
			}
		: {}),
});

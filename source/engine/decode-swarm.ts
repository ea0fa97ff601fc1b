import {isDeepStrictEqual} from 'node:util';
import {cleanText} from '../model/clean-text.ts';
import type {EngineInfo} from '../model/engine-info.ts';
import {shellLine} from '../model/shell-line.ts';
import type {Service, ServiceMode, ServicePort, SwarmNode, SwarmRole, Task, UpdateStatus} from '../model/swarm.ts';
import {decodePlugins, decodeReservation, decodeWishes} from './decode-placement.ts';
import {decodePolicy} from './decode-policy.ts';
import {fileReferences} from './decode-task-file.ts';
import {id, labels, moment, number, positive, present, text, type Wire, wire, wires, withoutDigest} from './wire.ts';

/** The role in the words of the `Swarm` header of `/_ping`: `active/manager`, `inactive`, `locked`… */
export const roleOfHeader = (header: string | undefined): SwarmRole => {
	if (header === undefined) return 'unknown';
	if (header === 'active/manager') return 'manager';
	return header === 'active/worker' ? 'worker' : 'none';
};

const roleOf = (swarm: Wire): SwarmRole => {
	if (swarm.LocalNodeState !== 'active' && swarm.LocalNodeState !== 'locked') return 'none';
	return swarm.ControlAvailable === true ? 'manager' : 'worker';
};

/** `GET /info`. */
export const decodeInfo = (value: unknown, apiVersion: string): EngineInfo => {
	const info = wire(value);
	const swarm = wire(info.Swarm);
	return present<EngineInfo>({
		id: text(info.ID),
		name: text(info.Name) ?? 'docker',
		version: text(info.ServerVersion),
		apiVersion,
		operatingSystem: text(info.OperatingSystem),
		kernel: text(info.KernelVersion),
		cpus: positive(info.NCPU),
		memory: positive(info.MemTotal),
		containers: number(info.Containers),
		running: number(info.ContainersRunning),
		swarm: roleOf(swarm),
		nodeId: text(swarm.NodeID),
		nodes: positive(swarm.Nodes),
		managers: positive(swarm.Managers),
		cgroupVersion: text(info.CgroupVersion),
		cgroupDriver: text(info.CgroupDriver),
		isSimulated: wires(info.Labels).includes('tallyman.simulated=true'),
	});
};

const modeOf = (mode: Wire): ServiceMode => {
	if ('Global' in mode) return 'global';
	if ('ReplicatedJob' in mode) return 'replicated-job';
	return 'GlobalJob' in mode ? 'global-job' : 'replicated';
};

const portOf = (value: unknown): ServicePort => {
	const port = wire(value);
	return present<ServicePort>({
		protocol: text(port.Protocol) ?? 'tcp',
		targetPort: number(port.TargetPort) ?? 0,
		publishedPort: positive(port.PublishedPort),
		publishMode: text(port.PublishMode) ?? 'ingress',
	});
};

const updateOf = (value: unknown): UpdateStatus | undefined => {
	const update = wire(value);
	const state = text(update.State);
	if (state === undefined) return undefined;
	return present<UpdateStatus>({
		state,
		message: text(update.Message),
		startedAt: moment(update.StartedAt),
		completedAt: moment(update.CompletedAt),
	});
};

/** What is told of the spec before the present one. */
const previousOf = ({
	PreviousSpec: before,
	Spec: now,
}: Wire): Pick<Service, 'hasPreviousSpec' | 'previousImage' | 'isResumed'> => {
	if (before === undefined || before === null) return {hasPreviousSpec: false};
	const image = text(wire(wire(wire(before).TaskTemplate).ContainerSpec).Image);
	return present<Pick<Service, 'hasPreviousSpec' | 'previousImage' | 'isResumed'>>({
		hasPreviousSpec: true,
		previousImage: image === undefined ? undefined : withoutDigest(image),
		isResumed: isDeepStrictEqual(before, now) || undefined,
	});
};

/** A row of `GET /services?status=true`. */
export const decodeService = (value: unknown, host: string): Service | undefined => {
	const row = wire(value);
	const rowId = id(row.ID);
	if (rowId === undefined) return undefined;
	const spec = wire(row.Spec);
	const template = wire(spec.TaskTemplate);
	const container = wire(template.ContainerSpec);
	const status = wire(row.ServiceStatus);
	const endpoint = wire(row.Endpoint);
	const resources = wire(template.Resources);
	const limits = wire(resources.Limits);
	const placement = wire(template.Placement);
	const tags = labels(spec.Labels);
	const mode = wire(spec.Mode);
	const nano = positive(limits.NanoCPUs);
	const update = updateOf(row.UpdateStatus);
	const command = shellLine(
		[...wires(container.Command), ...wires(container.Args)].map(text).filter(part => part !== undefined),
	);
	return present<Service>({
		host,
		id: rowId,
		name: text(spec.Name) ?? rowId,
		version: number(wire(row.Version).Index) ?? 0,
		mode: modeOf(mode),
		running: number(status.RunningTasks),
		desired: number(status.DesiredTasks),
		completed: number(status.CompletedTasks),
		totalCompletions: number(wire(mode.ReplicatedJob).TotalCompletions),
		maxConcurrent: number(wire(mode.ReplicatedJob).MaxConcurrent),
		maxPerNode: positive(placement.MaxReplicas),
		image: withoutDigest(text(container.Image) ?? ''),
		command: command === '' ? undefined : command,
		ports: wires(endpoint.Ports ?? wire(spec.EndpointSpec).Ports).map(portOf),
		stack: tags['com.docker.stack.namespace'],
		labels: tags,
		update,
		...previousOf(row),
		...(update === undefined
			? {}
			: {updatePolicy: decodePolicy(spec.UpdateConfig), rollbackPolicy: decodePolicy(spec.RollbackConfig)}),
		createdAt: moment(row.CreatedAt),
		updatedAt: moment(row.UpdatedAt),
		cpuLimit: nano === undefined ? undefined : nano / 1e9,
		memoryLimit: positive(limits.MemoryBytes),
		reservation: decodeReservation(resources.Reservations),
		restartCondition: text(wire(template.RestartPolicy).Condition),
		networks: wires(template.Networks ?? spec.Networks)
			.map(network => text(wire(network).Target))
			.filter(target => target !== undefined),
		secrets: fileReferences(container, 'secret'),
		configs: fileReferences(container, 'config'),
		constraints: wires(placement.Constraints)
			.map(text)
			.filter(constraint => constraint !== undefined),
	});
};

/** What tasks are named after. */
type Known = {readonly services: ReadonlyMap<string, Service>; readonly nodes: ReadonlyMap<string, SwarmNode>};

/** Engines send 0 for what runs, was rejected or failed to start: that is no exit code. */
const exitCodeOf = (state: string, code: number | undefined): number | undefined => {
	if (state === 'complete' || state === 'shutdown') return code;
	return state === 'failed' && code !== 0 ? code : undefined;
};

/** Names of the networks that a task is attached to, by id: services tell only the ids. */
const networkNamesOf = (attachments: unknown): Readonly<Record<string, string>> =>
	Object.fromEntries(
		wires(attachments).flatMap(attachment => {
			const network = wire(wire(attachment).Network);
			const networkId = id(network.ID);
			const name = text(wire(network.Spec).Name);
			return networkId === undefined || name === undefined ? [] : [[networkId, name]];
		}),
	);

/** A row of `GET /tasks`, named as the docker CLI names it: `service.slot`, or `service.nodeId` without a slot. */
export const decodeTask = (value: unknown, host: string, known: Known): Task | undefined => {
	const row = wire(value);
	const rowId = id(row.ID);
	if (rowId === undefined) return undefined;
	const status = wire(row.Status);
	const container = wire(status.ContainerStatus);
	const serviceId = text(row.ServiceID) ?? '';
	const nodeId = text(row.NodeID);
	const slot = positive(row.Slot);
	const service = known.services.get(serviceId);
	const node = nodeId === undefined ? undefined : known.nodes.get(nodeId);
	const serviceName = service?.name ?? text(wire(row.Annotations).Name) ?? serviceId;
	const state = text(status.State) ?? 'unknown';
	return present<Task>({
		host,
		id: rowId,
		name: `${serviceName}.${slot ?? nodeId ?? rowId}`,
		serviceId,
		serviceName,
		slot,
		nodeId,
		nodeName: node?.name,
		image: withoutDigest(text(wire(wire(row.Spec).ContainerSpec).Image) ?? ''),
		state,
		desiredState: text(row.DesiredState) ?? 'unknown',
		since: moment(status.Timestamp),
		createdAt: moment(row.CreatedAt),
		message: text(status.Message),
		error: text(status.Err),
		exitCode: exitCodeOf(state, number(container.ExitCode)),
		containerId: text(container.ContainerID),
		networkNames: networkNamesOf(row.NetworksAttachments),
		isOnLostNode: node?.state === 'down',
		ports: wires(wire(status.PortStatus).Ports).map(portOf),
		stack: service?.stack,
		reservation: decodeReservation(wire(wire(row.Spec).Resources).Reservations),
		wishes: state === 'new' || state === 'pending' ? decodeWishes(row) : undefined,
	});
};

/** A row of `GET /nodes`. */
export const decodeNode = (value: unknown, host: string, selfId: string | undefined): SwarmNode | undefined => {
	const row = wire(value);
	const rowId = id(row.ID);
	if (rowId === undefined) return undefined;
	const spec = wire(row.Spec);
	const description = wire(row.Description);
	const status = wire(row.Status);
	const manager = wire(row.ManagerStatus);
	const platform = wire(description.Platform);
	const resources = wire(description.Resources);
	const engine = wire(description.Engine);
	const engineLabels = labels(engine.Labels);
	const plugins = decodePlugins(engine.Plugins);
	const nano = positive(resources.NanoCPUs);
	return present<SwarmNode>({
		host,
		id: rowId,
		version: number(wire(row.Version).Index) ?? 0,
		name: text(description.Hostname) ?? rowId,
		state: text(status.State) ?? 'unknown',
		message: text(status.Message),
		availability: text(spec.Availability) ?? 'unknown',
		role: text(spec.Role) ?? 'worker',
		reachability: text(manager.Reachability),
		isLeader: manager.Leader === true,
		isSelf: rowId === selfId,
		engineVersion: text(engine.EngineVersion),
		address: text(status.Addr) ?? text(manager.Addr),
		cpus: nano === undefined ? undefined : nano / 1e9,
		memory: positive(resources.MemoryBytes),
		platform:
			text(platform.OS) === undefined
				? undefined
				: cleanText(`${text(platform.OS)}/${text(platform.Architecture) ?? '?'}`),
		labels: labels(spec.Labels),
		engineLabels: Object.keys(engineLabels).length === 0 ? undefined : engineLabels,
		plugins: plugins.length === 0 ? undefined : plugins,
		generic: decodeReservation({GenericResources: resources.GenericResources})?.generic,
	});
};

import type Docker from 'dockerode';
import {nameAndValue} from '../model/name-value.ts';
import type {ServicePlan} from '../model/service-plan.ts';
import type {ActionOutcome} from './outcome.ts';
import {text, wire, wires} from './wire.ts';

const labelsOf = (labels: readonly string[]): Record<string, string> => Object.fromEntries(labels.map(nameAndValue));

const modeOf = ({mode, replicas = 1}: ServicePlan): object => {
	switch (mode) {
		case 'replicated':
			return {Replicated: {Replicas: replicas}};
		case 'replicated-job':
			return {ReplicatedJob: {MaxConcurrent: replicas, TotalCompletions: replicas}};
		case 'global':
			return {Global: {}};
		case 'global-job':
			return {GlobalJob: {}};
	}
};

const resourcesOf = (cpus: number | undefined, memory: number | undefined): object => ({
	...(cpus === undefined ? {} : {NanoCPUs: Math.round(cpus * 1e9)}),
	...(memory === undefined ? {} : {MemoryBytes: memory}),
});

const containerOf = (plan: ServicePlan): object => {
	const {command, entrypoint, environment, mounts, user, directory, hostname} = plan;
	return {
		Image: plan.image,
		Labels: labelsOf(plan.containerLabels),
		...(entrypoint === undefined ? {} : {Command: [...entrypoint]}),
		...(command.length === 0 ? {} : {Args: [...command]}),
		...(environment.length === 0 ? {} : {Env: [...environment]}),
		...(user === undefined ? {} : {User: user}),
		...(directory === undefined ? {} : {Dir: directory}),
		...(hostname === undefined ? {} : {Hostname: hostname}),
		...(mounts.length === 0
			? {}
			: {
					Mounts: mounts.map(({type, source, target, isReadOnly}) => ({
						Type: type,
						Target: target,
						ReadOnly: isReadOnly,
						...(source === undefined ? {} : {Source: source}),
					})),
				}),
		...(plan.isReadOnly ? {ReadOnly: true} : {}),
		...(plan.hasInit ? {Init: true} : {}),
		...(plan.hasTty ? {TTY: true} : {}),
	};
};

/** The body of `POST /services/create`. */
export const serviceSpecOf = (plan: ServicePlan): object => ({
	...(plan.name === undefined ? {} : {Name: plan.name}),
	Labels: labelsOf(plan.labels),
	TaskTemplate: {
		ContainerSpec: containerOf(plan),
		Resources: {
			Limits: resourcesOf(plan.cpus, plan.memory),
			Reservations: resourcesOf(plan.reservedCpus, plan.reservedMemory),
		},
		Placement: plan.constraints.length === 0 ? {} : {Constraints: [...plan.constraints]},
		...(plan.restart === undefined ? {} : {RestartPolicy: {Condition: plan.restart}}),
		...(plan.networks.length === 0 ? {} : {Networks: plan.networks.map(network => ({Target: network}))}),
	},
	Mode: modeOf(plan),
	EndpointSpec: {
		...(plan.endpointMode === undefined ? {} : {Mode: plan.endpointMode}),
		Ports: plan.ports.map(({target, published, protocol, mode}) => ({
			Protocol: protocol,
			TargetPort: target,
			PublishMode: mode,
			...(published === undefined ? {} : {PublishedPort: published}),
		})),
	},
});

/** Makes a service. Its tasks are started by the swarm after that. */
export const createService = async (docker: Docker, plan: ServicePlan): Promise<ActionOutcome> => {
	// Query and body are told apart for the modem, of which the types know nothing.
	const options: object = {_query: {}, _body: serviceSpecOf(plan)};
	const made: unknown = await docker.createService(options);
	const [warning] = wires(wire(made).Warnings).flatMap(told => text(told) ?? []);
	return warning === undefined ? 'done' : {told: `created; ${warning}`};
};

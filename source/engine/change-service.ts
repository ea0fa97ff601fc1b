import type Docker from 'dockerode';
import {EngineError} from './engine-error.ts';
import type {ActionOutcome} from './outcome.ts';
import {replaceSpec, type Specified} from './replaced-spec.ts';
import {number, type Wire, wire} from './wire.ts';

/** A service, as one whose spec is read and sent whole. */
export const specifiedService = (docker: Docker, id: string): Specified => {
	const service = docker.getService(id);
	return {what: 'the service', inspect: () => service.inspect(), update: options => service.update(options)};
};

/** Reads a service's spec, changes it, and sends it whole; again when somebody else was faster. */
export const changeService = async (
	docker: Docker,
	id: string,
	change: (spec: Wire) => Wire,
): Promise<ActionOutcome> =>
	(await replaceSpec(specifiedService(docker, id), change)) === 'already' ? 'already' : 'done';

/** A spec with another count of replicas, or of completions of a job; fails as `conflict` where there is no count. */
export const scaled =
	(replicas: number) =>
	(spec: Wire): Wire => {
		const mode = wire(spec.Mode);
		if ('ReplicatedJob' in mode) {
			const job = wire(mode.ReplicatedJob);
			return {...spec, Mode: {...mode, ReplicatedJob: {...job, TotalCompletions: replicas}}};
		}
		if (!('Replicated' in mode)) throw new EngineError('conflict', 'only a replicated service can be scaled');
		const replicated = wire(mode.Replicated);
		return replicated.Replicas === replicas
			? spec
			: {...spec, Mode: {...mode, Replicated: {...replicated, Replicas: replicas}}};
	};

/** A spec whose tasks run another image. */
export const withImage =
	(image: string) =>
	(spec: Wire): Wire => {
		const template = wire(spec.TaskTemplate);
		const container = wire(template.ContainerSpec);
		return container.Image === image
			? spec
			: {...spec, TaskTemplate: {...template, ContainerSpec: {...container, Image: image}}};
	};

/** A spec whose tasks are all replaced: a rolling restart. */
export const forced = (spec: Wire): Wire => {
	const template = wire(spec.TaskTemplate);
	return {...spec, TaskTemplate: {...template, ForceUpdate: (number(template.ForceUpdate) ?? 0) + 1}};
};

import type Docker from 'dockerode';
import {EngineError} from './engine-error.ts';
import type {ActionOutcome} from './outcome.ts';
import {inSequence, versionOf} from './versioned.ts';
import {number, type Wire, wire} from './wire.ts';

/** Reads a service's spec, changes it, and sends it whole; again when somebody else was faster. */
export const changeService = (docker: Docker, id: string, change: (spec: Wire) => Wire): Promise<ActionOutcome> => {
	const service = docker.getService(id);
	return inSequence(async () => {
		const current = wire(await service.inspect());
		const version = versionOf(current, 'the service');
		const spec = wire(current.Spec);
		const next = change(spec);
		if (next === spec) return 'already';
		// dockerode would put the whole spec into the URL: query and body are told apart for it.
		await service.update({_query: {version}, _body: next});
		return 'done';
	});
};

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

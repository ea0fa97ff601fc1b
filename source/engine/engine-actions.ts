import type Docker from 'dockerode';
import type {ActionOutcome, Engine} from './engine.ts';
import {EngineError} from './engine-error.ts';
import {alreadySo} from './modem.ts';
import {number, type Wire, wire} from './wire.ts';

type Connect = (signal: AbortSignal) => Docker;

const outcome = async (work: Promise<unknown>): Promise<ActionOutcome> =>
	(await work) === alreadySo ? 'already' : 'done';

/** Verbs on containers. They wait as long as the engine does: a stop takes the container's grace period. */
export const containerActions = (
	docker: Connect,
): Pick<
	Engine,
	| 'startContainer'
	| 'stopContainer'
	| 'restartContainer'
	| 'killContainer'
	| 'pauseContainer'
	| 'unpauseContainer'
	| 'removeContainer'
> => ({
	startContainer: (id, signal) => outcome(docker(signal).getContainer(id).start()),
	stopContainer: (id, signal) => outcome(docker(signal).getContainer(id).stop()),
	restartContainer: (id, signal) => outcome(docker(signal).getContainer(id).restart()),
	killContainer: (id, killSignal, signal) => outcome(docker(signal).getContainer(id).kill({signal: killSignal})),
	pauseContainer: (id, signal) => outcome(docker(signal).getContainer(id).pause()),
	unpauseContainer: (id, signal) => outcome(docker(signal).getContainer(id).unpause()),
	removeContainer: (id, {force, volumes}, signal) =>
		outcome(docker(signal).getContainer(id).remove({force, v: volumes})),
});

const attempts = 3;

const isOutOfSequence = (error: unknown): boolean =>
	error instanceof EngineError && /out of sequence/i.test(error.message);

/** Reads a service's spec, changes it, and sends it whole; again when somebody else was faster. */
const changeService = async (docker: Docker, id: string, change: (spec: Wire) => Wire): Promise<ActionOutcome> => {
	const service = docker.getService(id);
	for (let attempt = 1; ; attempt++) {
		const current = wire(await service.inspect());
		const version = number(wire(current.Version).Index);
		if (version === undefined) throw new EngineError('rejected', 'the engine did not tell the version of the service');
		const spec = wire(current.Spec);
		const next = change(spec);
		if (next === spec) return 'already';
		try {
			// dockerode would put the whole spec into the URL: query and body are told apart for it.
			await service.update({_query: {version}, _body: next});
			return 'done';
		} catch (error) {
			if (attempt === attempts || !isOutOfSequence(error)) throw error;
		}
	}
};

const scaled =
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

const forced = (spec: Wire): Wire => {
	const template = wire(spec.TaskTemplate);
	return {...spec, TaskTemplate: {...template, ForceUpdate: (number(template.ForceUpdate) ?? 0) + 1}};
};

/** Verbs on services. */
export const serviceActions = (docker: Connect): Pick<Engine, 'scaleService' | 'restartService' | 'removeService'> => ({
	scaleService: (id, replicas, signal) => changeService(docker(signal), id, scaled(replicas)),
	restartService: (id, signal) => changeService(docker(signal), id, forced),
	removeService: (id, signal) => outcome(docker(signal).getService(id).remove()),
});

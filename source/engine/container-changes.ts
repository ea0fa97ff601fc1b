import type {Readable} from 'node:stream';
import type {Limits, RestartPolicy} from '../model/limits.ts';
import {restartPolicies} from '../model/limits.ts';
import {objectAnswer} from './answer-shape.ts';
import {bodyChunks, bodyOf} from './body-stream.ts';
import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import {writeNewFile} from './local-file.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import {number, positive, text, wire, wires} from './wire.ts';

/** What happened to a path of a container's file system since its image: added, changed, deleted. */
export type FileChange = {readonly kind: 'A' | 'C' | 'D'; readonly path: string};

/** What becomes of a container's limits; what is absent stays. */
export type LimitChange = Partial<Omit<Limits, 'pids'>> & {readonly pids?: number | 'unlimited'};

/** What can be done to containers beside starting and ending them. */
export type ContainerChanges = {
	rename(id: string, name: string, signal: AbortSignal): Promise<ActionOutcome>;
	/** Its limits as they are now; `hasQuota` where its CPUs are limited in a way that cannot be changed by their count. */
	limits(id: string, signal: AbortSignal): Promise<Limits & {readonly hasQuota: boolean}>;
	limit(id: string, change: LimitChange, signal: AbortSignal): Promise<ActionOutcome>;
	/** Makes an image of it; resolves with the image's id. */
	commit(
		id: string,
		options: {readonly reference: string; readonly comment: string; readonly isPaused: boolean},
		signal: AbortSignal,
	): Promise<string>;
	/** What differs from its image, by path. */
	changes(id: string, signal: AbortSignal): Promise<readonly FileChange[]>;
	/** Writes its file system as a tar archive to a new file on this machine; resolves with its bytes, of which `tell` hears. */
	exportTo(id: string, path: string, tell: (bytes: number) => void, signal: AbortSignal): Promise<number>;
};

const kinds: ReadonlyMap<unknown, FileChange['kind']> = new Map([
	[0, 'C'],
	[1, 'A'],
	[2, 'D'],
]);

const policyOf = (name: unknown): RestartPolicy => restartPolicies.find(policy => policy === name) ?? 'no';

const limitsOf = (value: unknown): Limits & {readonly hasQuota: boolean} => {
	const host = wire(wire(value).HostConfig);
	const nano = positive(host.NanoCpus);
	const quota = positive(host.CpuQuota);
	const cpus = nano === undefined ? (quota ?? 0) / (positive(host.CpuPeriod) ?? 100_000) : nano / 1e9;
	const memory = positive(host.Memory);
	const both = number(host.MemorySwap) ?? 0;
	const pids = positive(host.PidsLimit);
	const policy = wire(host.RestartPolicy);
	return {
		...(cpus > 0 ? {cpus} : {}),
		...(memory === undefined ? {} : {memory}),
		...(both === 0 ? {} : {memoryAndSwap: both < 0 ? 'unlimited' : both}),
		...(pids === undefined ? {} : {pids}),
		restart: policyOf(text(policy.Name)),
		retries: positive(policy.MaximumRetryCount) ?? 0,
		hasQuota: nano === undefined && quota !== undefined,
	};
};

/** The numbers of `POST /containers/{id}/update`: 0 there leaves a limit as it is. */
const updateOf = ({cpus, memory, memoryAndSwap, pids, restart, retries}: LimitChange) => ({
	...(cpus === undefined ? {} : {NanoCpus: Math.round(cpus * 1e9)}),
	...(memory === undefined ? {} : {Memory: memory}),
	...(memoryAndSwap === undefined ? {} : {MemorySwap: memoryAndSwap === 'unlimited' ? -1 : memoryAndSwap}),
	...(pids === undefined ? {} : {PidsLimit: pids === 'unlimited' ? -1 : pids}),
	...(restart === undefined ? {} : {RestartPolicy: {Name: restart, MaximumRetryCount: retries ?? 0}}),
});

/** A name and a tag: `registry:5000/web:2` has both, `registry:5000/web` the first alone. */
const partsOf = (reference: string): {readonly repo: string; readonly tag: string} => {
	const at = reference.lastIndexOf(':');
	return at > reference.lastIndexOf('/')
		? {repo: reference.slice(0, at), tag: reference.slice(at + 1)}
		: {repo: reference, tag: 'latest'};
};

/** A body to its end: given up half-way, it is no archive. */
async function* wholeBody(body: Readable, signal: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
	yield* bodyChunks(body, signal);
	if (signal.aborted) throw new EngineError('timeout', 'given up', {cause: signal.reason});
}

/** What can be done to containers, over dockerode's routes. */
export const createContainerChanges = (calls: Calls): ContainerChanges => ({
	rename: (id, name, signal) => outcome(calls.changes(signal).getContainer(id).rename({name})),
	limits: async (id, signal) =>
		limitsOf(objectAnswer('the container', ['Id'], await calls.containers(signal).getContainer(id).inspect())),
	limit: (id, change, signal) => outcome(calls.changes(signal).getContainer(id).update(updateOf(change))),
	async commit(id, {reference, comment, isPaused}, signal) {
		const made: unknown = await calls
			.verbs(signal)
			.getContainer(id)
			.commit({...partsOf(reference), comment, pause: isPaused});
		const image = text(wire(made).Id);
		if (image === undefined) throw new EngineError('rejected', 'the engine did not tell which image it made');
		return image;
	},
	async changes(id, signal) {
		const told: unknown = await calls.verbs(signal).getContainer(id).changes();
		return wires(told).flatMap(value => {
			const change = wire(value);
			const kind = kinds.get(change.Kind);
			const path = text(change.Path);
			return kind === undefined || path === undefined ? [] : [{kind, path}];
		});
	},
	async exportTo(id, path, tell, signal) {
		const body: unknown = await calls.streams(signal).getContainer(id).export();
		return writeNewFile(path, wholeBody(bodyOf(body), signal), tell);
	},
});

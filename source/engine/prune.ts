import {listAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import {number, positive, text, wire, wires} from './wire.ts';

/** Something that nothing uses, and what it takes. */
export type Prunable = {
	readonly id: string;
	readonly name: string;
	/** What it frees at most; absent where the engine does not tell. */
	readonly bytes?: number;
	/** Of a volume, when it was made, ms: another one of its name is another. */
	readonly createdAt?: number;
};

/** What nothing uses on one engine. It is removed one by one, by what the nouns have for it; never by the engine's own prune. */
export type Prune = {
	/** Containers that ended or never began. */
	containers(signal: AbortSignal): Promise<readonly Prunable[]>;
	/** Images without a name, or all that no container was made from; of one with names, each name by itself. */
	images(which: 'dangling' | 'unused', signal: AbortSignal): Promise<readonly Prunable[]>;
	/** Removes an image that has no name, unless it has one by now. */
	removeNameless(imageId: string, signal: AbortSignal): Promise<void>;
	/** Volumes that no container mounts: those that nobody named, or all. */
	volumes(which: 'anonymous' | 'unused', signal: AbortSignal): Promise<readonly Prunable[]>;
	/** Networks of this engine alone that no container is in, whether it runs or not. */
	networks(signal: AbortSignal): Promise<readonly Prunable[]>;
	/** Records of the build cache that are not in use. */
	cache(signal: AbortSignal): Promise<readonly Prunable[]>;
	removeCache(id: string, signal: AbortSignal): Promise<void>;
};

/** The network by which tasks reach out of their node: swarm makes it, and has it as long as it lives. */
const ofSwarm = 'docker_gwbridge';

/** Largest first; what is not known last. */
const largestFirst = (all: readonly Prunable[]): readonly Prunable[] =>
	all.toSorted((a, b) => (b.bytes ?? -1) - (a.bytes ?? -1) || a.name.localeCompare(b.name));

const sized = (bytes: number | undefined) => (bytes === undefined || bytes < 0 ? {} : {bytes});

const short = (id: string): string => id.replace('sha256:', '').slice(0, 12);

const ended: readonly unknown[] = ['exited', 'created', 'dead'];

const imageRows = async (calls: Calls, isDangling: boolean, signal: AbortSignal): Promise<readonly unknown[]> => {
	// dockerode's types do not know the option; engines before 1.42 do not either.
	const options: object = {'shared-size': true, ...(isDangling ? {filters: {dangling: ['true']}} : {})};
	return listAnswer('the images', await calls.verbs(signal).listImages(options));
};

/** By its names or, where it has none, by itself. */
const prunableImages = (value: unknown): readonly Prunable[] => {
	const row = wire(value);
	const id = text(row.Id);
	if (id === undefined) return [];
	const [size, shared] = [number(row.Size), number(row.SharedSize)];
	const bytes = size === undefined ? undefined : size - Math.max(0, shared ?? 0);
	const names = wires(row.RepoTags)
		.flatMap(name => text(name) ?? [])
		.filter(name => name !== '<none>:<none>');
	return names.length === 0
		? [{id, name: short(id), ...sized(bytes)}]
		: names.map((name, index) => ({id, name, ...sized(index === names.length - 1 ? bytes : 0)}));
};

const isAnonymous = (row: ReturnType<typeof wire>): boolean =>
	'com.docker.volume.anonymous' in wire(row.Labels) || /^[0-9a-f]{64}$/.test(text(row.Name) ?? '');

/** What nothing uses, over dockerode's routes. */
export const createPrune = (calls: Calls): Prune => {
	const allContainers = async (signal: AbortSignal, size = false): Promise<ReadonlyArray<ReturnType<typeof wire>>> =>
		listAnswer('the containers', await calls.verbs(signal).listContainers({all: true, size})).map(wire);
	const usage = async (signal: AbortSignal): Promise<ReturnType<typeof wire>> => {
		const answer: unknown = await calls.verbs(signal).df();
		return wire(answer);
	};
	return {
		async containers(signal) {
			const rows = await allContainers(signal, true);
			return largestFirst(
				rows
					.filter(row => ended.includes(row.State))
					.flatMap(row => {
						const id = text(row.Id);
						const name = text(wires(row.Names)[0])?.replace(/^\//, '');
						return id === undefined ? [] : [{id, name: name ?? short(id), ...sized(number(row.SizeRw) ?? 0)}];
					}),
			);
		},
		async images(which, signal) {
			if (which === 'dangling') {
				const [rows, users] = await Promise.all([imageRows(calls, true, signal), allContainers(signal)]);
				const used = new Set(users.map(row => text(row.ImageID)));
				return largestFirst(rows.filter(row => !used.has(text(wire(row).Id))).flatMap(prunableImages));
			}
			const [rows, users] = await Promise.all([imageRows(calls, false, signal), allContainers(signal)]);
			const used = new Set(users.map(row => text(row.ImageID)));
			return largestFirst(rows.filter(row => !used.has(text(wire(row).Id))).flatMap(prunableImages));
		},
		async removeNameless(imageId, signal) {
			const present = wire(await calls.changes(signal).getImage(imageId).inspect());
			if (wires(present.RepoTags).length > 0)
				throw new EngineError('conflict', `${short(imageId)} has a name by now: ${text(wires(present.RepoTags)[0])}`);
			await calls.verbs(signal).getImage(imageId).remove();
		},
		async volumes(which, signal) {
			const rows = wires((await usage(signal)).Volumes).map(wire);
			return largestFirst(
				rows
					.filter(row => number(wire(row.UsageData).RefCount) === 0 && (which === 'unused' || isAnonymous(row)))
					.flatMap(row => {
						const id = text(row.Name);
						const createdAt = Date.parse(text(row.CreatedAt) ?? '');
						if (id === undefined) return [];
						const name = /^[0-9a-f]{64}$/.test(id) ? short(id) : id;
						return [
							{
								id,
								name,
								...sized(number(wire(row.UsageData).Size)),
								...(Number.isNaN(createdAt) ? {} : {createdAt}),
							},
						];
					}),
			);
		},
		async networks(signal) {
			const [answer, users] = await Promise.all([
				calls.verbs(signal).listNetworks({filters: {type: ['custom']}}),
				allContainers(signal),
			]);
			const used = new Set(
				users.flatMap(row =>
					Object.entries(wire(wire(row.NetworkSettings).Networks)).flatMap(([name, network]) => [
						name,
						text(wire(network).NetworkID),
					]),
				),
			);
			return listAnswer('the networks', answer)
				.map(wire)
				.filter(row => row.Scope === 'local' && row.Ingress !== true && row.ConfigOnly !== true && row.Name !== ofSwarm)
				.flatMap(row => {
					const [id, name] = [text(row.Id), text(row.Name)];
					return id === undefined || name === undefined || used.has(id) || used.has(name) ? [] : [{id, name}];
				});
		},
		async cache(signal) {
			const records = wires((await usage(signal)).BuildCache).map(wire);
			return largestFirst(
				records
					.filter(row => row.InUse !== true)
					.flatMap(row => {
						const id = text(row.ID);
						return id === undefined ? [] : [{id, name: short(id), ...sized(positive(row.Size) ?? 0)}];
					}),
			);
		},
		async removeCache(id, signal) {
			// dockerode's own route drops the filters, and would have the engine remove whatever it likes.
			const query = {_query: {all: true, filters: {id: [id]}}};
			const {modem} = calls.verbs(signal);
			await new Promise<void>((resolve, reject) => {
				modem.dial({path: '/build/prune?', method: 'POST', options: query}, (error: unknown) =>
					error === null ? resolve() : reject(error),
				);
			});
		},
	};
};

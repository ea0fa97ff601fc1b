import {type Image, type ImageDetails, repositoryOf} from '../model/image.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {decodeImage, decodeImageDetails, decodeSharedSize} from './decode-image.ts';
import {EngineError} from './engine-error.ts';
import {createImageTransfers, type ImageTransfers} from './image-transfers.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import {text, wire} from './wire.ts';

/** Images of one engine. */
export type Images = ImageTransfers & {
	/**
	 * A row for each tag. `strays` are ids of containers whose image lost the name that they were made from: each is asked
	 * once for that name, so that its present owner can be told apart.
	 */
	list(strays: readonly string[], signal: AbortSignal): Promise<readonly Image[]>;
	/** With its history. What it shares with others comes with a later answer, as the engine takes a while to count. */
	inspect(imageId: string, signal: AbortSignal): Promise<ImageDetails>;
	/**
	 * Takes a name away, and the image with its last one; or the image itself where it has no name. Never by force, and
	 * never when the name is on another image by now.
	 */
	remove(image: Pick<Image, 'imageId' | 'reference'>, signal: AbortSignal): Promise<ActionOutcome>;
};

/** Strays that are asked for in one turn. */
const mostStrays = 20;

/** What counting shared layers may cost an engine, it costs it once in this time, ms. */
const sharedFor = 60_000;

/** By id of a container, the name that it was made from. */
const createStrayNames = (calls: Calls) => {
	const known = new Map<string, string>();
	const ask = async (id: string, signal: AbortSignal): Promise<void> => {
		try {
			const body = wire(await calls.containers(signal).getContainer(id).inspect());
			known.set(id, text(wire(body.Config).Image) ?? '');
		} catch {
			// It may be gone by now; a list does not fail of it.
		}
	};
	return async (ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> => {
		const wanted = new Set(ids);
		for (const id of known.keys()) if (!wanted.has(id)) known.delete(id);
		await Promise.all(
			ids
				.filter(id => !known.has(id))
				.slice(0, mostStrays)
				.map(id => ask(id, signal)),
		);
		return known;
	};
};

/** By id of an image, bytes that it shares: as they were counted last, which is begun anew when that is old. */
const createSharedSizes = (calls: Calls) => {
	let sizes: ReadonlyMap<string, number> = new Map();
	let countedAt = Number.NEGATIVE_INFINITY;
	const count = async (signal: AbortSignal): Promise<void> => {
		const before = countedAt;
		countedAt = calls.now();
		try {
			// dockerode's types do not know the option; engines before 1.42 do not either, and answer -1.
			const options: object = {'shared-size': true};
			const rows = listAnswer('the images', await calls.containers(signal).listImages(options));
			sizes = new Map(rows.map(decodeSharedSize).filter(entry => entry !== undefined));
		} catch {
			// What is beside the point of the page must not fail it. Who left it asks anew when coming back.
			if (signal.aborted) countedAt = before;
		}
	};
	return (imageId: string, signal: AbortSignal): number | undefined => {
		if (calls.now() - countedAt >= sharedFor) void count(signal);
		return sizes.get(imageId);
	};
};

/** A name as tags are written: without the digest that swarm pins it to, and `latest` where there is no tag. */
const tagOf = (name: string): string => {
	const tag = name.replace(/@.*$/, '');
	return repositoryOf(tag) === tag ? `${tag}:latest` : tag;
};

/** Images over dockerode's routes. */
export const createImages = (calls: Calls): Images => {
	const strayNames = createStrayNames(calls);
	const sharedSize = createSharedSizes(calls);
	return {
		...createImageTransfers(calls),
		list: async (strays, signal) => {
			const [answer, names] = await Promise.all([
				calls.containers(signal).listImages({all: false}),
				strayNames(strays, signal),
			]);
			const left = [...names].map(([id, name]) => ({id, name: tagOf(name)}));
			return listAnswer('the images', answer)
				.flatMap(row => decodeImage(row, calls.host))
				.map(row => ({
					...row,
					leftBehind: left.filter(({name}) => name === row.reference).map(({id}) => id),
				}));
		},
		inspect: async (imageId, signal) => {
			const image = calls.containers(signal).getImage(imageId);
			const [body, history] = await Promise.all([image.inspect(), image.history()]);
			return decodeImageDetails(
				objectAnswer('the image', ['Id'], body),
				listAnswer('the history of the image', history),
				sharedSize(imageId, signal),
			);
		},
		remove: async ({imageId, reference}, signal) => {
			if (reference !== undefined) {
				const named = wire(await calls.changes(signal).getImage(reference).inspect());
				if (named.Id !== imageId) throw new EngineError('conflict', `${reference} is another image by now`);
			}
			return outcome(
				calls
					.verbs(signal)
					.getImage(reference ?? imageId)
					.remove(),
			);
		},
	};
};

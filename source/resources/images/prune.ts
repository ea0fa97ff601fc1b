import {type PruneWords, pruneVerb} from '../prune.ts';

const remove: PruneWords['remove'] = (engine, {id, name}, signal) =>
	/^[0-9a-f]{12}$/.test(name) && id.replace('sha256:', '').startsWith(name)
		? engine.prune.removeNameless(id, signal)
		: engine.images.remove({imageId: id, reference: name}, signal);

/** What removes images and the records of builds that nothing uses. */
export const imagePrunes = [
	pruneVerb({
		id: 'prune',
		help: 'remove images that have no name any more and that no container uses',
		what: 'images without a name',
		find: (engine, signal) => engine.prune.images('dangling', signal),
		remove,
	}),
	pruneVerb({
		id: 'prune-unused',
		help: 'remove all images that no container uses',
		what: 'images that no container uses',
		note: 'those that no registry has cannot be pulled again',
		find: (engine, signal) => engine.prune.images('unused', signal),
		remove,
	}),
	pruneVerb({
		id: 'prune-cache',
		help: 'remove what the build cache keeps and no build uses just now',
		what: 'records of the build cache',
		note: 'builds take longer once',
		find: (engine, signal) => engine.prune.cache(signal),
		remove: (engine, {id}, signal) => engine.prune.removeCache(id, signal),
	}),
];

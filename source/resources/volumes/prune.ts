import {type PruneWords, pruneVerb} from '../prune.ts';

const remove: PruneWords['remove'] = (engine, {id, createdAt}, signal) =>
	engine.volumes.remove({name: id, ...(createdAt === undefined ? {} : {createdAt})}, signal);

/** What removes volumes that no container mounts, with their data. */
export const volumePrunes = [
	pruneVerb({
		id: 'prune',
		help: 'remove volumes that nobody named and no container mounts, with their data',
		what: 'anonymous volumes that no container mounts',
		losesData: true,
		find: (engine, signal) => engine.prune.volumes('anonymous', signal),
		remove,
	}),
	pruneVerb({
		id: 'prune-unused',
		help: 'remove all volumes that no container mounts, with their data',
		what: 'volumes that no container mounts',
		note: 'named ones too: services and stacks that do not run now lose their data',
		losesData: true,
		find: (engine, signal) => engine.prune.volumes('unused', signal),
		remove,
	}),
];

import {pruneVerb} from '../prune.ts';

/** What removes networks that nothing is in. */
export const networkPrune = pruneVerb({
	id: 'prune',
	help: 'remove networks of this engine that no container is in',
	what: 'networks that no container is in',
	note: 'a container that does not run counts as in its networks; those of a swarm are left alone',
	find: (engine, signal) => engine.prune.networks(signal),
	remove: (engine, {id}, signal) => engine.networks.remove(id, signal),
});

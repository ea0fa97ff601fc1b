import {pruneVerb} from '../prune.ts';

/** What removes containers that do not run. */
export const containerPrune = pruneVerb({
	id: 'prune',
	help: 'remove containers that ended or never began',
	what: 'containers that do not run',
	note: 'with all that they wrote outside of volumes, and their logs',
	losesData: true,
	find: (engine, signal) => engine.prune.containers(signal),
	remove: (engine, {id}, signal) => engine.containers.remove(id, {force: false, volumes: false}, signal),
});

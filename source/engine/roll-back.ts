import {isDeepStrictEqual} from 'node:util';
import type Docker from 'dockerode';
import {EngineError} from './engine-error.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import {type SpecChange, specDifference} from './spec-difference.ts';
import {inSequence} from './versioned.ts';
import {number, wire} from './wire.ts';

const read = async (docker: Docker, id: string) => {
	const row = wire(await docker.getService(id).inspect());
	const previous = wire(row.PreviousSpec);
	return {
		version: number(wire(row.Version).Index),
		spec: wire(row.Spec),
		changes: Object.keys(previous).length === 0 ? undefined : specDifference(wire(row.Spec), previous),
	};
};

/** Field by field, what rolling a service back would change; undefined where it has no previous spec. */
export const readRollback = async (docker: Docker, id: string): Promise<readonly SpecChange[] | undefined> =>
	(await read(docker, id)).changes;

/** Rolls a service back if that still changes what was shown: somebody may have updated it since. */
export const rollBack = (docker: Docker, id: string, shown: readonly SpecChange[]): Promise<ActionOutcome> =>
	// While it is updated the engine itself counts its version on.
	inSequence(async () => {
		const {version, spec, changes} = await read(docker, id);
		if (changes === undefined || version === undefined) throw new EngineError('conflict', 'it has no previous spec');
		if (!isDeepStrictEqual(changes, shown))
			throw new EngineError('conflict', 'it was updated meanwhile, and would go back to something else: look again');
		// The spec has to be sent along, though the engine takes the previous one.
		return await outcome(docker.getService(id).update({_query: {version, rollback: 'previous'}, _body: spec}));
	});

import type Docker from 'dockerode';
import {EngineError} from './engine-error.ts';
import type {ActionOutcome} from './outcome.ts';
import {specDifference} from './spec-difference.ts';
import {isOutOfSequence, versionOf} from './versioned.ts';
import {type Wire, wire} from './wire.ts';

/** A service's spec as the engine has it, nothing left out, and the version that it was read at. */
export type VersionedSpec = {readonly version: number; readonly spec: Wire};

/** Reads a spec to be sent again. */
export const readSpec = async (docker: Docker, id: string): Promise<VersionedSpec> => {
	const row = wire(await docker.getService(id).inspect());
	return {version: versionOf(row, 'the service'), spec: wire(row.Spec)};
};

/**
 * Sends a whole spec as a change of the version that it was read at; fails as `conflict` where somebody changed it
 * meanwhile. What the engine took otherwise than it was sent is told.
 */
export const sendSpec = async (docker: Docker, id: string, {version, spec}: VersionedSpec): Promise<ActionOutcome> => {
	try {
		await docker.getService(id).update({_query: {version}, _body: spec});
	} catch (error) {
		if (!isOutOfSequence(error)) throw error;
		throw new EngineError('conflict', 'somebody changed it while you edited: nothing was sent', {cause: error});
	}
	// It is changed, whatever comes of looking at it again.
	const taken = await readSpec(docker, id).catch(() => undefined);
	const other = taken === undefined ? [] : specDifference(spec, taken.spec).filter(({before}) => before !== '–');
	return other.length === 0
		? 'done'
		: {told: `changed, but the engine took otherwise ${other.map(({field}) => field).join(', ')}`};
};

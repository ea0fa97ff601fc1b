import type Docker from 'dockerode';
import {EngineError} from './engine-error.ts';
import type {ReplacedSpec} from './replaced-spec.ts';
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

/** What came of a whole spec that was sent: what it took the place of, and the fields that the engine took otherwise. */
export type SentSpec = ReplacedSpec & {readonly otherwise: readonly string[]};

/**
 * Sends a whole spec as a change of the version that it was read at; fails as `conflict` where somebody changed it
 * meanwhile.
 */
export const sendSpec = async (docker: Docker, id: string, before: VersionedSpec, next: Wire): Promise<SentSpec> => {
	try {
		await docker.getService(id).update({_query: {version: before.version}, _body: next});
	} catch (error) {
		if (!isOutOfSequence(error)) throw error;
		throw new EngineError('conflict', 'somebody changed it while you edited: nothing was sent', {cause: error});
	}
	// It is changed, whatever comes of looking at it again.
	const after = (await readSpec(docker, id).catch(() => undefined))?.spec ?? next;
	const otherwise = specDifference(next, after).filter(change => change.before !== '–');
	return {before: before.spec, after, otherwise: otherwise.map(({field}) => field)};
};

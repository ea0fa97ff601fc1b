import type {Volume, VolumeDetails} from '../model/volume.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {decodeVolume, decodeVolumeDetails, decodeWarnings} from './decode-volume.ts';
import {EngineError} from './engine-error.ts';
import {ofKnownRoute} from './known-route.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import {moment, wire} from './wire.ts';

/** Volumes of one engine. Nothing here asks for their sizes, which an engine counts file by file. */
export type Volumes = {
	list(signal: AbortSignal): Promise<readonly Volume[]>;
	/** With what the engine warned of beside the last list. */
	inspect(name: string, signal: AbortSignal): Promise<VolumeDetails>;
	/** Never by force, and never when another volume has the name by now. */
	remove(volume: Pick<Volume, 'name' | 'createdAt'>, signal: AbortSignal): Promise<ActionOutcome>;
};

/** Volumes over dockerode's routes. */
export const createVolumes = (calls: Calls): Volumes => {
	let warnings: readonly string[] = [];
	return {
		list: async signal => {
			const body = wire(await ofKnownRoute('volumes', calls.containers(signal).listVolumes()));
			// No volumes are null to old engines.
			const rows = listAnswer('the volumes', 'Volumes' in body ? (body.Volumes ?? []) : body);
			warnings = decodeWarnings(body.Warnings);
			return rows.map(row => decodeVolume(row, calls.host)).filter(row => row !== undefined);
		},
		inspect: async (name, signal) =>
			decodeVolumeDetails(
				objectAnswer('the volume', ['Name'], await calls.containers(signal).getVolume(name).inspect()),
				warnings,
			),
		remove: async ({name, createdAt}, signal) => {
			const present = wire(await calls.changes(signal).getVolume(name).inspect());
			if (moment(present.CreatedAt) !== createdAt)
				throw new EngineError('conflict', `${name} is another volume by now`);
			return outcome(calls.verbs(signal).getVolume(name).remove());
		},
	};
};

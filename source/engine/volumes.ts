import type {Volume, VolumeDetails} from '../model/volume.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {decodeVolume, decodeVolumeDetails, decodeWarnings} from './decode-volume.ts';
import {EngineError} from './engine-error.ts';
import {ofKnownRoute} from './known-route.ts';
import {lookInto} from './look-into-volume.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import {removing} from './removal.ts';
import {moment, wire} from './wire.ts';

/** Volumes of one engine. Nothing here asks for their sizes, which an engine counts file by file. */
export type Volumes = {
	list(signal: AbortSignal): Promise<readonly Volume[]>;
	/** With what the engine warned of beside the last list. */
	inspect(name: string, signal: AbortSignal): Promise<VolumeDetails>;
	/** Never one that is there: engines would answer with that, as if it were new. */
	create(
		plan: {
			readonly name: string;
			readonly driver: string;
			readonly labels: Readonly<Record<string, string>>;
			/** The driver's own. */
			readonly options?: Readonly<Record<string, string>>;
		},
		signal: AbortSignal,
	): Promise<ActionOutcome>;
	/** Never by force, and never when another volume has the name by now. */
	remove(volume: Pick<Volume, 'name' | 'createdAt'>, signal: AbortSignal): Promise<ActionOutcome>;
	/** Looks into one through a container of an image that is made for that, never started, and removed after it. */
	lookInto<Result>(
		asked: {readonly volume: string; readonly image: string},
		look: (container: string) => Promise<Result>,
		signal: AbortSignal,
	): Promise<Result>;
};

/** Volumes over dockerode's routes. */
export const createVolumes = (calls: Calls): Volumes => {
	let warnings: readonly string[] = [];
	return {
		lookInto: (asked, look, signal) => lookInto(calls, asked, look, signal),
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
		create: async ({name, driver, labels, options: own}, signal) => {
			const known = listAnswer('the volumes', wire(await calls.changes(signal).listVolumes()).Volumes ?? []);
			if (known.some(volume => wire(volume).Name === name))
				throw new EngineError('conflict', `there is a volume ${name} already`);
			// dockerode would put them into the URL too: query and body are told apart for it.
			const options: object = {
				_query: {},
				_body: {Name: name, Driver: driver, Labels: labels, ...(own === undefined ? {} : {DriverOpts: own})},
			};
			// A driver that is not there is looked for by engines for 15 s.
			await calls.verbs(signal).createVolume(options);
			return 'done';
		},
		remove: async ({name, createdAt}, signal) => {
			const present = wire(await calls.changes(signal).getVolume(name).inspect());
			if (moment(present.CreatedAt) !== createdAt)
				throw new EngineError('conflict', `${name} is another volume by now`);
			const remove = () => outcome(calls.verbs(signal).getVolume(name).remove());
			return removing(calls, {kind: 'volumes', id: name}, remove, signal);
		},
	};
};

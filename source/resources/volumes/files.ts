import type {Engine} from '../../engine/engine.ts';
import {EngineError} from '../../engine/engine-error.ts';
import {insidePath} from '../../model/file-entry.ts';
import type {Volume} from '../../model/volume.ts';
import {type CopiedOut, copyOutOf, type Located, readLines} from '../containers/files.ts';
import type {RowFiles} from '../resource.ts';

/** Where a path of a volume is: in a container that has it mounted, whether that runs or not. */
const locate = async (row: Volume, path: string, engine: Engine, signal: AbortSignal): Promise<Located> => {
	const all = await engine.containers.list({}, signal);
	for (const {id} of all.filter(({mounts}) => mounts.includes(row.name))) {
		const {mounts} = await engine.containers.inspect(id, signal);
		const mount = mounts.find(({type, source}) => type === 'volume' && source === row.name);
		if (mount !== undefined) return {id, path: insidePath(`${mount.destination}/${insidePath(path)}`)};
	}
	throw new EngineError('missing', 'no container has it mounted: engines show a volume through one only');
};

const own: CopiedOut<Volume> = {refusal: () => undefined, locate};

/** Files of a volume, read through a container that has it mounted. */
export const volumeFiles: RowFiles<Volume> = {
	async folder(row, path, engine, signal) {
		const at = await locate(row, path, engine, signal);
		return engine.containers.files.folder(at.id, at.path, signal);
	},
	read: async (row, path, engine, signal) => readLines(engine, await locate(row, path, engine, signal), signal),
	copyOut: (from, to) => copyOutOf(own, from, to),
};

import type {Engine} from '../../engine/engine.ts';
import {EngineError} from '../../engine/engine-error.ts';
import {lookedInto, lookLabel} from '../../engine/look-into-volume.ts';
import {insidePath} from '../../model/file-entry.ts';
import type {Volume} from '../../model/volume.ts';
import {type CopiedOut, copyOutOf, type Located, readLines} from '../containers/files.ts';
import {imageName} from '../images/condition.ts';
import type {Detour, RowFiles} from '../resource.ts';
import {listed} from '../users.ts';

/** Where a path of a volume is: in a container that has it mounted, whether that runs or not; undefined where there is none. */
const locate = async (row: Volume, path: string, engine: Engine, signal: AbortSignal): Promise<Located | undefined> => {
	const all = await engine.containers.list({}, signal);
	// What looks into it for a moment is gone before it could be read from.
	const users = all.filter(({mounts, labels}) => mounts.includes(row.name) && labels[lookLabel] === undefined);
	for (const {id} of users) {
		const {mounts} = await engine.containers.inspect(id, signal);
		const mount = mounts.find(({type, source}) => type === 'volume' && source === row.name);
		if (mount !== undefined) return {id, path: insidePath(`${mount.destination}/${insidePath(path)}`)};
	}
	return undefined;
};

/** Files that are reached by one way or another. */
const filesBy = (within: CopiedOut<Volume>['within']): Pick<RowFiles<Volume>, 'folder' | 'read' | 'copyOut'> => ({
	folder: (row, path, engine, signal) =>
		within({row, path, engine, signal}, at => engine.containers.files.folder(at.id, at.path, signal)),
	read: (row, path, engine, signal) => within({row, path, engine, signal}, at => readLines(engine, at, signal)),
	copyOut: (from, to) => copyOutOf({refusal: () => undefined, within}, from, to),
});

const throughUser: CopiedOut<Volume>['within'] = async ({row, path, engine, signal}, use) => {
	const at = await locate(row, path, engine, signal);
	if (at !== undefined) return await use(at);
	throw new EngineError('missing', `no container has it mounted: :files ${row.name} offers to make one that has`);
};

const throughLook =
	(image: string): CopiedOut<Volume>['within'] =>
	({row, path, engine, signal}, use) =>
		engine.volumes.lookInto(
			{volume: row.name, image},
			id => use({id, path: insidePath(`${lookedInto}/${insidePath(path)}`)}),
			signal,
		);

/** The smallest image that the engine has: nothing of it is run. */
const smallestImage = async (engine: Engine, signal: AbortSignal) =>
	(await engine.images.list([], signal)).toSorted(
		(a, b) => (a.size ?? Number.POSITIVE_INFINITY) - (b.size ?? Number.POSITIVE_INFINITY),
	)[0];

const detour: Detour<Volume> = {
	async prepare(row, engine, signal) {
		if ((await locate(row, '/', engine, signal)) !== undefined) return undefined;
		const image = await smallestImage(engine, signal);
		if (image === undefined)
			return {refusal: 'no container has it mounted, and there is no image to make one of: pull any, such as busybox'};
		const left = (await engine.containers.list({}, signal)).filter(({labels}) => lookLabel in labels);
		return {
			why: 'no container has it mounted',
			reach: [
				'engines show a volume through a container only',
				`each look makes a container of ${imageName(image)}, which is never started, reads only, and is removed after it`,
				...(left.length === 0
					? []
					: [
							`left from before, and safe to remove where nobody looks just now: ${listed(left.map(({name}) => name))}`,
						]),
			],
			files: filesBy(throughLook(image.imageId)),
		};
	},
};

/** Files of a volume, read through a container that has it mounted, or one that is made for that once it was asked. */
export const volumeFiles: RowFiles<Volume> = {...filesBy(throughUser), detour};

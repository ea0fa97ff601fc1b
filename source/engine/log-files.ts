import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {DiskEntry, DiskPart} from '../model/disk-usage.ts';
import {byFreeable} from './decode-disk.ts';

const sizeOf = async (path: string): Promise<number | undefined> => {
	try {
		return (await stat(path)).size;
	} catch {
		return undefined;
	}
};

/** Bytes of the log's files of one container; undefined where they cannot be read. */
const logSizeOf = async (folder: string): Promise<number | undefined> => {
	try {
		const files = (await readdir(folder)).filter(name => /-json\.log(?:\.\d+)?(?:\.gz)?$/.test(name));
		const local = join(folder, 'local-logs');
		const others = await readdir(local).catch(() => []);
		const paths = [...files.map(name => join(folder, name)), ...others.map(name => join(local, name))];
		const sizes = await Promise.all(paths.map(sizeOf));
		return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
	} catch {
		return undefined;
	}
};

/**
 * What the logs of these containers take under an engine's own folder on this machine; undefined where none of them can
 * be read. An id is not found below another engine's folder.
 */
export const readLogFiles = async (
	root: string,
	containers: readonly DiskEntry[],
	signal: AbortSignal,
): Promise<DiskPart | undefined> => {
	const entries: DiskEntry[] = [];
	for (const {id, name, isUsed} of containers) {
		if (signal.aborted) return undefined;
		const size = await logSizeOf(join(root, 'containers', id));
		if (size === undefined) continue;
		// They go with their container.
		entries.push({id, name, size, freeable: isUsed ? 0 : size, isUsed, note: isUsed ? 'in use' : 'of what ended'});
	}
	if (entries.length === 0) return undefined;
	return {
		size: entries.reduce((sum, {size = 0}) => sum + size, 0),
		freeable: entries.reduce((sum, {freeable = 0}) => sum + freeable, 0),
		entries: byFreeable(entries),
	};
};

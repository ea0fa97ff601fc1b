import {createReadStream} from 'node:fs';
import {lstat, readdir, readlink} from 'node:fs/promises';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import type {Pack} from 'tar-stream';
import {EngineError} from './engine-error.ts';

/** What is told while files are packed. */
type Told = {readonly count: (bytes: number) => void; readonly leave: () => void};

const packOne = async (archive: Pack, path: string, name: string, told: Told): Promise<void> => {
	const found = await lstat(path);
	// Whoever copies is nobody in there: what is copied is the container's root's, as with docker cp.
	const header = {name, mode: found.mode & 0o7777, mtime: found.mtime, uid: 0, gid: 0};
	if (found.isDirectory()) {
		archive.entry({...header, name: `${name}/`, type: 'directory'});
		for (const child of (await readdir(path)).sort())
			await packOne(archive, join(path, child), `${name}/${child}`, told);
		return;
	}
	if (found.isSymbolicLink()) {
		archive.entry({...header, type: 'symlink', linkname: await readlink(path)});
		return;
	}
	if (!found.isFile()) {
		told.leave();
		return;
	}
	const entry = archive.entry({...header, type: 'file', size: found.size});
	const file = createReadStream(path);
	file.on('data', chunk => told.count(chunk.length));
	await pipeline(file, entry);
};

/**
 * A file or folder of this machine as an archive in which it is called `name`, links as links. `tell` hears of the bytes so
 * far; the result is known once the archive was read to its end.
 */
export const packFiles = async (
	path: string,
	name: string,
	tell: (bytes: number) => void,
): Promise<{readonly archive: Readable; readonly result: () => {readonly bytes: number; readonly left: number}}> => {
	const {pack} = await import('./tar.ts');
	await lstat(path).catch(() => {
		throw new EngineError('rejected', `there is no ${path} on this machine`);
	});
	const archive = pack();
	let [bytes, left] = [0, 0];
	const told: Told = {
		count(more) {
			bytes += more;
			tell(bytes);
		},
		leave() {
			left++;
		},
	};
	packOne(archive, path, name, told).then(
		() => archive.finalize(),
		(error: unknown) => archive.destroy(error instanceof Error ? error : new Error(String(error))),
	);
	// Another kind of stream than the engine's requests take.
	return {archive: Readable.from(archive), result: () => ({bytes, left})};
};

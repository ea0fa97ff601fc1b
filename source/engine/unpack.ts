import {chmod, link, lstat, mkdir, open, realpath, rm, symlink, utimes} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import type {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import type {Headers} from 'tar-stream';
import {EngineError} from './engine-error.ts';
import {standsAt} from './local-file.ts';

/** What was written of an archive. */
export type Unpacked = {
	readonly files: number;
	/** Bytes of files. */
	readonly bytes: number;
	/** Devices, pipes and the like, which were left out. */
	readonly left: number;
};

/** Where an archive goes: its parts below `root`, the first part of each name called `top` there where that is given. */
export type UnpackTarget = {readonly root: string; readonly top?: string};

/** Where a copy to a path on this machine goes: into a folder that is there, or under another name beside it. */
export const unpackTarget = (path: string, isFolder: boolean): UnpackTarget =>
	isFolder || standsAt(path) === 'folder' ? {root: path} : {root: dirname(path), top: basename(path)};

/** Parts of a name in an archive; fails where it would lead out of it. */
const partsOf = (name: string, top: string | undefined): readonly string[] => {
	const parts = name.split('/').filter(part => part !== '' && part !== '.');
	if (name.includes('\0') || parts.includes('..'))
		throw new EngineError(
			'rejected',
			`the archive holds ${name}, which would lead out of its folder: nothing more is written`,
		);
	return top === undefined || parts.length === 0 ? parts : [top, ...parts.slice(1)];
};

const standing = (path: string) => lstat(path).catch(() => undefined);

/**
 * Makes directories within each other; fails where one of them is anything else, as a link would lead out of here. Tells
 * whether the innermost one is new.
 */
const makeFolders = async (root: string, parts: readonly string[]): Promise<boolean> => {
	let path = root;
	let isNew = false;
	for (const part of parts) {
		path = join(path, part);
		const found = await standing(path);
		isNew = found === undefined;
		if (found === undefined) await mkdir(path);
		else if (!found.isDirectory())
			throw new EngineError('rejected', `${path} is no folder, and what lies below it is not written through it`);
	}
	return isNew;
};

/** Makes way for a file or link: nothing may be there, or something that may be written over. */
const makeWay = async (path: string, isOverwriting: boolean): Promise<void> => {
	const found = await standing(path);
	if (found === undefined) return;
	if (found.isDirectory()) throw new EngineError('rejected', `${path} is a folder, and is not replaced`);
	if (!isOverwriting) throw new EngineError('rejected', `${path} is there already: it is not written over`);
	// The link itself goes, and not what it leads to.
	await rm(path);
};

const writeFile = async (path: string, body: Readable, count: (bytes: number) => void): Promise<void> => {
	const file = await open(path, 'wx', 0o600);
	try {
		for await (const chunk of body) {
			if (!Buffer.isBuffer(chunk)) continue;
			await file.write(chunk);
			count(chunk.length);
		}
	} finally {
		await file.close();
	}
};

/** Permissions that are kept: none that lend a file its owner's rights. */
const keptMode = (mode: number | undefined, other: number): number => (mode ?? other) & 0o777;

/**
 * Writes an archive below a folder on this machine, and nothing outside of it: names that lead out are refused, links are
 * made and never followed. What stands there is not written over unless it may be. `tell` hears of the bytes so far. What
 * was written before a failure stays, and the failure says how much that is.
 */
export const unpack = async (
	body: Readable,
	{root, top}: UnpackTarget,
	isOverwriting: boolean,
	tell: (bytes: number) => void,
): Promise<Unpacked> => {
	const {extract} = await import('./tar.ts');
	const base = await realpath(root).catch(() => {
		body.destroy();
		throw new EngineError('rejected', `there is no folder ${root}`);
	});
	let [files, bytes, left] = [0, 0, 0];
	const directories: Array<{readonly path: string; readonly mode: number}> = [];
	const put = async (header: Headers, entry: Readable): Promise<void> => {
		const parts = partsOf(header.name, top);
		const path = join(base, ...parts);
		const isNew = await makeFolders(base, header.type === 'directory' ? parts : parts.slice(0, -1));
		switch (header.type) {
			case 'directory':
				// What was there keeps its own.
				if (isNew) directories.push({path, mode: keptMode(header.mode, 0o755)});
				return;
			case 'file':
			case 'contiguous-file':
				await makeWay(path, isOverwriting);
				await writeFile(path, entry, more => {
					bytes += more;
					tell(bytes);
				});
				await chmod(path, keptMode(header.mode, 0o644));
				if (header.mtime !== undefined) await utimes(path, header.mtime, header.mtime);
				files++;
				return;
			case 'symlink':
				await makeWay(path, isOverwriting);
				await symlink(header.linkname ?? '', path);
				files++;
				return;
			case 'link': {
				const target = partsOf(header.linkname ?? '', top);
				await makeFolders(base, target.slice(0, -1));
				await makeWay(path, isOverwriting);
				await link(join(base, ...target), path);
				files++;
				return;
			}
			default:
				left++;
		}
	};
	const archive = extract();
	const read = pipeline(body, archive);
	// Whoever fails first tells why; the other one ends with it.
	read.catch(() => undefined);
	try {
		for await (const entry of archive) {
			await put(entry.header, entry);
			entry.resume();
		}
		await read;
		// Last, as a folder that must not be written to could not be filled.
		for (const {path, mode} of directories.toReversed()) await chmod(path, mode);
		return {files, bytes, left};
	} catch (error) {
		body.destroy();
		const words = error instanceof Error ? error.message : String(error);
		const there = files === 0 ? 'nothing was written' : `${files} files are there in ${resolve(root)}`;
		throw new EngineError(error instanceof EngineError ? error.kind : 'rejected', `${words}; ${there}`, {cause: error});
	}
};

import {posix} from 'node:path';
import type {Readable} from 'node:stream';
import type {Headers} from 'tar-stream';
import {cleanText} from '../model/clean-text.ts';
import {type FileEntry, type FileListing, insidePath, lastPart, modeText, parentPath} from '../model/file-entry.ts';
import {bodyOf} from './body-stream.ts';
import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import {localPath} from './local-file.ts';
import {packFiles} from './pack-files.ts';
import {type Unpacked, unpack, unpackTarget} from './unpack.ts';
import {number, text, wire} from './wire.ts';

/** What stands at a path within a container. */
export type InsideStat = {readonly kind: FileEntry['kind']; readonly size: number; readonly target?: string};

/** Files of containers, whether they run or not; paths are whole. */
export type ContainerFiles = {
	/** Undefined where there is nothing. */
	stat(id: string, path: string, signal: AbortSignal): Promise<InsideStat | undefined>;
	/** What lies in a directory. The engine tells that by sending all that is below it: so much is read and no more. */
	folder(id: string, path: string, signal: AbortSignal): Promise<FileListing>;
	/** The beginning of a file, and whether that is all of it. */
	readFile(id: string, path: string, signal: AbortSignal): Promise<{readonly bytes: Buffer; readonly isWhole: boolean}>;
	/** Copies a file or directory to this machine; `tell` hears of the bytes so far. */
	copyOut(
		id: string,
		from: string,
		to: {readonly path: string; readonly isFolder: boolean; readonly isOverwriting: boolean},
		tell: (bytes: number) => void,
		signal: AbortSignal,
	): Promise<Unpacked>;
	/** Copies a file or folder of this machine into a directory there, under a name; `tell` hears of the bytes so far. */
	copyIn(
		id: string,
		from: string,
		to: {readonly directory: string; readonly name: string},
		tell: (bytes: number) => void,
		signal: AbortSignal,
	): Promise<{readonly bytes: number; readonly left: number}>;
};

/** Bytes of a directory that are read at most to list it, and of a file to show it. */
const most = {folder: 64 * 1024 * 1024, file: 1024 * 1024};

// Bits of Go's os.FileMode, in which the engine tells it.
const goBits = {
	directory: 0x8000_0000,
	link: 0x0800_0000,
	other: 0x0400_0000 | 0x0200_0000 | 0x0100_0000 | 0x0020_0000,
};

const kindOfMode = (mode: number): FileEntry['kind'] => {
	const has = (bits: number): boolean => (mode & bits) !== 0;
	if (has(goBits.directory)) return 'directory';
	if (has(goBits.link)) return 'link';
	return has(goBits.other) ? 'other' : 'file';
};

const statOf = (header: string | undefined): InsideStat => {
	if (header === undefined) throw new EngineError('rejected', 'the engine does not tell what stands there');
	const told: unknown = JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
	const target = text(wire(told).linkTarget);
	return {
		kind: kindOfMode(number(wire(told).mode) ?? 0),
		size: number(wire(told).size) ?? 0,
		...(target === undefined || target === '' ? {} : {target}),
	};
};

const kinds: Readonly<Record<string, FileEntry['kind']>> = {
	file: 'file',
	'contiguous-file': 'file',
	// A second name of a file; its size stands with the first.
	link: 'file',
	directory: 'directory',
	symlink: 'link',
};

const entryOf = (name: string, header: Headers): FileEntry => {
	const kind = kinds[header.type ?? ''] ?? 'other';
	return {
		name,
		kind,
		mode: modeText(header.mode ?? 0),
		...(header.type === 'file' ? {size: header.size ?? 0} : {}),
		...(header.mtime === undefined ? {} : {changedAt: header.mtime.getTime()}),
		...(kind === 'link' ? {target: cleanText(header.linkname ?? '')} : {}),
	};
};

/** The entries of an archive, until `take` has enough, its bytes are too many, or it ends; tells whether it was all. */
const walk = async (
	body: Readable,
	limit: number,
	take: (header: Headers, entry: Readable) => Promise<'more' | 'enough'>,
): Promise<boolean> => {
	const {extract} = await import('./tar.ts');
	const archive = extract();
	let read = 0;
	body.on('data', (chunk: Buffer) => {
		read += chunk.length;
	});
	body.on('error', error => archive.destroy(error));
	body.pipe(archive);
	try {
		for await (const entry of archive) {
			if ((await take(entry.header, entry)) === 'enough' || read > limit) return false;
			entry.resume();
		}
		return true;
	} finally {
		body.destroy();
	}
};

const first = async (entry: Readable, bytes: number): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of entry) {
		if (!Buffer.isBuffer(chunk)) continue;
		chunks.push(chunk);
		size += chunk.length;
		if (size >= bytes) break;
	}
	return Buffer.concat(chunks).subarray(0, bytes);
};

/** Files of containers, over dockerode's routes. */
export const createContainerFiles = (calls: Calls): ContainerFiles => {
	const archiveOf = async (id: string, path: string, signal: AbortSignal): Promise<Readable> =>
		bodyOf(await calls.streams(signal).getContainer(id).getArchive({path}));
	const stat: ContainerFiles['stat'] = async (id, path, signal) => {
		try {
			const answer: unknown = await calls.streams(signal).getContainer(id).infoArchive({path});
			const told = bodyOf(answer);
			told.resume();
			return statOf('headers' in told ? text(wire(told.headers)['x-docker-container-path-stat']) : undefined);
		} catch (error) {
			if (error instanceof EngineError && error.kind === 'missing') return undefined;
			throw error;
		}
	};
	return {
		stat,
		async folder(id, path, signal) {
			// The dot leads into a directory that a link stands for.
			const body = await archiveOf(
				id,
				posix.join(insidePath(path), '.') === '/' ? '/.' : `${insidePath(path)}/.`,
				signal,
			);
			const entries: FileEntry[] = [];
			const isWhole = await walk(body, most.folder, async header => {
				const parts = header.name.split('/').filter(part => part !== '' && part !== '.');
				const [name] = parts;
				if (name !== undefined && parts.length === 1) entries.push(entryOf(name, header));
				return 'more';
			});
			return {entries, isWhole};
		},
		async readFile(id, path, signal) {
			const body = await archiveOf(id, insidePath(path), signal);
			let bytes: Buffer | undefined;
			let size = 0;
			await walk(body, Number.POSITIVE_INFINITY, async (header, entry) => {
				if (header.type === 'file') {
					size = header.size ?? 0;
					bytes = await first(entry, most.file);
				}
				return 'enough';
			});
			if (bytes === undefined) throw new EngineError('rejected', `${path} is no file`);
			return {bytes, isWhole: bytes.length >= size};
		},
		async copyOut(id, from, {path, isFolder, isOverwriting}, tell, signal) {
			const source = insidePath(from);
			const body = await archiveOf(id, source, signal);
			const target = unpackTarget(localPath(path), isFolder);
			const done = await unpack(body, target, isOverwriting, tell);
			if (signal.aborted) throw new EngineError('timeout', 'given up');
			return done;
		},
		async copyIn(id, from, {directory, name}, tell, signal) {
			const {archive, result} = await packFiles(localPath(from), name, tell);
			await calls
				.verbs(signal)
				.getContainer(id)
				.putArchive(archive, {path: insidePath(directory)});
			return result();
		},
	};
};

/** Where a copy into a container goes: a directory that is there, and the name under which it stands in it. */
export const insideTarget = async (
	files: Pick<ContainerFiles, 'stat'>,
	id: string,
	path: string,
	name: string,
	signal: AbortSignal,
): Promise<{readonly directory: string; readonly name: string; readonly isThere: boolean}> => {
	const found = await files.stat(id, insidePath(path), signal);
	const led =
		found?.kind === 'link' && found.target !== undefined
			? posix.resolve(parentPath(path), found.target)
			: insidePath(path);
	const at = led === insidePath(path) ? found : await files.stat(id, led, signal);
	if (at?.kind === 'directory') {
		const inner = await files.stat(id, posix.join(led, name), signal);
		if (inner?.kind === 'directory') return {directory: led, name, isThere: true};
		return {directory: led, name, isThere: inner !== undefined};
	}
	if (path.endsWith('/')) throw new EngineError('missing', `there is no folder ${insidePath(path)} in it`);
	const parent = await files.stat(id, parentPath(led), signal);
	if (parent === undefined) throw new EngineError('missing', `there is no folder ${parentPath(led)} in it`);
	return {directory: parentPath(led), name: lastPart(led), isThere: at !== undefined};
};

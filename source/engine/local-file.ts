import {readdirSync, statSync} from 'node:fs';
import {open, rm} from 'node:fs/promises';
import {homedir} from 'node:os';
import {resolve} from 'node:path';
import type {Readable} from 'node:stream';
import {EngineError} from './engine-error.ts';

/** A path on this machine as it was typed, whole: `~/` is the person's folder, and what is not absolute is below one. */
export const localPath = (typed: string, folder = '.'): string =>
	typed === '~' || typed.startsWith('~/') ? resolve(homedir(), typed.slice(2)) : resolve(folder, typed);

/** What stands at a path on this machine: nothing, a folder, or anything else. */
export const standsAt = (path: string): 'nothing' | 'folder' | 'file' => {
	const found = statSync(path, {throwIfNoEntry: false});
	if (found === undefined) return 'nothing';
	return found.isDirectory() ? 'folder' : 'file';
};

/** Why a path that was typed is none of a file on this machine; undefined where it is. Never throws. */
export const fileFault = (typed: string): string | undefined => {
	if (typed.trim() === '') return 'name a file on this machine';
	try {
		return standsAt(localPath(typed)) === 'file' ? undefined : `there is no file ${localPath(typed)} on this machine`;
	} catch (error) {
		return `${localPath(typed)}: ${error instanceof Error ? error.message : String(error)}`;
	}
};

/** Files that are told of one folder at most. */
const mostNames = 100;

/** Names of the files in the folder that we were started in which end so, sorted; none where it cannot be read. */
export const namesHere = (ending: RegExp): readonly string[] => {
	try {
		return readdirSync('.')
			.filter(name => ending.test(name))
			.slice(0, mostNames)
			.sort();
	} catch {
		return [];
	}
};

/** Why a file cannot be written new at a path that was typed; undefined when it can. Never throws. */
export const newFileFault = (typed: string): string | undefined => {
	if (typed.trim() === '') return 'name a file on this machine';
	const path = localPath(typed);
	try {
		if (standsAt(path) !== 'nothing') return `${path} is there already: it is not overwritten`;
		return standsAt(resolve(path, '..')) === 'folder' ? undefined : `there is no folder ${resolve(path, '..')}`;
	} catch (error) {
		return `${path}: ${error instanceof Error ? error.message : String(error)}`;
	}
};

const failure = (path: string, error: unknown): EngineError => {
	if (error instanceof EngineError) return error;
	const words = error instanceof Error ? error.message : String(error);
	return new EngineError('rejected', `cannot write ${path}: ${words}`, {cause: error});
};

/**
 * Writes a body to a new file, never over another one; resolves with its bytes. What was written is taken away again when
 * it fails half-way. `tell` hears of the bytes so far.
 */
export const writeNewFile = async (
	path: string,
	body: AsyncIterable<Buffer> & Partial<Pick<Readable, 'destroy'>>,
	tell: (bytes: number) => void,
): Promise<number> => {
	let bytes = 0;
	const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
		body.destroy?.();
		throw failure(path, error);
	});
	try {
		for await (const chunk of body) {
			await file.write(chunk);
			bytes += chunk.length;
			tell(bytes);
		}
		await file.close();
		return bytes;
	} catch (error) {
		await file.close().catch(() => undefined);
		await rm(path, {force: true});
		throw failure(path, error);
	}
};

import {statSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {EngineError} from './engine-error.ts';
import {localPath} from './local-file.ts';

/** What stands before the path of a file where content is asked for. */
const sign = '@';

/** Bytes of a file that are read: twice of what any engine takes. */
const mostBytes = 2_097_152;

const pathOf = (given: string): string => localPath(given.slice(sign.length));

/** Why content cannot be taken, in one sentence; undefined where it can. It is a text, or `@` and the path of a file here. */
export const contentFault = (given: string): string | undefined => {
	if (given === '') return `type the text, or ${sign} and the path of a file on this machine`;
	if (!given.startsWith(sign)) return undefined;
	const path = pathOf(given);
	try {
		const found = statSync(path, {throwIfNoEntry: false});
		if (found === undefined) return `there is no file ${path} on this machine`;
		if (!found.isFile()) return `${path} is no file`;
		if (found.size === 0) return `${path} is empty`;
		return found.size > mostBytes ? `${path} is larger than any engine takes` : undefined;
	} catch (error) {
		return `${path}: ${error instanceof Error ? error.message : String(error)}`;
	}
};

/** The content that is meant: the text itself, or what is in the file. Fails as `configuration`. */
export const readContent = async (given: string): Promise<Buffer> => {
	const fault = contentFault(given);
	if (fault !== undefined) throw new EngineError('configuration', fault);
	if (!given.startsWith(sign)) return Buffer.from(given, 'utf8');
	try {
		return await readFile(pathOf(given));
	} catch (error) {
		throw new EngineError('configuration', `cannot read ${pathOf(given)}`, {cause: error});
	}
};

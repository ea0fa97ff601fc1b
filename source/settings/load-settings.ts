import {open} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {cleanText} from '../model/clean-text.ts';
import {baseFolder} from './base-folder.ts';
import type {Parsed} from './parse-settings.ts';
import {usualSettings} from './settings.ts';
import type {Vocabulary} from './vocabulary.ts';

/** Where a configuration file is looked for. */
export type SettingsFile = {
	readonly path: string;
	/** Whether it was named: then it has to be there. */
	readonly isNamed: boolean;
};

/** What holds, and of which file; without one all is as usual. */
export type Loaded = Parsed & {readonly file?: string};

/** More is no configuration, bytes. */
const largestFile = 1_000_000;

/** The file that a flag names, else the one of the XDG base directories. */
export const settingsFile = (
	named: string | undefined,
	environment: Readonly<Record<string, string | undefined>>,
): SettingsFile => {
	if (named !== undefined) return {path: named, isNamed: true};
	return {path: join(baseFolder('XDG_CONFIG_HOME', '.config', environment), 'config.yaml'), isNamed: false};
};

/** A path as it is told: shorter where it is below the home. */
const toldPath = (path: string, home: string): string =>
	home !== '' && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;

const readText = async (path: string): Promise<string> => {
	const file = await open(path);
	try {
		const stats = await file.stat();
		if (!stats.isFile()) throw new Error('it is no file');
		if (stats.size > largestFile) throw new Error(`it is larger than ${largestFile} bytes`);
		return await file.readFile('utf8');
	} finally {
		await file.close();
	}
};

const isMissing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/**
 * What is set, from the file as far as it holds; the words that it may use are asked for only where there is one. A file
 * that was named and cannot be read is told in `misuse`.
 */
export const loadSettings = async (
	{path, isNamed}: SettingsFile,
	vocabulary: () => Vocabulary,
): Promise<Loaded | {readonly misuse: string}> => {
	const nothing = {settings: usualSettings, faults: [], lines: new Map<string, number>()};
	let text: string;
	try {
		text = await readText(path);
	} catch (error) {
		if (!isNamed && isMissing(error)) return nothing;
		const words = isMissing(error) ? 'there is no such file' : error instanceof Error ? error.message : String(error);
		const fault = cleanText(`cannot read ${path}: ${words}`);
		return isNamed ? {misuse: fault} : {...nothing, faults: [fault]};
	}
	// YAML and what checks it are a good part of a start: only those who have a file wait for them.
	const {parseSettings} = await import('./parse-settings.ts');
	return {...parseSettings(text, toldPath(path, homedir()), vocabulary()), file: path};
};

import {constants} from 'node:fs';
import {type FileHandle, mkdir, open, rename, rm, stat} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {KeptLines, KeptPurpose} from './app/command/prompt-history.ts';
import {cleanText} from './model/clean-text.ts';
import {baseFolder} from './settings/base-folder.ts';

/** A file that keeps what was typed, for the sessions after this one. */
export type History = {
	/** What it held when the program began. */
	readonly lines: Promise<KeptLines>;
	/** Adds a line; what others add meanwhile stays. */
	readonly keep: (purpose: KeptPurpose, line: string) => void;
	/** Calls when it cannot be read or written, in a sentence; at once where that was so before. */
	readonly onFault: (listener: (text: string) => void) => void;
	/** Resolves when all that was typed is in the file, or cannot be. */
	readonly close: () => Promise<void>;
};

/** Lines of each sort that a file keeps which is made shorter, and letters in all. */
const keptLines = 500;
const keptLetters = 50_000;

/** Letters of a line: a longer one is not typed twice. */
const longestLine = 1000;

/** More is no such file, bytes. */
const largestFile = 1_000_000;

/** From this size on it is made shorter, bytes. */
const largeFile = 200_000;

/** What another program left half-made is not waited for longer than that, ms. */
const longestRewriting = 60_000;

const nothing: KeptLines = {filter: [], command: []};

/** By what a line of the file begins with, as the prompts do. */
const signs: Readonly<Record<KeptPurpose, string>> = {filter: '/', command: ':'};

/** The file of the XDG base directories. */
export const historyFile = (environment: Readonly<Record<string, string | undefined>>): string =>
	join(baseFolder('XDG_STATE_HOME', '.local/state', environment), 'history');

const isCode = (error: unknown, code: string): boolean =>
	error instanceof Error && 'code' in error && error.code === code;

const wordsOf = (error: unknown): string => cleanText(error instanceof Error ? error.message : String(error));

/** Lines of the file that are as they should be, and how many are not. */
const linesIn = (text: string): {readonly sound: readonly string[]; readonly odd: number} => {
	const all = text.split('\n').filter(line => line !== '');
	const sound = all.filter(
		line => /^[/:]\s*\S/.test(line) && line.length <= longestLine + 1 && cleanText(line) === line,
	);
	return {sound, odd: all.length - sound.length};
};

const sorted = (lines: readonly string[]): KeptLines => {
	const of = (purpose: KeptPurpose): readonly string[] =>
		lines.filter(line => line.startsWith(signs[purpose])).map(line => line.slice(1));
	return {filter: of('filter'), command: of('command')};
};

/** The latest of the lines, each once, no more than are kept. */
const latest = (lines: readonly string[]): readonly string[] => {
	const kept = new Set<string>();
	const counts = new Map<string, number>();
	let letters = 0;
	for (const line of lines.toReversed()) {
		const sign = line.charAt(0);
		const count = counts.get(sign) ?? 0;
		if (kept.has(line) || count === keptLines || letters + line.length > keptLetters) continue;
		kept.add(line);
		counts.set(sign, count + 1);
		letters += line.length;
	}
	return [...kept].reverse();
};

/** The text of the file, empty where there is none. */
const readWhole = async (path: string): Promise<string> => {
	try {
		// Opening what is no file may wait for ever.
		const stats = await stat(path);
		if (!stats.isFile()) throw new Error('it is no file');
		if (stats.size > largestFile) throw new Error(`it is larger than ${largestFile} bytes`);
		const file = await open(path);
		try {
			return await file.readFile('utf8');
		} finally {
			await file.close();
		}
	} catch (error) {
		if (isCode(error, 'ENOENT')) return '';
		throw error;
	}
};

/** Appends a line in one piece; resolves with the size of the file. Others may replace the file meanwhile. */
const append = async (path: string, line: string): Promise<number> => {
	const file = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o600);
	try {
		await file.chmod(0o600);
		await file.appendFile(line);
		const written = await file.stat();
		const there = await stat(path).catch(() => undefined);
		if (there?.ino === written.ino) return written.size;
	} finally {
		await file.close();
	}
	// It went into a file that is none any more.
	return append(path, line);
};

/** Begins a file that nobody else has begun; what another program left half-made makes room for the next one. */
const begin = async (path: string): Promise<FileHandle | undefined> => {
	try {
		return await open(path, 'wx', 0o600);
	} catch (error) {
		if (!isCode(error, 'EEXIST')) throw error;
		const left = await stat(path).catch(() => undefined);
		if (left !== undefined && Date.now() - left.mtimeMs > longestRewriting) await rm(path, {force: true});
		return undefined;
	}
};

/**
 * Makes the file shorter. Nothing that others append meanwhile is lost: they see that it was replaced, and what they
 * appended before that is taken over after it.
 */
const shorten = async (path: string): Promise<void> => {
	const next = `${path}.new`;
	const made = await begin(next);
	// Another program is at it.
	if (made === undefined) return;
	// Opened after that, it is the one that is there until it is replaced below.
	const before = await open(path);
	try {
		const lines = latest(linesIn(await before.readFile('utf8')).sound);
		await made.appendFile(lines.map(line => `${line}\n`).join(''));
		await rename(next, path);
		const later = await before.readFile('utf8');
		if (later !== '') await append(path, later);
	} finally {
		await before.close();
		await made.close();
	}
};

/**
 * Opens the file where lines that were typed are kept. It is appended to, a line in one piece, so that several programs
 * at once lose nothing, and made shorter from `largest` bytes on. What is wrong with it is a sentence, and no more: what cannot be read is not written to either.
 */
export const openHistory = (path: string, largest = largeFile): History => {
	let fault: string | undefined;
	let tell: ((text: string) => void) | undefined;
	const say = (text: string): void => {
		if (fault !== undefined) return;
		fault = text;
		tell?.(text);
	};
	let before = '';
	const read = async (): Promise<KeptLines | undefined> => {
		try {
			const text = await readWhole(path);
			const {sound, odd} = linesIn(text);
			if (odd > 0) say(`${odd} lines of ${path} are none that were typed here, and are left out`);
			// A line that was written half is a line of its own.
			if (text !== '' && !text.endsWith('\n')) before = '\n';
			return sorted(sound);
		} catch (error) {
			say(`what was typed before is not known, and nothing is kept: ${path}: ${wordsOf(error)}`);
			return undefined;
		}
	};
	const opened = read();
	const write = async (line: string): Promise<void> => {
		if ((await opened) === undefined) return;
		try {
			await mkdir(dirname(path), {recursive: true, mode: 0o700});
			const size = await append(path, `${before}${line}\n`);
			before = '';
			if (size > largest) await shorten(path);
		} catch (error) {
			say(`what is typed is not kept: ${path}: ${wordsOf(error)}`);
		}
	};
	let last: Promise<void> = opened.then(() => undefined);
	return {
		lines: opened.then(lines => lines ?? nothing),
		keep(purpose, line) {
			if (line.length > longestLine) return;
			last = last.then(() => write(`${signs[purpose]}${cleanText(line)}`));
		},
		onFault(listener) {
			tell = listener;
			if (fault !== undefined) listener(fault);
		},
		close: () => last,
	};
};

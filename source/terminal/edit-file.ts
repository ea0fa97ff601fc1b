import {spawn} from 'node:child_process';
import {rmSync} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {splitWords} from '../model/shell-words.ts';
import {type BareTerminal, tidy} from './handover.ts';

/** A text that is edited, and the name of the file that it is in meanwhile. */
export type EditedFile = {readonly fileName: string; readonly text: string};

/** What the program of a person's choice is called with before the file: `VISUAL`, else `EDITOR`, else vi. */
const editorOf = ({VISUAL, EDITOR}: NodeJS.ProcessEnv): string => VISUAL?.trim() || EDITOR?.trim() || 'vi';

/** Runs a program on this terminal until it ends; fails where it cannot be run, or does not end well. */
const runOn = (command: string, path: string): Promise<void> =>
	new Promise((resolve, reject) => {
		const split = splitWords(command, {keepsHome: true});
		const [program, ...words] = 'fault' in split ? [] : split.words;
		if (program === undefined) {
			reject(new Error(`${command} names no program`));
			return;
		}
		const child = spawn(program, [...words, path], {stdio: 'inherit'});
		const end = (): void => void child.kill();
		// What it is interrupted with is its own, though it reaches all that share the terminal.
		const others = process.listeners('SIGINT');
		process.removeAllListeners('SIGINT');
		const ignore = (): void => undefined;
		process.on('SIGINT', ignore);
		process.once('exit', end);
		const settle = (): void => {
			process.off('exit', end);
			process.off('SIGINT', ignore);
			for (const other of others) process.on('SIGINT', other);
		};
		child.once('error', error => {
			settle();
			reject(new Error(`cannot run ${program}: ${error.message}`));
		});
		child.once('exit', (code, signal) => {
			settle();
			if (code === 0) resolve();
			else reject(new Error(`${program} ended ${code === null ? `by ${signal}` : `with ${code}`}`));
		});
	});

/**
 * Gives the terminal to the program of a person's choice with a text in a file that nobody else may read; resolves with the
 * text as it was left. The file is removed, also where the program or we are ended.
 */
export const editFile = async ({stdout}: BareTerminal, {fileName, text}: EditedFile): Promise<string> => {
	const folder = await mkdtemp(join(tmpdir(), 'tallyman-edit-'));
	const remove = (): void => rmSync(folder, {recursive: true, force: true});
	process.once('exit', remove);
	try {
		const path = join(folder, fileName);
		await writeFile(path, text, {mode: 0o600, flag: 'wx'});
		await runOn(editorOf(process.env), path);
		return await readFile(path, 'utf8');
	} finally {
		stdout.write(tidy);
		process.off('exit', remove);
		await rm(folder, {recursive: true, force: true});
	}
};

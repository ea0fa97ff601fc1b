import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestProject} from 'vitest/node';
import {bundle} from '../../scripts/build.ts';
import {hasTerminal} from './terminal.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Folder of the program that was built for this run: nobody builds over it meanwhile. */
		build: string;
	}
}

let folder: string | undefined;

/** Builds the program that terminal tests run. A tree that does not build fails those tests only. */
export const setup = async ({provide}: TestProject): Promise<void> => {
	if (!hasTerminal) console.log('Skipped: the tests of the program in a terminal (tmux is not installed).');
	folder = mkdtempSync(join(tmpdir(), 'tallyman-build-'));
	provide('build', folder);
	const entry = join(import.meta.dirname, '../../cli.tsx');
	if (!existsSync(entry)) return;
	await bundle(entry, folder).catch(() =>
		console.log('The program does not build: the tests of the built program will fail.'),
	);
};

/** Removes it. */
export const teardown = (): void => {
	if (folder !== undefined) rmSync(folder, {recursive: true, force: true});
};

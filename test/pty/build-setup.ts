import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {bundle} from '../../scripts/build.ts';
import {hasTerminal} from './terminal.ts';

/** Builds the program that terminal tests run. A tree that does not build fails those tests only. */
export const setup = async (): Promise<void> => {
	if (!hasTerminal) console.log('Skipped: the tests of the program in a terminal (tmux is not installed).');
	const entry = join(import.meta.dirname, '../../cli.tsx');
	if (!existsSync(entry)) return;
	await bundle().catch(() => console.log('The program does not build: the tests of the built program will fail.'));
};

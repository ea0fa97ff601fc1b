import {join} from 'node:path';
import {inject} from 'vitest';
import type {Terminal, TerminalOptions} from './terminal.ts';
import {openTerminal} from './terminal.ts';

const root = join(import.meta.dirname, '../..');

/** The pinned Node and the built program, for tests that run it without a terminal. */
export const program = {
	command: join(root, 'node_modules/.bin/node'),
	entry: join(inject('build'), 'tallyman.js'),
} as const;

/** Opens the built program in a real terminal. */
export const openProgram = (
	args: readonly string[],
	options: Omit<TerminalOptions, 'command' | 'args'> = {},
): Promise<Terminal> => openTerminal({...options, command: program.command, args: [program.entry, ...args]});

import type {SimulatedLine} from '../../source/simulator/log-text.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

const minute = 60_000;

/** A line that was written so many minutes ago. */
export const line = (text: string, ago = 0, source: SimulatedLine['source'] = 'stdout'): SimulatedLine => ({
	at: Date.now() - ago * minute,
	source,
	text,
});

/** Types words of the command line. */
export const typed = async ({screen}: Pick<Program, 'screen'>, words: string): Promise<void> => {
	await screen.press(':', ...words, keys.enter);
};

/** The program with the log of `database` open, in which these lines stand. */
export const openLogOf = async (lines: readonly SimulatedLine[]): Promise<Program> => {
	const program = await openProgramOn();
	const {screen, simulator} = program;
	simulator.machine.container('database').written.push(...lines);
	await screen.waitFor('6/6 tasks');
	await typed(program, 'logs database');
	await screen.waitFor('LOG database');
	return program;
};

/** Whether a text is on the screen. */
export const has = ({screen}: Program, text: string): boolean => screen.text().some(row => row.includes(text));

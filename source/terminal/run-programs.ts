import type {LocalProgram, ProgramNews} from '../model/local-program.ts';
import {type RunningProgram, runProgram} from './run-program.ts';

/** How several ended, as the end of one. */
const endOf = (failed: number, all: number): NonNullable<ProgramNews['end']> => ({
	text: failed === 0 ? `all ${all} ended, exit 0` : `${failed} of ${all} failed`,
	isWell: failed === 0,
});

/**
 * Runs programs one after another, also where one of them failed; `heard` gets the lines of all, those of several each behind
 * its title and before how it ended, and once how all of them ended.
 */
export const runPrograms = (programs: readonly LocalProgram[], heard: (news: ProgramNews) => void): RunningProgram => {
	const [only] = programs;
	if (only !== undefined && programs.length === 1) return runProgram(only, heard);
	let failed = 0;
	let running: RunningProgram | undefined;
	const runFrom = (index: number): void => {
		const program = programs[index];
		if (program === undefined) {
			heard({lines: [], end: endOf(failed, programs.length)});
			return;
		}
		// Who shows them knows of them only when this has returned.
		queueMicrotask(() => heard({lines: [`── ${program.title}`]}));
		running = runProgram(program, ({lines, end}) => {
			if (end === undefined) {
				heard({lines});
				return;
			}
			if (!end.isWell) failed++;
			heard({lines: [...lines, `${end.isWell ? '✓' : '✗'} ${end.text}`, '']});
			runFrom(index + 1);
		});
	};
	runFrom(0);
	return {stop: () => running?.stop()};
};

import type {LocalProgram, ProgramEnd, ProgramNews} from '../model/local-program.ts';
import {type RunningProgram, runProgram} from './run-program.ts';

/** Told of the beginning of a program; what it returns is told of its end. */
export type ProgramListener = (program: LocalProgram) => (end: ProgramEnd) => void;

/** How a program ends that was left. */
export const leftEnd: ProgramEnd = {text: 'was ended when it was left', isWell: false};

/** How several ended, as the end of one. */
const endOfAll = (failed: number, all: number): ProgramEnd => ({
	text: failed === 0 ? `all ${all} ended, exit 0` : `${failed} of ${all} failed`,
	isWell: failed === 0,
});

/**
 * Runs programs one after another, also where one of them failed; `heard` gets the lines of all, those of several each behind
 * its title and before how it ended, and once how all of them ended. `account` is kept of each by itself.
 */
export const runPrograms = (
	programs: readonly LocalProgram[],
	heard: (news: ProgramNews) => void,
	account: ProgramListener,
): RunningProgram => {
	const areSeveral = programs.length > 1;
	let failed = 0;
	let running: {readonly program: RunningProgram; readonly ended: (end: ProgramEnd) => void} | undefined;
	const runFrom = (index: number): void => {
		const next = programs[index];
		if (next === undefined) {
			heard({lines: [], end: endOfAll(failed, programs.length)});
			return;
		}
		// Who shows them knows of them only when this has returned.
		if (areSeveral) queueMicrotask(() => heard({lines: [`── ${next.title}`]}));
		const ended = account(next);
		const program = runProgram(next, news => {
			const {lines, end} = news;
			if (end !== undefined) {
				running = undefined;
				ended(end);
			}
			if (end === undefined || !areSeveral) {
				heard(news);
				return;
			}
			if (!end.isWell) failed++;
			heard({lines: [...lines, `${end.isWell ? '✓' : '✗'} ${end.text}`, '']});
			runFrom(index + 1);
		});
		running = {program, ended};
	};
	runFrom(0);
	return {
		stop() {
			running?.program.stop();
			running?.ended(leftEnd);
			running = undefined;
		},
	};
};

import type {LocalProgram, ProgramNews} from '../../model/local-program.ts';
import type {RunningProgram} from '../../terminal/run-program.ts';
import {leftEnd, type ProgramListener, runPrograms} from '../../terminal/run-programs.ts';
import {type Place, recordOf} from '../places.ts';

/** Programs that run on this machine, as long as their places are on the way in. */
export type ProgramShelf = {
	/** Runs some, one after another; the key that their place knows them by. */
	start(programs: readonly LocalProgram[]): string;
	/** Ends those that no place shows any more. */
	follow(places: readonly Place[]): void;
	close(): void;
};

/** What is told in a place that one came back to. */
const left: ProgramNews = {lines: [], end: leftEnd};

/** Starts with none; `heard` is called with what came of some, and `account` is kept of each. */
export const createProgramShelf = (
	heard: (key: string, news: ProgramNews) => void,
	account: ProgramListener = () => () => undefined,
): ProgramShelf => {
	const running = new Map<string, RunningProgram>();
	let count = 0;
	const end = (keys: readonly string[]): void => {
		for (const key of keys) {
			running.get(key)?.stop();
			running.delete(key);
		}
	};
	return {
		start(programs) {
			const key = String(++count);
			running.set(
				key,
				runPrograms(
					programs,
					news => {
						if (news.end !== undefined) running.delete(key);
						heard(key, news);
					},
					account,
				),
			);
			return key;
		},
		follow(places) {
			const wanted = new Set(places.flatMap(place => recordOf(place).runs?.key(place) ?? []));
			end([...running.keys()].filter(key => !wanted.has(key)));
			// What was asked about once is not done again because one came back to it.
			for (const key of wanted) if (!running.has(key)) heard(key, left);
		},
		close: () => end([...running.keys()]),
	};
};

import {isAsBadAs, type Level} from '../../model/log-level.ts';
import type {LogLine} from '../../model/log-line.ts';
import {type Pattern, searchPattern} from '../../resources/pattern.ts';
import {plainText} from '../../ui/styled-text.ts';
import {levelAt} from './log-levels.ts';

/** Which lines of a log are shown; all of them where nothing is said. */
export type LogRule = {
	/** Patterns as they were typed, with ` && ` between them: a line has all of them, and none of those after a `!`. */
	readonly only: string;
	/** Only lines of this level or a worse one are shown. */
	readonly level?: Level;
	/** Lines that are shown round each one that is meant. */
	readonly around: number;
	/** Number of the first line that is shown: what was there before was cleared away. */
	readonly from?: number;
};

/** Shows every line. */
export const everyLine: LogRule = {only: '', around: 0};

type Term = {readonly pattern: Pattern; readonly isInverse: boolean};

const termOf = (typed: string): Term | undefined => {
	const isInverse = typed.startsWith('!');
	// A line that begins with an exclamation mark is looked for by `\!`.
	const pattern = searchPattern(isInverse ? typed.slice(1).trim() : typed.replace(/^\\!/, '!'));
	return pattern === undefined ? undefined : {pattern, isInverse};
};

const termsOf = (only: string): readonly Term[] =>
	only
		.split(/ && /)
		.map(part => termOf(part.trim()))
		.filter(term => term !== undefined);

/** Whether a rule leaves lines out by what they say, so that all of them have to be looked at. */
export const isPicking = ({only, level}: LogRule): boolean => level !== undefined || termsOf(only).length > 0;

/** What tells whether a line is meant. What tallyman says between the lines, such as that a run began, always is. */
export const testOf = (rule: LogRule): ((lines: readonly LogLine[], index: number) => boolean) => {
	const terms = termsOf(rule.only);
	const {level: least} = rule;
	return (lines, index) => {
		const line = lines[index];
		if (line === undefined || line.isMark === true) return line !== undefined;
		// Asked of every line, in their order: what goes on with the one before is as grave.
		if (least !== undefined && !isAsBadAs(levelAt(lines, index), least)) return false;
		const text = plainText(line.text);
		return terms.every(({pattern, isInverse}) => pattern.test(text) !== isInverse);
	};
};

import {isAsBadAs, isContinuation, type Level, levelOf} from '../../model/log-level.ts';
import type {LogLine} from '../../model/log-line.ts';
import type {LogSnapshot} from '../../store/monitor.ts';
import {plainText} from '../../ui/styled-text.ts';

/** Levels of lines that were looked at; null for those that tell none. */
const known = new WeakMap<LogLine, Level | null>();

/** Lines of a trace that are looked back over for the one that it began with. */
const longestTrace = 300;

const isOfSame = (one: LogLine, other: LogLine): boolean =>
	one.source === other.source && one.taskId === other.taskId && one.origin === other.origin;

/** The level of a line of a log; what goes on with the line before, such as a trace, is as grave as that. */
export const levelAt = (lines: readonly LogLine[], index: number): Level | undefined => {
	const line = lines[index];
	if (line === undefined || line.isMark === true) return undefined;
	const before = known.get(line);
	if (before !== undefined) return before ?? undefined;
	const text = plainText(line.text);
	let level = levelOf(text);
	if (level === undefined && isContinuation(text)) {
		for (let at = index - 1; at >= 0 && at >= index - longestTrace; at--) {
			const earlier = lines[at];
			if (earlier === undefined || !isOfSame(earlier, line)) continue;
			// The one before was looked at before this one, or is looked at now.
			const found = known.get(earlier);
			if (found !== undefined || !isContinuation(plainText(earlier.text))) {
				level = found === undefined ? levelOf(plainText(earlier.text)) : (found ?? undefined);
				break;
			}
		}
	}
	known.set(line, level ?? null);
	return level;
};

/** Errors of a log: how many were written in each minute since the epoch, of the lines that were looked at. */
export type ErrorTally = {
	readonly minutes: ReadonlyMap<number, number>;
	readonly count: number;
	/** Whether all lines were looked at. */
	readonly isWhole: boolean;
};

/** Letters that are looked at in one turn: some milliseconds. */
const lettersATurn = 300_000;

/** Minutes that are kept: more than a screen is wide. */
const mostMinutes = 1000;

/** Counts errors as lines come, in turns. Those that fell out of the log meanwhile stay counted. */
export const createErrorTally = (): {look(snapshot: LogSnapshot): ErrorTally} => {
	let minutes = new Map<number, number>();
	let count = 0;
	let next: number | undefined;
	let start: number | undefined;

	const add = (lines: readonly LogLine[], index: number): void => {
		const line = lines[index];
		if (line?.timestamp === undefined || !isAsBadAs(levelAt(lines, index), 'error')) return;
		const at = Math.floor(Date.parse(line.timestamp) / 60_000);
		// One error of many lines is one: its trace is not counted.
		if (Number.isNaN(at) || isContinuation(plainText(line.text))) return;
		count++;
		minutes.set(at, (minutes.get(at) ?? 0) + 1);
		if (minutes.size > mostMinutes) minutes.delete(Math.min(...minutes.keys()));
	};

	return {
		look(snapshot) {
			const {lines, first} = snapshot;
			// Older lines came in before: all is counted anew.
			if (start !== undefined && first < start) {
				minutes = new Map();
				count = 0;
				next = undefined;
			}
			start = start === undefined ? first : Math.min(start, first);
			const end = first + lines.length;
			next = Math.max(next ?? first, first);
			for (let letters = 0; next < end && letters < lettersATurn; next++) {
				add(lines, next - first);
				letters += Math.min(2200, lines[next - first]?.text.length ?? 0) + 20;
			}
			return {minutes, count, isWhole: next >= end};
		},
	};
};

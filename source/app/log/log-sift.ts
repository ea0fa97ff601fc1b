import type {LogLine} from '../../model/log-line.ts';
import type {LogSnapshot} from '../../store/monitor.ts';
import {isPicking, type LogRule, testOf} from './log-rule.ts';

/** Lines of a log that are shown, and which of all they are. */
export type ShownLines = {
	readonly lines: readonly LogLine[];
	/** Number of one of these lines, counted from the log's opening. */
	readonly number: (index: number) => number;
	/** Index of the first of these lines with that number or a later one; their count when there is none. */
	readonly index: (number: number) => number;
	/** How many are meant by the rule; undefined when it leaves none out by what they say. */
	readonly hits?: number;
	/** How much of the log was looked at, 0 to 1. */
	readonly progress: number;
};

/** Picks the lines of a log that are shown, in turns between which keys are answered. */
export type Sift = {
	/** Looks at what is new, for one turn at most. The same object as long as nothing changed. */
	look(snapshot: LogSnapshot): ShownLines;
};

/** Letters that are looked at in one turn: some milliseconds of the slowest pattern. */
const lettersATurn = 100_000;

/** All lines from a number on. */
const wholeFrom = ({lines: all, first}: LogSnapshot, from = first): ShownLines => {
	const start = Math.max(first, Math.min(from, first + all.length));
	const lines = start === first ? all : all.slice(start - first);
	return {
		lines,
		number: index => start + index,
		index: number => Math.max(0, Math.min(lines.length, number - start)),
		progress: 1,
	};
};

/** Index of the first number that is not smaller. */
const lowerBound = (numbers: readonly number[], wanted: number): number => {
	let from = 0;
	let to = numbers.length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((numbers[middle] ?? 0) < wanted) from = middle + 1;
		else to = middle;
	}
	return from;
};

type Lines = Pick<LogSnapshot, 'lines' | 'first'>;

/** What was picked so far, of lines with numbers from one to another. */
const createPicked = (rule: LogRule) => {
	const isMeant = testOf(rule);
	const lines: LogLine[] = [];
	const numbers: number[] = [];
	const hits: boolean[] = [];
	let count = 0;
	/** Number of the next line to look at, and the one that was looked at last. */
	let next: number | undefined;
	let last: LogLine | undefined;
	/** Number of the first line of all that there were. */
	let start: number | undefined;
	/** Lines behind the last hit that are still shown. */
	let after = 0;
	/** Number of the last line that is shown. */
	let shownTo: number | undefined;

	const put = (line: LogLine, number: number, isHit: boolean): void => {
		lines.push(line);
		numbers.push(number);
		hits.push(isHit);
		count += Number(isHit);
		shownTo = number;
	};
	const take = ({lines: all, first}: Lines, index: number): void => {
		const line = all[index];
		if (line === undefined) return;
		if (isMeant(all, index)) {
			const shown = Math.max(0, (shownTo ?? first - 1) + 1 - first);
			for (let at = Math.max(shown, index - rule.around); at < index; at++) {
				const before = all[at];
				if (before !== undefined && first + at >= (rule.from ?? first)) put(before, first + at, false);
			}
			put(line, first + index, true);
			after = rule.around;
		} else if (after > 0) {
			put(line, first + index, false);
			after--;
		}
	};

	return {
		lines,
		numbers,
		hits: () => count,
		/** Whether these lines go on where it stopped; others, or older ones, are to be looked at from their start. */
		goesOn: ({lines: all, first}: LogSnapshot): boolean => {
			if (next === undefined) return true;
			if (start !== undefined && first < start) return false;
			return next <= first || all[next - 1 - first] === last;
		},
		forget(first: number): void {
			const gone = lowerBound(numbers, first);
			if (gone === 0) return;
			lines.splice(0, gone);
			numbers.splice(0, gone);
			for (const wasHit of hits.splice(0, gone)) count -= Number(wasHit);
		},
		/** Looks on; whether it is through. */
		step(snapshot: Lines): boolean {
			const {lines: all, first} = snapshot;
			const end = first + all.length;
			let letters = 0;
			start ??= first;
			next = Math.max(next ?? first, first, Math.min(rule.from ?? first, end));
			while (next < end && letters < lettersATurn) {
				last = all[next - first];
				take(snapshot, next - first);
				letters += (last?.text.length ?? 0) + 20;
				next++;
			}
			return next >= end;
		},
		progress: ({lines: all, first}: LogSnapshot): number =>
			all.length === 0 ? 1 : Math.min(1, Math.max(0, (next ?? first) - first) / all.length),
	};
};

type Picked = ReturnType<typeof createPicked>;

const shownOf = (picked: Picked, snapshot: LogSnapshot): ShownLines => {
	const lines = picked.lines.slice();
	const numbers = picked.numbers.slice();
	return {
		lines,
		// Beside the first and the last one there is room for a search to begin at.
		number: index => numbers[index] ?? (index < 0 ? (numbers[0] ?? 0) - 1 : (numbers.at(-1) ?? -1) + 1),
		index: number => lowerBound(numbers, number),
		hits: picked.hits(),
		progress: picked.progress(snapshot),
	};
};

/** Nothing is looked at yet. */
export const createSift = (rule: LogRule): Sift => {
	const picks = isPicking(rule);
	let picked = createPicked(rule);
	let before: ShownLines | undefined;
	let latest: {readonly version: number; readonly shown: ShownLines} | undefined;
	return {
		look(snapshot) {
			if (latest !== undefined && latest.version === snapshot.version && latest.shown.progress === 1)
				return latest.shown;
			if (!picks) {
				latest = {version: snapshot.version, shown: wholeFrom(snapshot, rule.from)};
				return latest.shown;
			}
			if (!picked.goesOn(snapshot)) {
				picked = createPicked(rule);
				before = latest?.shown;
			}
			picked.forget(snapshot.first);
			if (picked.step(snapshot)) before = undefined;
			const shown = shownOf(picked, snapshot);
			// What was found before stays in sight while all is looked at anew.
			latest = {version: snapshot.version, shown: before === undefined ? shown : {...before, progress: shown.progress}};
			return latest.shown;
		},
	};
};

/** Lines before a batch that are kept: those round a hit in it, and those that a trace began with. */
const lookedBack = 400;

/** The lines that a rule means, of batches as they come: for a log that is longer than what is held of it. */
export const createBatchSift = (rule: LogRule): ((batch: readonly LogLine[]) => readonly LogLine[]) => {
	if (!isPicking(rule)) return batch => batch;
	const picked = createPicked(rule);
	let held: readonly LogLine[] = [];
	let first = 0;
	return batch => {
		const kept = held.slice(-lookedBack);
		first += held.length - kept.length;
		held = [...kept, ...batch];
		while (!picked.step({lines: held, first}));
		const lines = picked.lines.slice();
		picked.forget(first + held.length);
		return lines;
	};
};

import type {Pattern} from '../../resources/pattern.ts';
import type {Text} from './text-state.ts';

/** A search through a text that goes on in turns, so that keys are answered meanwhile. */
export type Seek = {
	/** Searches on for one turn; whether it is through. */
	step(): boolean;
	/** How much of the text was searched, 0 to 1. */
	progress(): number;
	/** Numbers of the lines with a hit, in order; complete once `step` said so. */
	lines(): readonly number[];
};

/** Letters that are searched in one turn: some milliseconds of the slowest pattern. */
const lettersATurn = 100_000;

/** Starts at the first line. */
export const createSeek = (text: Text, pattern: Pattern): Seek => {
	const found: number[] = [];
	let next = 0;
	return {
		step() {
			let letters = 0;
			while (next < text.count && letters < lettersATurn) {
				const line = text.line(next);
				if (pattern.test(line)) found.push(text.number(next));
				letters += line.length + 20;
				next++;
			}
			return next >= text.count;
		},
		progress: () => (text.count === 0 ? 1 : next / text.count),
		lines: () => found,
	};
};

/** The line with a hit beside `from`, going one way and round the end; and how many there are up to it. */
export const besideOf = (
	lines: readonly number[],
	from: number,
	direction: 1 | -1,
): {readonly line: number; readonly index: number} | undefined => {
	if (lines.length === 0) return undefined;
	const after = lines.findIndex(line => line > from);
	const before = lines.findLastIndex(line => line < from);
	const index = direction === 1 ? Math.max(0, after) : before === -1 ? lines.length - 1 : before;
	const line = lines[index];
	return line === undefined ? undefined : {line, index};
};

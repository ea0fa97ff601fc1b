import type {LogLine} from '../model/log-line.ts';

/** The newest lines of a log, within bounds. */
export type LogBuffer = {
	add(lines: readonly LogLine[]): void;
	/** What is held now. Lines that fell out since the last look were never seen: they count as skipped. */
	look(): {readonly lines: readonly LogLine[]; readonly first: number; readonly skipped: number};
};

/** So many of the newest lines are kept. */
export const mostLines = 20_000;
const mostCharacters = 16_000_000;
/** What a line costs beside its text. */
const lineCost = 64;
/** Dropped at once when a bound is passed, so that a long log does not shift its array for each line. */
const chunk = 2000;

const costOf = (line: LogLine) => line.text.length + lineCost;

export const createLogBuffer = (): LogBuffer => {
	const lines: LogLine[] = [];
	let first = 0;
	let cost = 0;
	let skipped = 0;
	/** Number of the first line that nobody has looked at. */
	let unseen = 0;

	const drop = (count: number) => {
		for (const line of lines.splice(0, count)) cost -= costOf(line);
		first += count;
		if (first > unseen) {
			skipped += first - unseen;
			unseen = first;
		}
	};

	return {
		add(batch) {
			for (const line of batch) {
				lines.push(line);
				cost += costOf(line);
				if (lines.length >= mostLines + chunk) drop(chunk);
			}
			while (cost > mostCharacters && lines.length > 1) drop(Math.max(1, Math.min(chunk, lines.length >> 3)));
		},
		look() {
			if (lines.length > mostLines) drop(lines.length - mostLines);
			unseen = first + lines.length;
			return {lines: lines.slice(), first, skipped};
		},
	};
};

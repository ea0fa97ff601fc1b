import type {LogLine} from '../model/log-line.ts';
import {withOlder} from './log-older.ts';

/** The newest lines of a log, within bounds. */
export type LogBuffer = {
	add(lines: readonly LogLine[]): void;
	/** Puts older lines before or between those that are held; there is then room for as many more. Whether all of them fit. */
	insert(older: readonly LogLine[]): boolean;
	/** Number of the first line that is held. */
	first(): number;
	/** How much is held now, within the bounds above. */
	held(): {readonly lines: number; readonly characters: number};
	/** What is held now. Lines that fell out since the last look were never seen: they count as skipped. */
	look(): {readonly lines: readonly LogLine[]; readonly first: number; readonly skipped: number};
};

/** So many of the newest lines are kept, and so many when older ones were asked for. */
export const mostLines = 20_000;
export const mostWithOlder = 60_000;
/** Letters that are kept at most, with what each line costs beside them. */
export const mostCharacters = 16_000_000;
/** What a line costs beside its text. */
const lineCost = 64;
/** Dropped at once when a bound is passed, so that a long log does not shift its array for each line. */
const chunk = 2000;

const costOf = (line: LogLine) => line.text.length + lineCost;

export const createLogBuffer = (): LogBuffer => {
	const lines: LogLine[] = [];
	let first = 0;
	let room = mostLines;
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
				if (lines.length >= room + chunk) drop(chunk);
			}
			while (cost > mostCharacters && lines.length > 1) drop(Math.max(1, Math.min(chunk, lines.length >> 3)));
		},
		first: () => first,
		held: () => ({lines: lines.length, characters: cost}),
		insert(older) {
			let kept = older.slice(Math.max(0, older.length - (mostWithOlder - lines.length)));
			let added = kept.reduce((sum, line) => sum + costOf(line), 0);
			let out = 0;
			for (const line of kept) {
				if (cost + added <= mostCharacters) break;
				added -= costOf(line);
				out++;
			}
			kept = kept.slice(out);
			const all = withOlder(lines, kept);
			lines.length = 0;
			for (const line of all) lines.push(line);
			first -= kept.length;
			unseen = Math.max(unseen, first);
			cost += added;
			room = Math.min(mostWithOlder, Math.max(room, lines.length));
			return kept.length === older.length;
		},
		look() {
			if (lines.length > room) drop(lines.length - room);
			unseen = first + lines.length;
			return {lines: lines.slice(), first, skipped};
		},
	};
};

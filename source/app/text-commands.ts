import type {Command} from '../keys.ts';
import type {Pattern} from '../resources/pattern.ts';
import {mostLines} from '../store/log-buffer.ts';
import type {LogSnapshot} from '../store/monitor.ts';
import type {EngineState} from '../store/state.ts';
import {plainText} from '../ui/styled-text.ts';
import {type AppState, currentPlace, withPlace} from './app-state.ts';
import {stepOf} from './list-commands.ts';
import {mayReadOlder} from './log-body.ts';
import {rawLines} from './page-body.ts';
import {type Place, type TextState, withoutMatch} from './place.ts';
import {besideOf} from './seek.ts';

/** The text under the cursor: how many lines, the number of the first one, and each line without colours. */
export type Text = {
	readonly count: number;
	readonly first: number;
	readonly line: (index: number) => string;
	/** Whether older lines may be had by reading it anew. */
	readonly mayReadOlder: boolean;
};

/** The text of a place, of which `snapshot` is the log where it is one. */
export const textOf = (place: Place, snapshot: LogSnapshot | undefined, state: EngineState): Text => {
	if (place.kind === 'log')
		return {
			count: snapshot?.lines.length ?? 0,
			first: snapshot?.first ?? 0,
			line: index => plainText(snapshot?.lines[index]?.text ?? ''),
			mayReadOlder: mayReadOlder(place, snapshot),
		};
	const lines = place.kind === 'raw' ? rawLines(place, state) : [];
	return {count: lines.length, first: 0, line: index => lines[index] ?? '', mayReadOlder: false};
};

/** Cells that a sideways step goes. */
const sidewaysStep = 16;

const scroll = (text: TextState, lines: Text, step: number): TextState => {
	const last = lines.first + Math.max(0, lines.count - 1);
	if (step === Number.POSITIVE_INFINITY) return {...text, isFollowing: true, top: last};
	return {...text, isFollowing: false, top: Math.max(lines.first, Math.min(last, text.top + step))};
};

/** Cells of what stands before a hit that are kept in sight. */
const before = 20;

/** The text at one of the lines with a hit, beside where one stands; undefined when there is none. */
export const atMatch = (
	text: TextState,
	lines: Text,
	pattern: Pattern,
	found: readonly number[],
	{direction, page, columns}: {readonly direction: 1 | -1; readonly page: number; readonly columns: number},
): TextState | undefined => {
	const from = text.match ?? (direction === 1 ? text.top - 1 : text.top + page);
	const match = besideOf(found, from, direction);
	if (match === undefined) return undefined;
	const hit = pattern.hits(lines.line(match.line - lines.first))[0];
	// In a long line the hit itself comes into sight, and not only its line.
	const isFar = hit !== undefined && hit.to > columns - before;
	return {
		...text,
		isFollowing: false,
		match: match.line,
		hit: {index: match.index, count: found.length},
		// A match stands a third from the top, so that what led to it can be read.
		top: Math.max(lines.first, match.line - Math.floor(page / 3)),
		...(isFar ? {isWrapped: false, column: Math.max(0, hit.from - before)} : {column: 0}),
	};
};

/** What a key does in a log or another text; undefined for keys that are not theirs. */
export const textCommand = (
	state: AppState,
	command: Command,
	lines: Text,
	page: number,
	now: number,
): AppState | undefined => {
	const place = currentPlace(state);
	if (place.kind !== 'log' && place.kind !== 'raw') return undefined;
	const {text} = place;
	const to = (next: TextState): AppState => withPlace(state, {...place, text: next});
	const step = stepOf(command, page);
	if (step === Number.NEGATIVE_INFINITY && place.kind === 'log' && lines.mayReadOlder) {
		// Its lines are numbered anew from there.
		return withPlace(state, {...place, tail: mostLines, text: {...withoutMatch(text), isFollowing: false, top: 0}});
	}
	if (step !== undefined) return to(scroll(text, lines, step));
	switch (command) {
		case 'left':
			return to({...text, column: Math.max(0, text.column - sidewaysStep)});
		case 'right':
			return to({...text, column: text.isWrapped ? 0 : text.column + sidewaysStep});
		case 'wrap':
			return to({...text, isWrapped: !text.isWrapped, column: 0});
		case 'follow':
			return to({...text, isFollowing: !text.isFollowing});
		case 'timestamps':
			return to({...text, hasTimestamps: !text.hasTimestamps});
		case 'next-match':
		case 'previous-match': {
			const direction = command === 'next-match' ? 1 : -1;
			return text.search === ''
				? {...state, hint: {text: 'nothing to search for yet: / asks', tone: 'bad', at: now}}
				: {...state, seeking: {direction}};
		}
		default:
			return undefined;
	}
};

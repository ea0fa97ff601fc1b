import {type Command, keyOf} from '../../keys.ts';
import type {Pattern} from '../../resources/pattern.ts';
import {type AppState, currentPlace, withFault, withPlace} from '../app-state.ts';
import {type Outcome, only} from '../effects.ts';
import {recordOf} from '../places.ts';
import {stepOf} from '../step.ts';
import {besideOf} from '../text/seek.ts';
import type {Text, TextState} from '../text/text-state.ts';

/** Cells that a sideways step goes. */
const sidewaysStep = 16;

const scroll = (text: TextState, lines: Text, step: number): TextState => {
	const last = Math.max(0, lines.count - 1);
	if (step === Number.POSITIVE_INFINITY) return {...text, isFollowing: true, top: lines.number(last)};
	const index = Math.max(0, Math.min(last, lines.index(text.top) + step));
	return {...text, isFollowing: false, top: lines.number(index)};
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
	const from = text.match ?? lines.number(lines.index(text.top) + (direction === 1 ? -1 : page));
	const match = besideOf(found, from, direction);
	if (match === undefined) return undefined;
	const hit = pattern.hits(lines.line(lines.index(match.line)))[0];
	// In a long line the hit itself comes into sight, and not only its line.
	const isFar = hit !== undefined && hit.to > columns - before;
	return {
		...text,
		isFollowing: false,
		match: match.line,
		hit: {index: match.index, count: found.length},
		// A match stands a third from the top, so that what led to it can be read.
		top: lines.number(Math.max(0, lines.index(match.line) - Math.floor(page / 3))),
		...(isFar ? {isWrapped: false, column: Math.max(0, hit.from - before)} : {column: 0}),
	};
};

/** Letters that terminals take into their clipboard at once; some take no more. */
const mostCopied = 70_000;

/** The lines from the marked one to the one that was found, that one alone, or those in sight. */
const linesToCopy = (
	text: TextState,
	{count, index, written}: Text,
	page: number,
): {readonly texts: readonly string[]} | {readonly fault: string} => {
	if (written === undefined || count === 0) return {fault: 'there is nothing to copy'};
	const top = text.isFollowing ? Math.max(0, count - page) : index(text.top);
	const match = text.match === undefined ? -1 : index(text.match);
	// What was found and scrolled away from is not what is looked at.
	const found = match >= top && match < top + page ? match : undefined;
	const begin = text.mark === undefined ? (found ?? top) : index(text.mark);
	const end = found ?? top + page - 1;
	const last = Math.min(Math.max(begin, end), count - 1);
	const texts: string[] = [];
	let letters = 0;
	for (let at = Math.min(begin, end); at <= last; at++) {
		const line = written(at);
		texts.push(line);
		letters += line.length + 1;
		if (letters > mostCopied)
			return {fault: 'that is more than terminals take into their clipboard: :save FILE writes a file'};
	}
	return {texts};
};

/** The text at the error beside where one stands, round the end; undefined when there is none. */
const besideError = (
	text: TextState,
	lines: Text,
	{direction, page}: {readonly direction: 1 | -1; readonly page: number},
): TextState | undefined => {
	const {count, isBad} = lines;
	if (count === 0 || isBad === undefined) return undefined;
	// From the end of a log one looks back, whichever key was pressed.
	const isAtEnd = text.isFollowing && text.match === undefined;
	const from = isAtEnd ? count : lines.index(text.match ?? text.top) - (text.match === undefined ? direction : 0);
	const step = isAtEnd ? -1 : direction;
	for (let at = 1; at <= count; at++) {
		const index = (((from + step * at) % count) + count) % count;
		// A trace is one error: its first line is gone to.
		if (!isBad(index) || (isBad(index - 1) && /^\s/.test(lines.line(index)))) continue;
		const {hit: _, ...rest} = text;
		const top = lines.number(Math.max(0, index - Math.floor(page / 3)));
		return {...rest, isFollowing: false, match: lines.number(index), top, column: 0};
	}
	return undefined;
};

/** What a key does in a place with a text; undefined for keys that are not theirs. */
export const textCommand = (
	state: AppState,
	command: Command,
	lines: Text,
	page: number,
	now: number,
): Outcome<AppState> | undefined => {
	const place = currentPlace(state);
	const record = recordOf(place).text;
	if (record === undefined) return undefined;
	const text = record.of(place);
	const to = (next: TextState) => only(withPlace(state, record.with(place, next)));
	const step = stepOf(command, page);
	if (step !== undefined) {
		const next = scroll(text, lines, step);
		const {state: moved} = to(next);
		// A page before the first line is in sight the older ones are asked for, so that scrolling need not stop.
		const isNear = step < 0 && lines.mayReadOlder && lines.index(next.top) < page;
		return isNear ? {state: moved, effects: [{kind: 'older'}]} : only(moved);
	}
	switch (command) {
		case 'left':
			return to({...text, column: Math.max(0, text.column - sidewaysStep)});
		case 'right':
			return to({...text, column: text.isWrapped ? 0 : text.column + sidewaysStep});
		case 'wrap':
			return to({...text, isWrapped: !text.isWrapped, column: 0});
		case 'follow':
			return to({...text, isFollowing: !text.isFollowing});
		case 'mark-line': {
			const {mark: _, ...unmarked} = text;
			const here = text.match ?? (text.isFollowing ? lines.number(Math.max(0, lines.count - page)) : text.top);
			return to(text.mark === here ? unmarked : {...text, mark: here});
		}
		case 'copy-lines': {
			const {mark: _, ...unmarked} = text;
			const found = linesToCopy(text, lines, page);
			if ('fault' in found) return only<AppState>(withFault(state, found.fault, now));
			const {texts} = found;
			const hint = {
				text: `copied ${texts.length === 1 ? 'a line' : `${texts.length} lines`}`,
				tone: 'plain' as const,
				at: now,
			};
			return {state: {...to(unmarked).state, hint}, effects: [{kind: 'copy', text: texts.join('\n')}]};
		}
		case 'next-error':
		case 'previous-error': {
			const next = besideError(text, lines, {direction: command === 'next-error' ? 1 : -1, page});
			return next === undefined ? only<AppState>(withFault(state, 'no line here tells of an error', now)) : to(next);
		}
		case 'next-match':
		case 'previous-match': {
			const direction = command === 'next-match' ? 1 : -1;
			const asking = keyOf(state.bindings, 'search', recordOf(place).mode);
			return text.search === ''
				? only<AppState>(withFault(state, `nothing to search for yet: ${asking} asks`, now))
				: {state, effects: [{kind: 'search', direction}]};
		}
		default:
			return undefined;
	}
};

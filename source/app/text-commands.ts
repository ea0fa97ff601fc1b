import type {Command} from '../keys.ts';
import {mostLines} from '../store/log-buffer.ts';
import {type AppState, currentPlace, withPlace} from './app-state.ts';
import {stepOf} from './list-commands.ts';
import {searchPattern} from './log-body.ts';
import {type TextState, withoutMatch} from './place.ts';

/** The text under the cursor: how many lines, the number of the first one, and each line without colours. */
export type Text = {
	readonly count: number;
	readonly first: number;
	readonly line: (index: number) => string;
	/** Whether older lines may be had by reading it anew. */
	readonly mayReadOlder: boolean;
};

/** Cells that a sideways step goes. */
const sidewaysStep = 16;

/** Number of the next line that matches, going on from `from`; wraps round the end. */
export const findMatch = (text: Text, pattern: RegExp, from: number, direction: 1 | -1): number | undefined => {
	const count = text.count;
	for (let step = 1; step <= count; step++) {
		const index = (((from - text.first + direction * step) % count) + count) % count;
		pattern.lastIndex = 0;
		if (pattern.test(text.line(index))) return text.first + index;
	}
	return undefined;
};

const scroll = (text: TextState, lines: Text, step: number): TextState => {
	const last = lines.first + Math.max(0, lines.count - 1);
	if (step === Number.POSITIVE_INFINITY) return {...text, isFollowing: true, top: last};
	return {...text, isFollowing: false, top: Math.max(lines.first, Math.min(last, text.top + step))};
};

/** Goes to a match beside the present one. */
export const goToMatch = (text: TextState, lines: Text, direction: 1 | -1, page: number): TextState | undefined => {
	const pattern = searchPattern(text.search);
	if (pattern === undefined) return undefined;
	const from = text.match ?? (direction === 1 ? text.top - 1 : text.top + page);
	const match = findMatch(lines, pattern, from, direction);
	// A match stands a third from the top, so that what led to it can be read.
	return match === undefined
		? undefined
		: {...text, isFollowing: false, match, top: Math.max(lines.first, match - Math.floor(page / 3))};
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
			const next = goToMatch(text, lines, command === 'next-match' ? 1 : -1, page);
			if (next !== undefined) return to(next);
			return {
				...state,
				hint: {
					text: text.search === '' ? 'nothing to search for yet: / asks' : `no match for ${text.search}`,
					tone: 'bad',
					at: now,
				},
			};
		}
		default:
			return undefined;
	}
};

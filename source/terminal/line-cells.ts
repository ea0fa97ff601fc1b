import {asciiOf} from '../ui/ascii.ts';
import {parseStyled} from '../ui/styled-text.ts';
import {graphemes, isNarrow} from '../ui/text-width.ts';
import {currentTheme} from '../ui/theme.ts';

/** A painted line cell by cell. */
export type LineCells = {
	/** The character of each cell; empty for the second half of a wide one. */
	readonly chars: readonly string[];
	/** Parameters of the SGR sequence that gives each cell its look; empty for none. */
	readonly looks: readonly string[];
	/** Whether any terminal puts every character where this one thinks it is. */
	readonly isCertain: boolean;
};

const looksOf = new Map<string, string>();

// Each code stands in a sequence of its own: `ESC[1m ESC[31m` is said shorter as `1;31`.
const lookOf = (codes: string): string => {
	let look = looksOf.get(codes);
	if (look === undefined) {
		look = codes.replaceAll(/m\u{1b}\[/gu, ';').replaceAll(/\u{1b}\[|m/gu, '');
		// Looks of a log's true colours could be many.
		if (looksOf.size > 1000) looksOf.clear();
		looksOf.set(codes, look);
	}
	return look;
};

/** Takes a painted line apart. Here text becomes cells: on a terminal of ASCII nothing else leaves it. */
export const cellsOf = (line: string): LineCells => {
	const {isAscii} = currentTheme();
	const chars: string[] = [];
	const looks: string[] = [];
	let isCertain = true;
	for (const {text, codes} of parseStyled(line)) {
		const look = codes === '' ? '' : lookOf(codes);
		if (isNarrow(text)) {
			// By index: each of its characters is one unit, and an iterator makes an object for each.
			for (let at = 0; at < text.length; at++) {
				const char = text.charAt(at);
				chars.push(isAscii ? asciiOf({text: char, width: 1}) : char);
				looks.push(look);
			}
			continue;
		}
		isCertain &&= isAscii;
		for (const grapheme of graphemes(text)) {
			const ascii = isAscii ? asciiOf(grapheme) : undefined;
			for (let cell = 0; cell < grapheme.width; cell++) {
				chars.push(ascii?.charAt(cell) ?? (cell === 0 ? grapheme.text : ''));
				looks.push(look);
			}
		}
	}
	return {chars, looks, isCertain};
};

/** A line of a frame, taken apart when it is first compared: what is drawn now is what the next frame is held against. */
export type FrameLine = {readonly text: string; readonly cells: () => LineCells};

export const frameLine = (text: string): FrameLine => {
	let cells: LineCells | undefined;
	return {
		text,
		cells() {
			cells ??= cellsOf(text);
			return cells;
		},
	};
};

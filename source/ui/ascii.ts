// No library knows our signs; names and commands keep what letters can be told in ASCII.

import {type Grapheme, graphemes} from './text-width.ts';

/** What stands for each of our own signs on a terminal that knows no more than ASCII: one cell for one cell. */
const signs: Readonly<Record<string, string>> = {
	'●': '*',
	'○': 'o',
	'◌': '~',
	'✗': 'x',
	'✓': '+',
	'▲': '!',
	'‖': '=',
	'↻': '@',
	'◆': '#',
	'┃': '|',
	'⏎': '>',
	'›': '>',
	'»': '>',
	'▾': 'v',
	'▸': '>',
	'▴': '^',
	'→': '>',
	'←': '<',
	'↑': '^',
	'↓': 'v',
	'–': '-',
	'—': '-',
	'─': '-',
	'│': '|',
	'╭': '+',
	'╮': '+',
	'╰': '+',
	'╯': '+',
	'…': '.',
	'•': '*',
	'·': '.',
	'×': 'x',
	'≤': '<',
	µ: 'u',
	'’': "'",
	'‘': "'",
	'“': '"',
	'”': '"',
	'▁': '_',
	'▂': '.',
	'▃': '-',
	'▄': '-',
	'▅': '=',
	'▆': '=',
	'▇': '#',
	'█': '#',
};

// The rows of dots in a braille cell, from the bottom up; a graph's cell is as high as its highest dot.
const dotRows = [0xc0, 0x24, 0x12, 0x09];
const dotSigns = [' ', '.', ':', '|', '#'];

const dots = (pattern: number): string => {
	const height = dotRows.findLastIndex(row => (pattern & row) !== 0) + 1;
	return dotSigns[height] ?? '?';
};

/**
 * A grapheme in ASCII and in as many cells as before. What has no likeness is a question mark, so that what stands
 * beside it keeps its column: such a terminal would show each of its bytes as a letter of its own.
 */
export const asciiOf = ({text, width}: Grapheme): string => {
	if (text >= ' ' && text <= '~' && text.length === 1) return text;
	const code = text.codePointAt(0) ?? 32;
	const sign = code >= 0x28_00 && code <= 0x28_ff ? dots(code - 0x28_00) : (signs[text] ?? '?');
	return width < 1 ? '' : sign.padEnd(width);
};

/** A whole text in ASCII, for what does not go through cells. */
export const asciiText = (text: string): string => Array.from(graphemes(text), asciiOf).join('');

/** Whether the locale of a terminal names a charset and it is not UTF-8. One that names nothing is taken for UTF-8. */
export const isAsciiTerminal = (environment: Readonly<Record<string, string | undefined>>): boolean => {
	// The order of POSIX: the first of these that is set decides.
	const locale = [environment.LC_ALL, environment.LC_CTYPE, environment.LANG].find(value => (value ?? '') !== '');
	return locale !== undefined && !/utf-?8/i.test(locale);
};

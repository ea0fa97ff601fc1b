// Widths are string-width's own, so that Ink and we agree to the cell. One pattern answers before it for nearly every text,
// and says where cutting is a matter of `slice`: finding graphemes costs a hundred times more.

import stringWidth from 'string-width';

/** One grapheme and the cells that it takes. */
export type Grapheme = {readonly text: string; readonly width: number};

// Printable ASCII and signs that every terminal draws in one cell, so that one regular expression answers for
// nearly every text on the screen. The slow path segments graphemes, which costs a hundred times more.
const narrow =
	/^[ -~\u{a1}-\u{ac}\u{ae}-\u{ff}\u{2010}-\u{2027}\u{2030}-\u{205e}\u{2190}-\u{21ff}\u{2500}-\u{259f}\u{25b2}-\u{25fb}\u{2713}-\u{2718}\u{2800}-\u{28ff}]*$/u;

const segmenter = new Intl.Segmenter();

/** Longest grapheme that is drawn whole: more is a pile of combining marks made to flood a cell. */
const longestGrapheme = 40;

/** Whether every character takes exactly one cell, which makes cutting a matter of `slice`. */
export const isNarrow = (text: string): boolean => narrow.test(text);

/** Cells that a text without escape sequences takes. */
export const textWidth = (text: string): number => {
	if (isNarrow(text)) return text.length;
	let width = 0;
	for (const grapheme of graphemes(text)) width += grapheme.width;
	return width;
};

/** The graphemes of a text, found one at a time so that a caller may stop early. */
export function* graphemes(text: string): Generator<Grapheme> {
	for (const {segment} of segmenter.segment(text)) {
		const whole = segment.length > longestGrapheme ? String.fromCodePoint(segment.codePointAt(0) ?? 32) : segment;
		yield {text: whole, width: stringWidth(whole)};
	}
}

/** The part of a text from a cell on, at most `width` cells; half of a wide character becomes a space. */
export const sliceCells = (text: string, from: number, width: number): string => {
	if (width <= 0) return '';
	if (isNarrow(text)) return text.slice(from, from + width);
	const end = from + width;
	let result = '';
	let at = 0;
	for (const grapheme of graphemes(text)) {
		const next = at + grapheme.width;
		if (at >= end && grapheme.width > 0) break;
		if (at >= from && next <= end) result += grapheme.text;
		else if (next > from && at < end) result += ' '.repeat(Math.min(next, end) - Math.max(at, from));
		at = next;
	}
	return result;
};

/** A text in exactly `width` cells: cut with `…` where it is longer, padded where it is shorter. */
export const fitText = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
	if (width <= 0) return '';
	if (isNarrow(text)) {
		if (text.length > width) return `${text.slice(0, width - 1)}…`;
		return align === 'left' ? text.padEnd(width) : text.padStart(width);
	}
	let kept = '';
	let keptWidth = 0;
	let whole = '';
	let used = 0;
	let isCut = false;
	for (const grapheme of graphemes(text)) {
		if (used + grapheme.width > width) {
			isCut = true;
			break;
		}
		used += grapheme.width;
		whole += grapheme.text;
		if (used < width) {
			kept = whole;
			keptWidth = used;
		}
	}
	if (isCut) return `${kept}…${' '.repeat(width - keptWidth - 1)}`;
	const padding = ' '.repeat(width - used);
	return align === 'left' ? whole + padding : padding + whole;
};

/** A text in exactly `width` cells that keeps its end: an image is told by its name and tag, not by its registry. */
export const fitEnd = (text: string, width: number): string => {
	const whole = textWidth(text);
	if (whole <= width) return fitText(text, width);
	if (width <= 0) return '';
	return fitText(`…${sliceCells(text, whole - width + 1, width - 1)}`, width);
};

// Ours and not wrap-ansi, which is as quick (4 µs a line): it knows neither tones nor rows that hang below a label, and
// lines are wrapped before they are painted, so that a theme or a selection changes nothing of where they break.

import type {Line, Span} from '../model/tone.ts';
import {graphemes, isNarrow, sliceCells, textWidth} from './text-width.ts';

// A word with the blanks after it.
const words = /\s*\S+\s*/gu;

const withText = (span: Span, text: string): Span => (span.tone === undefined ? {text} : {text, tone: span.tone});

/** Cuts a text into pieces of at most `first` cells, and of `width` from then on, wherever that falls. */
const chopText = (text: string, first: number, width: number): readonly string[] => {
	let room = Math.max(1, first);
	const pieces: string[] = [];
	if (isNarrow(text)) {
		for (let at = 0; at < text.length; at += pieces.at(-1)?.length ?? 1) {
			pieces.push(text.slice(at, at + room));
			room = Math.max(1, width);
		}
		return pieces;
	}
	let piece = '';
	let used = 0;
	for (const grapheme of graphemes(text)) {
		if (used + grapheme.width > room && piece !== '') {
			pieces.push(piece);
			piece = '';
			used = 0;
			room = Math.max(1, width);
		}
		piece += grapheme.text;
		used += grapheme.width;
	}
	if (piece !== '') pieces.push(piece);
	return pieces;
};

/** Wraps a line between words where it can and within them where it must; later rows are indented. */
export const wrapLine = (line: Line, width: number, indent = 0): readonly Line[] => {
	const hang = Math.min(indent, Math.max(0, width - 8));
	const blank: readonly Span[] = hang === 0 ? [] : [{text: ' '.repeat(hang)}];
	const rows: Line[] = [];
	let row: Span[] = [];
	let used = 0;
	const breakRow = () => {
		rows.push(row);
		row = [...blank];
		used = hang;
	};
	const put = (span: Span, text: string) => {
		if (text === '') return;
		row.push(withText(span, text));
		used += textWidth(text);
	};
	for (const span of line) {
		// A span of blanks alone holds no word; it is kept for the indent it makes.
		const pieces: readonly string[] = span.text.match(words) ?? [span.text];
		for (const piece of pieces) {
			const word = piece.trimEnd();
			// After a label alone a new row would begin at the same cell.
			if (used > hang && used + textWidth(word) > width) breakRow();
			if (used + textWidth(word) <= width) {
				put(span, sliceCells(piece, 0, width - used));
				continue;
			}
			// Cut once: measuring what is left after each row would take time by the square of the length.
			for (const [index, head] of chopText(word, width - used, width - hang).entries()) {
				if (index > 0) breakRow();
				put(span, head);
			}
			if (piece.length > word.length && used < width) put(span, ' ');
		}
	}
	rows.push(row);
	return rows;
};

// A row is painted into one string: a `<Text>` for each of its spans took twice the time of a frame, as Ink measures,
// wraps and composes each by itself.

import type {Line, Span, Tone} from '../model/tone.ts';
import {fitText, textWidth} from './text-width.ts';
import {currentTheme} from './theme.ts';

/** What holds for a whole row. */
export type RowStyle = {
	readonly isSelected?: boolean;
	/** Old news: all of it quiet. */
	readonly isDimmed?: boolean;
	readonly isMarked?: boolean;
};

/** Cells that a line takes. */
export const lineWidth = (line: Line): number => line.reduce((sum, span) => sum + textWidth(span.text), 0);

/** A line in exactly `width` cells: cut with `…`, or padded with blanks. */
export const fitLine = (line: Line, width: number): Line => {
	const spans: Span[] = [];
	let room = width;
	for (let index = 0; index < line.length; index++) {
		const span = line[index];
		if (span === undefined) continue;
		const wanted = textWidth(span.text);
		if (wanted <= room) {
			spans.push(span);
			room -= wanted;
			continue;
		}
		// A span that ends where the room ends still must show that something follows.
		const target = room === 0 ? spans.pop() : span;
		const cells = room === 0 && target !== undefined ? textWidth(target.text) : room;
		if (target !== undefined && cells > 0) {
			const text =
				room === 0 ? fitText(`${target.text}${line[index]?.text ?? ''}`, cells) : fitText(target.text, cells);
			spans.push({...target, text});
		}
		return spans;
	}
	if (room > 0) spans.push({text: ' '.repeat(room)});
	return spans;
};

// In inverse video most colours would turn the bar into a rainbow: only what is wrong keeps its own.
const keptWhenSelected = (tone: Tone): Tone =>
	tone === 'bad' || tone === 'warning' || tone === 'strong' ? tone : 'plain';

const toneOf = (span: Span, style: RowStyle): Tone => {
	const tone = span.tone ?? 'plain';
	if (style.isSelected) return keptWhenSelected(tone);
	if (style.isDimmed) return 'plain';
	return style.isMarked && (tone === 'plain' || tone === 'strong') ? 'accent' : tone;
};

/** Spans with their colours, not fitted to any width; neighbours of one tone and blanks between cost no codes. */
export const paintSpans = (line: Line, style: RowStyle = {}): string => {
	const {tones} = currentTheme();
	let result = '';
	let active: Tone = 'plain';
	for (const span of line) {
		const tone = toneOf(span, style);
		if (tone !== active && (span.text.trim() !== '' || tone === 'cursor' || active === 'cursor')) {
			result += tones[active].close + tones[tone].open;
			active = tone;
		}
		result += span.text;
	}
	return result + tones[active].close;
};

/** A line as exactly `width` cells with its colours; a selected one is a bar of inverse video. */
export const paintLine = (line: Line, width: number, style: RowStyle = {}): string => {
	const text = paintSpans(fitLine(line, width), style);
	if (style.isSelected) {
		const {inverse} = currentTheme();
		return `${inverse.open}${text}${inverse.close}`;
	}
	if (style.isDimmed) {
		const {dim} = currentTheme();
		return `${dim.open}${text}${dim.close}`;
	}
	return text;
};

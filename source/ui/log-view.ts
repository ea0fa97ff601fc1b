import type {LogLine} from '../model/log-line.ts';
import type {Span} from '../model/tone.ts';
import type {Pattern} from '../resources/pattern.ts';
import {paintSpans} from './paint.ts';
import type {Run} from './styled-text.ts';
import {parseStyled, plainText} from './styled-text.ts';
import {fitText, textWidth} from './text-width.ts';
import type {DrawnWindow} from './text-window.ts';
import {drawWindow} from './text-window.ts';
import {currentTheme} from './theme.ts';

/** A log and how it is looked at. */
export type LogView = {
	readonly lines: readonly LogLine[];
	readonly width: number;
	readonly height: number;
	readonly top: number;
	readonly isFollowing: boolean;
	readonly isWrapped: boolean;
	readonly column: number;
	readonly hasTimestamps: boolean;
	readonly search?: Pattern;
	/** Index of the line that the search stands on. */
	readonly match?: number;
	/** Who wrote a line, in merged logs. */
	readonly prefix?: (line: LogLine) => Span | undefined;
};

const two = (part: number): string => String(part).padStart(2, '0');

/** Time of day in the reader's zone, to the millisecond; dashes of the same width when the engine told none. */
const timeOfDay = (timestamp: string | undefined): string => {
	const at = new Date(timestamp ?? Number.NaN);
	if (Number.isNaN(at.getTime())) return '--:--:--.---';
	return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
};

/** Widest that the names in front of merged lines may get. */
const widestPrefix = 28;

// A line is parsed once, however often it is drawn.
const parsed = new WeakMap<LogLine, readonly Run[]>();

const runsOf = (line: LogLine): readonly Run[] => {
	if (!currentTheme().isColored) return parseStyled(plainText(line.text));
	const known = parsed.get(line) ?? parseStyled(line.text);
	parsed.set(line, known);
	return known;
};

/**
 * Draws the part of a log that is in sight. In front of each line stand a bar that tells stderr from stdout by glyph and
 * tone, the time, and who wrote it; they stay while the text scrolls sideways.
 */
export const logViewLines = (view: LogView): DrawnWindow => {
	// Names are as wide as the widest near the end, so that scrolling does not shift the text.
	const names =
		view.prefix === undefined ? [] : view.lines.slice(-200).map(line => textWidth(view.prefix?.(line)?.text ?? ''));
	const share = Math.max(4, Math.min(widestPrefix, Math.floor(view.width / 3)));
	const nameWidth = Math.min(share, Math.max(0, ...names));
	const gutter = (index: number) => {
		const line = view.lines[index];
		const bar: Span = line?.source === 'stderr' ? {text: '┃', tone: 'bad'} : {text: '│', tone: 'quiet'};
		const name = line === undefined ? undefined : view.prefix?.(line);
		const spans: Span[] = [bar];
		if (view.hasTimestamps) spans.push({text: `${timeOfDay(line?.timestamp)} `, tone: 'quiet'});
		if (nameWidth > 0) spans.push({text: `${fitText(name?.text ?? '', nameWidth)} `, tone: name?.tone ?? 'plain'});
		const width = spans.reduce((sum, span) => sum + textWidth(span.text), 0);
		return {first: paintSpans(spans), hang: paintSpans([bar, {text: ' '.repeat(width - 1)}]), width};
	};
	return drawWindow({
		...view,
		count: view.lines.length,
		gutter,
		content: index => {
			const line = view.lines[index];
			return line === undefined ? [] : runsOf(line);
		},
	});
};

import type {Level} from '../model/log-level.ts';
import type {LogLine} from '../model/log-line.ts';
import type {Span} from '../model/tone.ts';
import type {Pattern} from '../resources/pattern.ts';
import {formLine, type LineForm} from './log-form.ts';
import {type TimeStyle, timeText} from './log-times.ts';
import {paintSpans} from './paint.ts';
import {fitText, textWidth} from './text-width.ts';
import type {DrawnWindow} from './text-window.ts';
import {drawWindow} from './text-window.ts';

/** A log and how it is looked at. */
export type LogView = {
	readonly lines: readonly LogLine[];
	readonly width: number;
	readonly height: number;
	readonly top: number;
	readonly isFollowing: boolean;
	readonly isWrapped: boolean;
	readonly column: number;
	readonly times: TimeStyle;
	/** ms since the epoch: what times that tell how long ago are counted from. */
	readonly now: number;
	readonly form: LineForm;
	/** The level of a line, where it tells one. */
	readonly level?: (index: number) => Level | undefined;
	readonly search?: Pattern;
	/** Index of the line that the search stands on. */
	readonly match?: number;
	/** Index of the line that copying begins at. */
	readonly mark?: number;
	/** Who wrote a line, in merged logs. */
	readonly prefix?: (line: LogLine) => Span | undefined;
};

/** Widest that the names in front of merged lines may get. */
const widestPrefix = 28;

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
		const bar: Span =
			index === view.mark
				? {text: '▶', tone: 'accent'}
				: line?.source === 'stderr'
					? {text: '┃', tone: 'bad'}
					: {text: '│', tone: 'quiet'};
		const name = line === undefined ? undefined : view.prefix?.(line);
		const spans: Span[] = [bar];
		if (view.times !== 'none') spans.push({text: `${timeText(line?.timestamp, view.times, view.now)} `, tone: 'quiet'});
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
			return line === undefined ? [] : formLine(line, view.form, view.level?.(index));
		},
	});
};

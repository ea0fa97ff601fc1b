import {formatDuration} from '../model/duration.ts';
import type {Threshold} from '../model/thresholds.ts';
import type {Line, Span, Tone} from '../model/tone.ts';

/** What stands where nothing is known. */
export const unknown: Span = {text: '–', tone: 'quiet'};

/** A figure, or `–` when it is not known. */
export const figure = (value: number | undefined, format: (value: number) => string, tone?: Tone): Span =>
	value === undefined || !Number.isFinite(value)
		? unknown
		: tone === undefined
			? {text: format(value)}
			: {text: format(value), tone};

/** Text, or `–` when there is none. */
export const textOr = (text: string | undefined, tone?: Tone): Span =>
	text === undefined || text === '' ? unknown : tone === undefined ? {text} : {text, tone};

/** How long ago a moment was, or `–`. */
export const ageOf = (moment: number | undefined, now: number): Span =>
	figure(moment === undefined ? undefined : now - moment, formatDuration);

/** A moment in the reader's own time zone, to the second. */
export const formatMoment = (moment: number): string => {
	const at = new Date(moment);
	if (Number.isNaN(at.getTime())) return '–';
	const two = (part: number) => String(part).padStart(2, '0');
	return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
};

/** A label and its value on a page; nothing when there is no value. */
export const labelled = (label: string, value: Span | string | undefined, width = 14): readonly Line[] => {
	if (value === undefined || value === '') return [];
	return [[{text: label.padEnd(width), tone: 'quiet'}, typeof value === 'string' ? {text: value} : value]];
};

/** Tone of a percentage of a limit: calm until it matters. */
export const loadTone = (percent: number | undefined, {warning, bad}: Threshold): Tone =>
	percent === undefined ? 'quiet' : percent >= bad ? 'bad' : percent >= warning ? 'warning' : 'plain';

/** What a line says after the name in front. */
export const wordsAfterName = (line: Line | undefined): string | undefined =>
	line
		?.slice(1)
		.map(span => span.text)
		.join('');

/** A reason behind the name of what it is about, in the tone of its condition; undefined without one. */
export const explained = (name: string, reason: string | undefined, tone: Tone): Line | undefined =>
	reason === undefined
		? undefined
		: [
				{text: `${name}: `, tone: 'quiet'},
				{text: reason, tone: tone === 'good' ? 'plain' : tone},
			];

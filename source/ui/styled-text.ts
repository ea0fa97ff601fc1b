// Ours and not slice-ansi: that takes 50 µs for a line of a log, where cutting runs that were parsed once takes 0.3 µs (6 µs
// with the parsing; Node 26), and a log in sight is 40 to 60 lines a frame. It also bounds what a log may turn on.

import {graphemes, isNarrow} from './text-width.ts';

/** A part of a text in which one look holds; `codes` turns that look on from nothing. */
export type Run = {readonly text: string; readonly codes: string};

/** Turns every look off. */
export const reset = '\u{1b}[0m';

const sequence = /\u{1b}\[([\d;:]*)m/gu;
const escapes = /\u{1b}\[[\d;:]*m/gu;

/** A text without its colours. */
export const plainText = (text: string): string => (text.includes('\u{1b}') ? text.replaceAll(escapes, '') : text);

type Look = {readonly flags: readonly number[]; readonly color: string; readonly ground: string};

const bare: Look = {flags: [], color: '', ground: ''};

/** The code that ends each flag; bold and dim share one. Blinking and hiding are not kept. */
const flagEnds: Readonly<Record<number, number>> = {1: 22, 2: 22, 3: 23, 4: 24, 7: 27, 9: 29};

/** Codes of a colour that begins at `38` or `48`: a palette number or three bytes. */
const extendedColor = (parts: readonly number[], at: number): readonly number[] | undefined => {
	if (parts[at + 1] === 5) return parts.slice(at, at + 3);
	return parts[at + 1] === 2 ? parts.slice(at, at + 5) : undefined;
};

const applyCodes = (look: Look, parameters: string): Look => {
	const parts = parameters.split(/[;:]/u).map(Number);
	let next = look;
	for (let at = 0; at < parts.length; at++) {
		const code = parts[at] ?? 0;
		if (code === 0) next = bare;
		else if (code in flagEnds) next = next.flags.includes(code) ? next : {...next, flags: [...next.flags, code]};
		else if (code >= 22 && code <= 29) next = {...next, flags: next.flags.filter(flag => flagEnds[flag] !== code)};
		else if (code === 38 || code === 48) {
			const color = extendedColor(parts, at);
			if (color === undefined) return next;
			next = code === 38 ? {...next, color: color.join(';')} : {...next, ground: color.join(';')};
			at += color.length - 1;
		} else if (code === 39) next = {...next, color: ''};
		else if (code === 49) next = {...next, ground: ''};
		else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) next = {...next, color: String(code)};
		else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) next = {...next, ground: String(code)};
	}
	return next;
};

const codesOf = ({flags, color, ground}: Look): string =>
	[...flags.map(String), color, ground].map(code => (code === '' ? '' : `\u{1b}[${code}m`)).join('');

type NamedLook = {readonly look: Look; readonly codes: string};

const nothing: NamedLook = {look: bare, codes: ''};
/** What a sequence makes of a look: a screen says the same few again and again. */
const known = new Map<string, NamedLook>();
/** More than a screen says; a log of true colours could say any number. */
const mostKnown = 1000;

const after = ({look, codes}: NamedLook, parameters: string): NamedLook => {
	const key = `${codes} ${parameters}`;
	let next = known.get(key);
	if (next === undefined) {
		const changed = applyCodes(look, parameters);
		next = {look: changed, codes: codesOf(changed)};
		if (known.size >= mostKnown) known.clear();
		known.set(key, next);
	}
	return next;
};

/** Splits a text with colour codes into runs of one look each. Its text holds no other control characters. */
export const parseStyled = (text: string): readonly Run[] => {
	if (!text.includes('\u{1b}')) return text === '' ? [] : [{text, codes: ''}];
	const runs: Run[] = [];
	let now = nothing;
	let at = 0;
	for (const match of text.matchAll(sequence)) {
		if (match.index > at) runs.push({text: text.slice(at, match.index), codes: now.codes});
		now = after(now, match[1] ?? '');
		at = match.index + match[0].length;
	}
	if (at < text.length) runs.push({text: text.slice(at), codes: now.codes});
	return runs;
};

/** The cells of runs from one on, at most `width`; half of a wide character becomes a blank. */
export const sliceRuns = (
	runs: readonly Run[],
	from: number,
	width: number,
): {readonly runs: readonly Run[]; readonly width: number} => {
	const end = from + width;
	const kept: Run[] = [];
	let at = 0;
	let used = 0;
	for (const run of runs) {
		if (at >= end) break;
		let text = '';
		if (isNarrow(run.text)) {
			text = run.text.slice(Math.max(0, from - at), end - at);
			used += text.length;
			at += run.text.length;
		} else {
			for (const grapheme of graphemes(run.text)) {
				const next = at + grapheme.width;
				if (at >= end && grapheme.width > 0) break;
				const seen = Math.min(next, end) - Math.max(at, from);
				if (at >= from && next <= end) text += grapheme.text;
				else if (seen > 0) text += ' '.repeat(seen);
				used += Math.max(0, seen);
				at = next;
			}
		}
		if (text !== '') kept.push({text, codes: run.codes});
	}
	return {runs: kept, width: used};
};

/** Cuts runs into rows of at most `width` cells, wherever that falls; one empty row when there is no text. */
export const chopRuns = (runs: readonly Run[], width: number, most: number): ReadonlyArray<readonly Run[]> => {
	const rows: Run[][] = [];
	let row: Run[] = [];
	let room = width;
	const put = (text: string, cells: number, codes: string) => {
		if (cells > room && row.length > 0) {
			rows.push(row);
			row = [];
			room = width;
		}
		const last = row.at(-1);
		// Wide letters come one by one: those of one look stay one run.
		if (last?.codes === codes) row[row.length - 1] = {text: last.text + text, codes};
		else row.push({text, codes});
		room -= cells;
	};
	for (const run of runs) {
		if (rows.length >= most) break;
		if (!isNarrow(run.text)) {
			for (const grapheme of graphemes(run.text)) {
				if (rows.length >= most) break;
				put(grapheme.text, grapheme.width, run.codes);
			}
			continue;
		}
		for (let at = 0; at < run.text.length && rows.length < most; ) {
			const part = run.text.slice(at, at + (room > 0 ? room : width));
			put(part, part.length, run.codes);
			at += part.length;
		}
	}
	return [...rows, row].slice(0, most);
};

/** Runs with their codes; every look is off again at the end. */
export const printRuns = (runs: readonly Run[]): string => {
	let result = '';
	let active = '';
	for (const run of runs) {
		if (run.codes !== active) {
			result += (active === '' ? '' : reset) + run.codes;
			active = run.codes;
		}
		result += run.text;
	}
	return active === '' ? result : result + reset;
};

/** Exactly `width` cells of runs from a cell on, padded with blanks, as text with its codes. */
export const windowOfRuns = (runs: readonly Run[], from: number, width: number): string => {
	const part = sliceRuns(runs, from, width);
	return printRuns(part.runs) + ' '.repeat(Math.max(0, width - part.width));
};

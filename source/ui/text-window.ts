import type {Pattern} from '../resources/pattern.ts';
import {highlightRuns} from './search-hits.ts';
import type {Run} from './styled-text.ts';
import {chopRuns, windowOfRuns} from './styled-text.ts';

/** Lines of which a window is drawn, whatever they are made of. */
export type TextWindow = {
	readonly count: number;
	/** What stands in front of a line and does not scroll sideways; rows that a line wraps to repeat `hang`. */
	readonly gutter: (index: number) => {readonly first: string; readonly hang: string; readonly width: number};
	/** The rows of a line, one for most; each of them may wrap to more. */
	readonly content: (index: number) => ReadonlyArray<readonly Run[]>;
	readonly width: number;
	readonly height: number;
	/** Index of the line at the top; ignored while following. */
	readonly top: number;
	readonly isFollowing: boolean;
	readonly isWrapped: boolean;
	/** Cells that are scrolled out on the left; ignored while wrapping. */
	readonly column: number;
	readonly search?: Pattern;
	/** Index of the line that the search stands on. */
	readonly match?: number;
};

/** A drawn window: `height` lines of exact width, and the line that is really at the top. */
export type DrawnWindow = {readonly lines: readonly string[]; readonly top: number; readonly isAtEnd: boolean};

/** Rows that one line wraps to at most: more than a screen has, and few enough that a line of megabytes costs nothing. */
const mostRows = 200;

/** Rows of lines as they were wrapped last: those in sight are counted, then drawn, with each frame. */
const chopped = new WeakMap<readonly Run[], {readonly width: number; readonly rows: ReadonlyArray<readonly Run[]>}>();

const rowsAt = (runs: readonly Run[], width: number): ReadonlyArray<readonly Run[]> => {
	const known = chopped.get(runs);
	if (known?.width === width) return known.rows;
	const rows = chopRuns(runs, width, mostRows);
	chopped.set(runs, {width, rows});
	return rows;
};

const rowsOf = (source: TextWindow, index: number): readonly string[] => {
	const gutter = source.gutter(index);
	const room = Math.max(1, source.width - gutter.width);
	const {search} = source;
	const shown = source
		.content(index)
		.map(runs => (search === undefined ? runs : highlightRuns(runs, search, index === source.match)));
	const rows = source.isWrapped
		? shown.flatMap(runs => rowsAt(runs, room).map(row => windowOfRuns(row, 0, room)))
		: shown.map(runs => windowOfRuns(runs, source.column, room));
	return rows.map((row, at) => (at === 0 ? gutter.first : gutter.hang) + row);
};

const rowCount = (source: TextWindow, index: number): number => {
	const rows = source.content(index);
	if (!source.isWrapped) return rows.length;
	const room = Math.max(1, source.width - source.gutter(index).width);
	return rows.reduce((sum, runs) => sum + rowsAt(runs, room).length, 0);
};

/** The first line of the last full window, and how many of its rows are above it. */
const lastWindow = (source: TextWindow): {readonly top: number; readonly skip: number} => {
	let room = source.height;
	let index = source.count;
	while (index > 0 && room > 0) {
		index--;
		room -= rowCount(source, index);
	}
	return {top: index, skip: Math.max(0, -room)};
};

/** Draws only what is in sight, whatever the number of lines. */
export const drawWindow = (source: TextWindow): DrawnWindow => {
	const end = lastWindow(source);
	const isAtEnd = source.isFollowing || source.top >= end.top;
	const top = isAtEnd ? end.top : Math.max(0, source.top);
	const lines: string[] = [];
	for (let index = top; index < source.count && lines.length < source.height + end.skip; index++) {
		lines.push(...rowsOf(source, index));
	}
	const from = isAtEnd ? end.skip : 0;
	const seen = lines.slice(from, from + source.height);
	const blank = ' '.repeat(source.width);
	while (seen.length < source.height) seen.push(blank);
	return {lines: seen, top, isAtEnd};
};

import type {RowPiece} from './cell-row.ts';
import {paintRow} from './painted-row.ts';
import {cutBlock, textBlock} from './text-block.ts';
import {widestLine} from './widest-line.ts';

/** The part of the screen that shows: half open, without an end where undefined. */
type Clip = {
	readonly x1: number | undefined;
	readonly x2: number | undefined;
	readonly y1: number | undefined;
	readonly y2: number | undefined;
};

type Transformer = (line: string, index: number) => string;

type Write = {
	readonly type: 'write';
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly transformers: readonly Transformer[];
};

type Operation = Write | {readonly type: 'clip'; readonly clip: Clip} | {readonly type: 'unclip'};

type PaintedRow = {readonly width: number; readonly pieces: readonly RowPiece[]; readonly text: string};

/** What Ink's renderer asks of the screen that it writes the nodes of a tree on. */
export type Output = {
	readonly width: number;
	readonly height: number;
	write(x: number, y: number, text: string, options: {readonly transformers: readonly Transformer[]}): void;
	clip(clip: Clip): void;
	unclip(): void;
	get(): {readonly output: string; readonly height: number};
};

const tighter = (
	outer: number | undefined,
	inner: number | undefined,
	pick: (one: number, other: number) => number,
): number | undefined => (outer === undefined ? inner : inner === undefined ? outer : pick(outer, inner));

const intersectClips = (outer: Clip | undefined, inner: Clip): Clip =>
	outer === undefined
		? inner
		: {
				x1: tighter(outer.x1, inner.x1, Math.max),
				x2: tighter(outer.x2, inner.x2, Math.min),
				y1: tighter(outer.y1, inner.y1, Math.max),
				y2: tighter(outer.y2, inner.y2, Math.min),
			};

const isEmpty = ({x1, x2, y1, y2}: Clip): boolean =>
	(x1 !== undefined && x2 !== undefined && x1 >= x2) || (y1 !== undefined && y2 !== undefined && y1 >= y2);

type Placed = {readonly x: number; readonly y: number; readonly lines: readonly string[]};

/** The lines of a text that show, and where the first of them is. */
const place = ({x, y, text}: Write, clip: Clip | undefined): Placed | undefined => {
	const block = textBlock(text);
	if (clip === undefined) return {x, y, lines: block.lines};
	if (isEmpty(clip)) return undefined;
	const placed = {x, y, lines: block.lines};
	const {x1, x2, y1, y2} = clip;
	const bottom = y + block.lines.length;
	if (x1 !== undefined && x2 !== undefined) {
		if (x + widestLine(text) < x1 || x > x2) return undefined;
		placed.lines = cutBlock(block, x1 - x, x2 - x);
		if (x < x1) placed.x = x1;
	}
	if (y1 !== undefined && y2 !== undefined) {
		if (bottom < y1 || y > y2) return undefined;
		if (y < y1 || bottom > y2) placed.lines = placed.lines.slice(y < y1 ? y1 - y : 0, bottom > y2 ? y2 - y : undefined);
		if (y < y1) placed.y = y1;
	}
	return placed;
};

/** Adds what an operation writes to the rows that it writes on. */
const addPieces = (rows: ReadonlyArray<RowPiece[]>, write: Write, clip: Clip | undefined): void => {
	const placed = place(write, clip);
	if (placed === undefined) return;
	const {x, y, lines} = placed;
	for (let index = 0; index < lines.length; index += 1) {
		const row = rows[y + index];
		// Nothing is kept of what is above or below the screen.
		if (row === undefined) continue;
		let line = lines[index] ?? '';
		// They are asked each time, as they may answer otherwise.
		for (const transform of write.transformers) line = transform(line, index + y - write.y);
		// One that is written in JavaScript may give no string.
		row.push({x, line: typeof line === 'string' ? line : String(line)});
	}
};

const isSame = (one: readonly RowPiece[], other: readonly RowPiece[]): boolean => {
	if (one.length !== other.length) return false;
	for (let index = 0; index < one.length; index += 1) {
		if (one[index]?.line !== other[index]?.line || one[index]?.x !== other[index]?.x) return false;
	}
	return true;
};

/** The rows that were painted last, whatever for: a row is what its pieces make it. */
let painted: readonly PaintedRow[] = [];

const paint = (width: number, pieces: readonly RowPiece[], last: PaintedRow | undefined): PaintedRow =>
	last?.width === width && isSame(last.pieces, pieces) ? last : {width, pieces, text: paintRow(width, pieces)};

const piecesOf = (operations: readonly Operation[], height: number): ReadonlyArray<readonly RowPiece[]> => {
	const rows: RowPiece[][] = [];
	for (let y = 0; y < height; y += 1) rows.push([]);
	const clips: Clip[] = [];
	for (const operation of operations) {
		if (operation.type === 'clip') clips.push(intersectClips(clips.at(-1), operation.clip));
		else if (operation.type === 'unclip') clips.pop();
		else addPieces(rows, operation, clips.at(-1));
	}
	return rows;
};

/**
 * What Ink calls with `new`, for each frame: takes texts and gives the rows that they make. A row of which nothing
 * changed since the frame before is not made again.
 */
export function createOutput({width, height}: {readonly width: number; readonly height: number}): Output {
	const operations: Operation[] = [];
	return {
		width,
		height,
		write: (x, y, text, {transformers}) => {
			if (text !== '') operations.push({type: 'write', x, y, text, transformers});
		},
		clip: clip => {
			operations.push({type: 'clip', clip});
		},
		unclip: () => {
			operations.push({type: 'unclip'});
		},
		get: () => {
			const last = painted;
			painted = piecesOf(operations, height).map((pieces, y) => paint(width, pieces, last[y]));
			return {output: painted.map(({text}) => text).join('\n'), height: painted.length};
		},
	};
}

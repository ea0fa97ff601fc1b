import {type StyledChar, styledCharsFromTokens, styledCharsToString, tokenize} from '@alcalzone/ansi-tokenize';
import {stringWidth} from './string-width.ts';

// How Ink composes: each cell an object. It takes everything (wide characters, marks, links, what is beyond the edges)
// and is the way of what is not made of narrow characters. Kept as close to ink/build/output.js as can be.

const ignorable = /^\p{Default_Ignorable_Code_Point}+$/u;

/** What is written in a row from a cell on. */
export type RowPiece = {readonly x: number; readonly line: string};

const readCells = (text: string): readonly StyledChar[] =>
	styledCharsFromTokens(tokenize(text)).filter(({value}) => !ignorable.test(value));

const blankCell = (cell: StyledChar): StyledChar => ({...cell, value: ' ', fullWidth: false});

/** The lines of any text, each with the styles that hold in it. */
export const paintCellLines = (text: string): readonly string[] => {
	let cells: StyledChar[] = [];
	const lines = [cells];
	for (const cell of readCells(text)) {
		if (cell.value === '\n') {
			cells = [];
			lines.push(cells);
		} else cells.push(cell);
	}
	return lines.map(styledCharsToString);
};

/** The columns `from` (in) to `to` (out) of any line; half of a wide character becomes a space. */
export const sliceCells = (line: string, from: number, to: number): string => {
	if (from >= to) return '';
	const kept: StyledChar[] = [];
	let column = 0;
	for (const cell of readCells(line)) {
		const width = stringWidth(cell.value);
		const start = column;
		column += width;
		if (column <= from) continue;
		if (start >= to) break;
		kept.push(width > 1 && (start < from || column > to) ? blankCell(cell) : cell);
	}
	return styledCharsToString(kept);
};

/** Writes a line over a row. A row has holes where something was written beyond its end. */
const writeCells = (row: Array<StyledChar | undefined>, {x, line}: RowPiece): void => {
	const cells = readCells(line);
	if (cells.length === 0) return;
	let column = x;
	const first = row[column];
	const before = row[column - 1];
	if (first?.value === '' && column > 0 && before !== undefined && stringWidth(before.value) > 1) {
		row[column - 1] = blankCell(before);
	}
	for (const cell of cells) {
		row[column] = cell;
		const width = Math.max(1, stringWidth(cell.value));
		for (let offset = 1; offset < width; offset += 1) {
			row[column + offset] = {type: 'char', value: column < 0 ? ' ' : '', fullWidth: false, styles: cell.styles};
		}
		column += width;
	}
	const next = row[column];
	if (next?.value === '') row[column] = blankCell(next);
};

/** A row of `width` cells with pieces of any kind written over each other, without the blanks at its end. */
export const paintCellRow = (width: number, pieces: readonly RowPiece[]): string => {
	const row: Array<StyledChar | undefined> = [];
	for (let x = 0; x < width; x += 1) row.push({type: 'char', value: ' ', fullWidth: false, styles: []});
	for (const piece of pieces) writeCells(row, piece);
	return styledCharsToString(row.filter(cell => cell !== undefined)).trimEnd();
};

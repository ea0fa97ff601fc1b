import {paintCellRow, type RowPiece} from './cell-row.ts';
import {paintRuns, readRuns, runsWidth, type StyledRun, sliceRuns} from './styled-run.ts';
import {plainStyle} from './text-style.ts';

/** A row of which each piece is made of narrow characters and lies within it; undefined for any other. */
const paintNarrowRow = (width: number, pieces: readonly RowPiece[]): string | undefined => {
	let row: readonly StyledRun[] = [{text: ' '.repeat(width), style: plainStyle}];
	for (const {x, line} of pieces) {
		const runs = readRuns(line);
		if (runs === undefined) return undefined;
		if (runs.length === 0) continue;
		const end = x + runsWidth(runs);
		if (!Number.isInteger(x) || x < 0 || end > width) return undefined;
		row = [...sliceRuns(row, 0, x), ...runs, ...sliceRuns(row, end, width)];
	}
	return paintRuns(row).trimEnd();
};

/** A row of `width` cells with pieces written over each other in their order, without the blanks at its end. */
export const paintRow = (width: number, pieces: readonly RowPiece[]): string =>
	pieces.length === 0 ? '' : (paintNarrowRow(width, pieces) ?? paintCellRow(width, pieces));

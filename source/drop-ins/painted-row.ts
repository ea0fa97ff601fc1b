import {paintCellRow, type RowPiece} from './cell-row.ts';
import {readNarrow} from './narrow-text.ts';
import {paintRuns, runsWidth, type StyledRun, sliceRuns} from './styled-run.ts';
import {textBlock} from './text-block.ts';
import {plainStyle} from './text-style.ts';

/** A row of which each piece is made of narrow characters and lies within it; undefined for any other. */
const paintNarrowRow = (width: number, pieces: readonly RowPiece[]): string | undefined => {
	let row: readonly StyledRun[] = [{text: ' '.repeat(width), style: plainStyle}];
	for (const {x, line} of pieces) {
		const lines = readNarrow(line)?.lines;
		// A transformer may have broken the line in two: the break is a cell then.
		if (lines?.length !== 1) return undefined;
		const runs = lines[0] ?? [];
		if (runs.length === 0) continue;
		const end = x + runsWidth(runs);
		if (!Number.isInteger(x) || x < 0 || end > width) return undefined;
		// Nothing else is in the row: the line is painted as it is anywhere.
		if (pieces.length === 1) return (' '.repeat(x) + (textBlock(line).lines[0] ?? '')).trimEnd();
		row = [...sliceRuns(row, 0, x), ...runs, ...sliceRuns(row, end, width)];
	}
	return paintRuns(row).trimEnd();
};

/** A row of `width` cells with pieces written over each other in their order, without the blanks at its end. */
export const paintRow = (width: number, pieces: readonly RowPiece[]): string =>
	pieces.length === 0 ? '' : (paintNarrowRow(width, pieces) ?? paintCellRow(width, pieces));

import {paintCellLines, sliceCells} from './cell-row.ts';
import {readNarrow} from './narrow-text.ts';
import {remembered} from './remembered.ts';
import {stringWidth} from './string-width.ts';
import {paintRuns, sliceRuns} from './styled-run.ts';

type Cut = {readonly left: number; readonly right: number; readonly lines: readonly string[]};

/** A text as it is written: its lines, each with the styles that hold in it. */
export type TextBlock = {
	readonly lines: readonly string[];
	/** The cut that was asked for last: mostly the one of the frame before. */
	cut: Cut | undefined;
};

/** The block of a text; one object while the text is remembered. */
export const textBlock = remembered<TextBlock>(500, text => ({
	lines: readNarrow(text)?.lines.map(paintRuns) ?? paintCellLines(text),
	cut: undefined,
}));

const cutLine = (line: string, left: number, right: number): string => {
	const width = stringWidth(line);
	const from = Math.max(0, left);
	const to = Math.min(width, right);
	if (from >= to) return '';
	const runs = Number.isInteger(from) && Number.isInteger(to) ? readNarrow(line)?.lines[0] : undefined;
	return runs === undefined ? sliceCells(line, from, to) : paintRuns(sliceRuns(runs, from, to));
};

/** The lines of a block between the columns `left` (in) and `right` (out) of it. */
export const cutBlock = (block: TextBlock, left: number, right: number): readonly string[] => {
	if (block.cut?.left !== left || block.cut.right !== right) {
		block.cut = {left, right, lines: block.lines.map(line => cutLine(line, left, right))};
	}
	return block.cut.lines;
};

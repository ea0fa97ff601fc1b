import {plainStyle, styleChange, type TextStyle} from './text-style.ts';

/** Narrow characters in one style: as many cells as the text is long. */
export type StyledRun = {readonly text: string; readonly style: TextStyle};

/** Cells that the runs take. */
export const runsWidth = (runs: readonly StyledRun[]): number => {
	let width = 0;
	for (const {text} of runs) width += text.length;
	return width;
};

/** The runs as text with SGR sequences, as few as Ink would write. */
export const paintRuns = (runs: readonly StyledRun[]): string => {
	let painted = '';
	let style = plainStyle;
	for (const run of runs) {
		painted += styleChange(style, run.style) + run.text;
		style = run.style;
	}
	return painted + styleChange(style, plainStyle);
};

/** The runs in the cells `from` (in) to `to` (out), both whole and none below 0. */
export const sliceRuns = (runs: readonly StyledRun[], from: number, to: number): readonly StyledRun[] => {
	const kept: StyledRun[] = [];
	let start = 0;
	for (const run of runs) {
		if (start >= to) break;
		const end = start + run.text.length;
		if (start >= from && end <= to) kept.push(run);
		else if (end > from) kept.push({text: run.text.slice(Math.max(0, from - start), to - start), style: run.style});
		start = end;
	}
	return kept;
};

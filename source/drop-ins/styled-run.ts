import {isNarrow, splitAtColours} from './narrow-text.ts';
import {plainStyle, styleAfter, styleChange, type TextStyle} from './text-style.ts';

/** Narrow characters in one style: as many cells as the text is long. */
export type StyledRun = {readonly text: string; readonly style: TextStyle};

/** The lines of a text as runs, of which none is empty; undefined where not every character is narrow. */
export const readLines = (text: string): ReadonlyArray<readonly StyledRun[]> | undefined => {
	let style = plainStyle;
	let runs: StyledRun[] = [];
	const lines = [runs];
	for (const [index, part] of splitAtColours(text).entries()) {
		if (index % 2 === 1) {
			style = styleAfter(style, part);
			continue;
		}
		// A style goes on after a line break.
		for (const [number, line] of (part.includes('\n') ? part.split('\n') : [part]).entries()) {
			if (!isNarrow(line)) return undefined;
			if (number > 0) {
				runs = [];
				lines.push(runs);
			}
			if (line !== '') runs.push({text: line, style});
		}
	}
	return lines;
};

/** The runs of a text of one line; undefined where not every character is narrow. */
export const readRuns = (line: string): readonly StyledRun[] | undefined => {
	const lines = readLines(line);
	return lines?.length === 1 ? lines[0] : undefined;
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

/** Cells that the runs take. */
export const runsWidth = (runs: readonly StyledRun[]): number => runs.reduce((sum, {text}) => sum + text.length, 0);

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

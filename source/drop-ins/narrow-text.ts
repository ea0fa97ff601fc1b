import {remembered} from './remembered.ts';
import {runsWidth, type StyledRun} from './styled-run.ts';
import {plainStyle, styleAfter} from './text-style.ts';

/** A text that is made of narrow characters, SGR sequences and line breaks alone. */
export type NarrowText = {
	/** The runs of each line, of which none is empty. */
	readonly lines: ReadonlyArray<readonly StyledRun[]>;
	/** Cells of the widest line. */
	readonly width: number;
};

// Printable ASCII and signs that take one cell, never join with a neighbour and have no meaning to a terminal: what
// nearly every text on the screen is made of. test/drop-ins asks Ink's own modules about each of them.
const characters = String.raw` -~\u00a1-\u00ac\u00ae-\u00ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u259f\u25b2-\u25fb\u2713-\u2718\u2800-\u28ff`;
const narrow = new RegExp(`^[${characters}]*$`);
const narrowAndColours = new RegExp(String.raw`^[${characters}\n]*(?:\u001b\[[\d;]*m[${characters}\n]*)*$`);

const sgr = /(\u001b\[[\d;]*m)/;

/** More than any screen holds: such a text is not kept in pieces. */
const longest = 20_000;

/** Whether every character takes one cell and stands for itself: no escape sequence, no line break. */
export const isNarrow = (text: string): boolean => narrow.test(text);

const read = (text: string): NarrowText | undefined => {
	if (text.length > longest || !narrowAndColours.test(text)) return undefined;
	const lines: StyledRun[][] = [];
	let width = 0;
	// A style goes on after a line break.
	let style = plainStyle;
	for (const line of text.split('\n')) {
		const runs: StyledRun[] = [];
		let isSequence = false;
		for (const part of line.split(sgr)) {
			if (isSequence) style = styleAfter(style, part);
			else if (part !== '') runs.push({text: part, style});
			isSequence = !isSequence;
		}
		lines.push(runs);
		width = Math.max(width, runsWidth(runs));
	}
	return {lines, width};
};

const other = {};

const known = remembered<NarrowText | typeof other>(500, text => read(text) ?? other);

/** The runs of a text; undefined where it has anything but narrow characters, SGR sequences and line breaks. */
export const readNarrow = (text: string): NarrowText | undefined => {
	const result = known(text);
	return 'lines' in result ? result : undefined;
};

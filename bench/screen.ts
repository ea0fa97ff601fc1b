import xterm from '@xterm/headless';
import {cellWidths} from '../test/terminal/cell-widths.ts';
import {type CellLook, looked, rowSignature} from './signature.ts';
import type {Size} from './size.ts';

/** What a program's output makes of a terminal. */
export type BenchScreen = {
	/** Takes output; calls back when just this much of it is on the screen. */
	readonly write: (bytes: Uint8Array, done: () => void) => void;
	/** Lines without blanks at their ends. */
	readonly lines: () => readonly string[];
	/** How the beginning of each row looks, for finding out whether the selection moved. */
	readonly signature: () => readonly string[];
};

/** Makes a screen; what a terminal would answer to the program goes to `answer`. */
export const createScreen = (size: Size, answer: (text: string) => void): BenchScreen => {
	const terminal = new xterm.Terminal({cols: size.columns, rows: size.rows, allowProposedApi: true, scrollback: 0});
	terminal.unicode.register(cellWidths);
	terminal.unicode.activeVersion = cellWidths.version;
	terminal.onData(answer);
	const lineAt = (row: number) => terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
	const rows = Array.from({length: size.rows}, (_, row) => row);
	// One cell is used over and over: a signature of each chunk is on the way of the next one.
	const spare = terminal.buffer.active.getNullCell();

	const lookOf = (row: number, column: number): CellLook => {
		const cell = lineAt(row)?.getCell(column, spare);
		if (cell === undefined) return {char: '', isInverse: false, isBold: false, color: 0, ground: 0};
		return {
			char: cell.getChars(),
			isInverse: cell.isInverse() !== 0,
			isBold: cell.isBold() !== 0,
			color: cell.getFgColorMode() + cell.getFgColor(),
			ground: cell.getBgColorMode() + cell.getBgColor(),
		};
	};

	return {
		write: (bytes, done) => terminal.write(bytes, done),
		lines: () => rows.map(row => lineAt(row)?.translateToString(true) ?? ''),
		signature: () => rows.map(row => rowSignature(Array.from({length: looked}, (_, column) => lookOf(row, column)))),
	};
};

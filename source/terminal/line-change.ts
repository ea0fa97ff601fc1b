import type {FrameLine, LineCells} from './line-cells.ts';

// Rewriting a few cells that did not change costs no more bytes than a cursor movement: `ESC[3C` has 4.
const shortGap = 4;

/** Bytes of a character in UTF-8; one of the graphs' has three. */
const bytesOf = (char: string): number => (char <= '\u{7f}' ? char.length : Buffer.byteLength(char));

// Erasing to the end of the line is one short sequence: fewer blanks than this are written as they are.
const fewBlanks = 4;

const moveTo = (row: number, column: number): string => `\u{1b}[${row + 1};${column + 1}H`;

/** Moves on within a row, from one cell to a later one: by whichever is shorter to say, how far or where to. */
const moveOn = (from: number, to: number): string => {
	const far = `\u{1b}[${to - from}C`;
	const where = `\u{1b}[${to + 1}G`;
	return far.length < where.length ? far : where;
};

const lookChange = (from: string, to: string): string => {
	if (from === to) return '';
	if (to === '') return '\u{1b}[m';
	return from === '' ? `\u{1b}[${to}m` : `\u{1b}[0;${to}m`;
};

const blank: LineCells = {chars: [], looks: [], isCertain: true};

const isSame = (a: LineCells, b: LineCells, cell: number): boolean =>
	(a.chars[cell] ?? ' ') === (b.chars[cell] ?? ' ') && (a.looks[cell] ?? '') === (b.looks[cell] ?? '');

/** Where the blanks begin that reach to the end of a line. */
const inkEnd = ({chars, looks}: LineCells): number => {
	let end = chars.length;
	while (end > 0 && chars[end - 1] === ' ' && looks[end - 1] === '') end--;
	return end;
};

const writeCells = ({chars, looks}: LineCells, from: number, to: number): string => {
	let result = '';
	let look = '';
	for (let cell = from; cell < to; cell++) {
		const next = looks[cell] ?? '';
		result += lookChange(look, next) + (chars[cell] ?? ' ');
		look = next;
	}
	return result + lookChange(look, '');
};

/**
 * What a terminal must be sent to turn one painted line into another on a row, both counted from 0: only the cells that
 * changed. The cursor is left anywhere, every look off. `previous` undefined means an empty row, and so does `next`.
 */
export const lineChange = (previous: FrameLine | undefined, next: FrameLine | undefined, row: number): string => {
	if (previous?.text === next?.text) return '';
	const old = previous?.cells() ?? blank;
	const cells = next?.cells() ?? blank;
	const end = inkEnd(cells);
	// Where the terminal may see other widths than we do, columns cannot be trusted: the line is written whole.
	if (!old.isCertain || !cells.isCertain) return `${moveTo(row, 0)}\u{1b}[K${writeCells(cells, 0, end)}`;
	const width = Math.max(old.chars.length, cells.chars.length);
	let result = '';
	let cell = 0;
	let cursor = 0;
	while (cell < width) {
		if (isSame(old, cells, cell)) {
			cell++;
			continue;
		}
		const start = cell;
		let stop = cell + 1;
		for (let ahead = stop, gap = 0; ahead < width && gap <= shortGap; ahead++) {
			if (isSame(old, cells, ahead)) gap += bytesOf(cells.chars[ahead] ?? ' ');
			else {
				stop = ahead + 1;
				gap = 0;
			}
		}
		result += result === '' ? moveTo(row, start) : moveOn(cursor, start);
		// The rest of the line is blank now: what stood there is erased rather than overwritten.
		if (stop > end && inkEnd(old) - Math.max(end, start) > fewBlanks) {
			return `${result}${writeCells(cells, start, Math.max(start, end))}\u{1b}[K`;
		}
		result += writeCells(cells, start, stop);
		cell = stop;
		cursor = stop;
	}
	return result;
};

import type {Line, Span} from '../model/tone.ts';
import type {Column, Condition, View} from '../resources/resource.ts';
import {sparkline} from './graph-lines.ts';
import {chooseNotes} from './row-notes.ts';
import type {StyledRow} from './styled-line.tsx';
import type {PlacedColumn} from './table-layout.ts';
import {columnGap, layoutColumns, reasonColumn} from './table-layout.ts';
import {fitEnd, fitText, textWidth} from './text-width.ts';

/** What a table is made of, wherever and however high it is drawn. */
export type Table<Row> = {
	readonly columns: ReadonlyArray<Column<Row>>;
	/** All rows, in their order. */
	readonly rows: readonly Row[];
	readonly view: View;
	readonly width: number;
	readonly marked: ReadonlySet<string>;
	readonly identity: (row: Row) => string;
	readonly sort: {readonly column: string; readonly isDescending: boolean};
	readonly conditions: (row: Row) => Condition;
	/** Why a row is as it is; what its column has no room for goes on a second line. */
	readonly reason: (row: Row) => string | undefined;
	/** Whether a row must be in sight before another gets a second line. */
	readonly isUrgent: (row: Row) => boolean;
	/** The verb that is under way on a row. */
	readonly pending: (row: Row) => string | undefined;
	readonly isStale: (row: Row) => boolean;
	/** What is drawn over the columns of a row that others stand under, in parts of which the last are left out first. */
	readonly heading?: (row: Row) => readonly Line[] | undefined;
	/** What stands in place of the rows when there are none. */
	readonly empty?: string;
};

/** Which part of a table is drawn. */
export type TableWindow<Row> = {
	/** Lines that are drawn, without the header. */
	readonly height: number;
	/** Index among the rows; -1 for none. */
	readonly selected: number;
	/** Index of the first row that is drawn. */
	readonly offset: number;
	/** Whether a row's second line comes before the rows below it. */
	readonly isNoteDue: (row: Row) => boolean;
	readonly isFocused: boolean;
	/** Stands in place of the first column's title, over the others where it is longer; told which rows are seen. */
	readonly title: (seen: SeenRows) => string;
};

/** Rows that are in sight, `to` not included. */
export type SeenRows = {readonly from: number; readonly to: number};

/** The lines of a table, and which columns and rows are on it. */
export type DrawnTable = {
	readonly header: Line;
	/** At most as many as the height; where they are fewer, the rest is blank. */
	readonly rows: readonly StyledRow[];
	readonly columns: readonly string[];
	readonly seen: SeenRows;
};

/** A table with its columns laid out. */
export type LaidOutTable<Row> = {
	/** Whether a row's reason is longer than the room for it on the row's own line. */
	readonly needsNote: (row: Row) => boolean;
	readonly draw: (window: TableWindow<Row>) => DrawnTable;
};

/** Cells in front of the first column: the condition's glyph, and the mark. */
const gutter = 2;

/** Cells in front of a second line. */
const noteIndent = 4;

/** Cells that a column of reasons is worth: longer ones have a second line, and other columns more use of the room. */
const readableReason = 48;

/** Cells of a column of reasons that are all longer. */
const fewestLetters = 16;

/** Above this many rows, natural widths are not worth reading them all. */
const measuredRows = 500;

const naturalWidths = <Row>(table: Table<Row>): ReadonlyMap<string, number> | undefined => {
	const {heading} = table;
	if (table.rows.length === 0 || table.rows.length > measuredRows) return undefined;
	const rows = heading === undefined ? table.rows : table.rows.filter(row => heading(row) === undefined);
	const widths = new Map<string, number>();
	for (const column of table.columns) {
		if ((column.maxWidth ?? 0) <= column.width) continue;
		if (column.id === reasonColumn) {
			const lengths = rows.map(row => textWidth(table.reason(row) ?? ''));
			const readable = lengths.filter(length => length <= readableReason);
			// Where none is readable here, each has a second line: its column is for what there is no room for below.
			const least = readable.some(length => length > 0) ? readableReason / 2 : fewestLetters;
			widths.set(column.id, Math.max(lengths.length > readable.length ? least : 0, ...readable));
			continue;
		}
		let widest = textWidth(column.title);
		let isText = true;
		for (const row of rows) {
			const cell = column.cell(row, table.view);
			if ('graph' in cell) isText = false;
			else widest = Math.max(widest, textWidth(cell.text));
			if (!isText || widest >= (column.maxWidth ?? 0)) break;
		}
		if (isText) widths.set(column.id, widest);
	}
	return widths;
};

type Placed<Row> = ReadonlyArray<PlacedColumn<Column<Row>>>;

const titleSpan = <Row>({column, width}: PlacedColumn<Column<Row>>, table: Table<Row>): Span => {
	const at = column.id;
	if (table.sort.column !== at) return {text: fitText(column.title, width, column.align), tone: 'quiet', at};
	const arrow = table.sort.isDescending ? '▾' : '▴';
	const title = textWidth(column.title) < width ? column.title : fitText(column.title, width - 1);
	return {text: fitText(column.align === 'right' ? `${arrow}${title}` : `${title}${arrow}`, width, column.align), at};
};

/** The table's own title, and of the columns' titles those that it does not reach. */
const headerLine = <Row>(placed: Placed<Row>, table: Table<Row>, window: TableWindow<Row>, seen: SeenRows): Line => {
	const [first] = placed;
	const arrow = first === undefined || table.sort.column !== first.column.id ? '' : table.sort.isDescending ? '▾' : '▴';
	const title = `${window.title(seen)}${arrow}`;
	const line: Span[] = [
		{text: ' '.repeat(gutter)},
		{text: title, tone: window.isFocused ? 'strong' : 'quiet', ...(first === undefined ? {} : {at: first.column.id})},
		{text: ' '},
	];
	let at = gutter + textWidth(title) + 1;
	let start = gutter;
	for (const [index, place] of placed.entries()) {
		if (index > 0 && start >= at) {
			line.push({text: ' '.repeat(start - at)}, titleSpan(place, table));
			at = start + place.width;
		}
		start += place.width + columnGap(table.width - gutter);
	}
	return line;
};

const cellSpan = <Row>(row: Row, {column, width}: PlacedColumn<Column<Row>>, view: View): Span => {
	const cell = column.cell(row, view);
	const fitted = (given: string) =>
		column.keepsEnd === true ? fitEnd(given, width) : fitText(given, width, column.align);
	const text = 'graph' in cell ? sparkline(cell.graph, width, cell.max) : fitted(cell.text);
	return cell.tone === undefined ? {text} : {text, tone: cell.tone};
};

const isVacant = (text: string): boolean => text === '' || text === '–';

/**
 * Cells for a row's reason: its column, and those after it that have nothing to show. `skipped` counts these columns.
 */
const reasonRoom = <Row>(
	row: Row,
	placed: Placed<Row>,
	table: Table<Row>,
): {readonly width: number; readonly skipped: number} => {
	const at = placed.findIndex(({column}) => column.id === reasonColumn);
	if (at === -1) return {width: 0, skipped: 0};
	const wanted = textWidth(table.reason(row) ?? '');
	let width = placed[at]?.width ?? 0;
	let skipped = 0;
	for (const place of placed.slice(at + 1)) {
		const cell = width >= wanted ? undefined : place.column.cell(row, table.view);
		if (cell === undefined || 'graph' in cell || !isVacant(cell.text)) break;
		width += columnGap(table.width - gutter) + place.width;
		skipped++;
	}
	return {width, skipped};
};

/** The column that tells the state: second in rank after the name. */
const stateColumn = <Row>(placed: Placed<Row>): string | undefined =>
	[...placed].sort((a, b) => b.column.priority - a.column.priority)[1]?.column.id;

const rowLine = <Row>(
	row: Row,
	placed: Placed<Row>,
	table: Table<Row>,
	options: {readonly state: string | undefined; readonly hasNote: boolean},
): Line => {
	const pending = table.pending(row);
	const gap: Span = {text: ' '.repeat(columnGap(table.width - gutter))};
	const line: Span[] = [];
	let skipped = 0;
	for (const place of placed) {
		if (skipped > 0) {
			skipped--;
			continue;
		}
		if (line.length > 0) line.push(gap);
		if (pending !== undefined && place.column.id === options.state) {
			line.push({text: fitText(pending, place.width), tone: 'busy'});
		} else if (place.column.id === reasonColumn) {
			const room = reasonRoom(row, placed, table);
			skipped = options.hasNote ? 0 : room.skipped;
			const {tone} = place.column.cell(row, table.view);
			const text = options.hasNote ? ' '.repeat(place.width) : fitText(table.reason(row) ?? '', room.width);
			line.push(tone === undefined ? {text} : {text, tone});
		} else line.push(cellSpan(row, place, table.view));
	}
	return line;
};

/** The parts of a heading that fit, with blanks between them. */
const headingLine = (parts: readonly Line[], width: number): Line => {
	const line: Span[] = [];
	let left = width;
	for (const part of parts) {
		const cells = part.reduce((sum, {text}) => sum + textWidth(text), 0) + (line.length === 0 ? 0 : 2);
		if (cells > left && line.length > 0) break;
		if (line.length > 0) line.push({text: '  '});
		line.push(...part);
		left -= cells;
	}
	return line;
};

/** Which rows from the offset on are drawn, and which of them with a second line, in so many lines. */
const rowsInSight = <Row>(
	table: Table<Row>,
	window: TableWindow<Row>,
	needsNote: (row: Row) => boolean,
): ReadonlyArray<{readonly row: Row; readonly index: number; readonly hasNote: boolean}> => {
	const rows = table.rows.slice(window.offset, window.offset + window.height);
	const notes = chooseNotes(
		rows.map((row, at) => ({
			// The selected row stays in sight, whatever those above it have to say.
			isUrgent: table.isUrgent(row) || window.offset + at <= window.selected,
			hasNote: needsNote(row),
			isNoteDue: window.isNoteDue(row),
		})),
		window.height,
	);
	let left = window.height;
	return rows.flatMap((row, at) => {
		const hasNote = (notes[at] ?? false) && left > 1;
		if (left <= 0) return [];
		left -= hasNote ? 2 : 1;
		return [{row, index: window.offset + at, hasNote}];
	});
};

const drawTable = <Row>(
	table: Table<Row>,
	placed: Placed<Row>,
	needsNote: (row: Row) => boolean,
	window: TableWindow<Row>,
): DrawnTable => {
	const state = stateColumn(placed);
	const inSight = rowsInSight(table, window, needsNote);
	const seen = {from: window.offset, to: window.offset + inSight.length};
	const lines = inSight.flatMap(({row, index, hasNote}): StyledRow[] => {
		const condition = table.conditions(row);
		const heading = table.heading?.(row);
		const isSelected = index === window.selected;
		const id = table.identity(row);
		const isMarked = table.marked.has(id);
		// A selection without the focus is a pointer, so that only one bar is on the screen.
		const mark: Span = isMarked
			? {text: '*', tone: 'accent'}
			: {text: isSelected && !window.isFocused ? '›' : ' ', tone: 'accent'};
		const drawn: StyledRow = {
			id,
			line: [
				{text: fitText(condition.glyph, 1), tone: condition.tone},
				mark,
				...(heading === undefined
					? rowLine(row, placed, table, {state, hasNote})
					: headingLine(heading, table.width - gutter)),
			],
			style: {isSelected: isSelected && window.isFocused, isMarked, isDimmed: table.isStale(row)},
		};
		if (!hasNote) return [drawn];
		const note: Line = [{text: ' '.repeat(noteIndent)}, {text: table.reason(row) ?? '', tone: condition.tone}];
		return [drawn, {id, line: note, style: {isDimmed: table.isStale(row)}}];
	});
	if (table.rows.length === 0 && table.empty !== undefined && window.height > 0)
		lines.push({line: [{text: ' '.repeat(gutter)}, {text: table.empty, tone: 'quiet'}]});
	return {
		header: headerLine(placed, table, window, seen),
		rows: lines,
		columns: placed.map(({column}) => column.id),
		seen,
	};
};

/** Chooses the columns that fit; where no row has a reason, other columns take its room. */
export const layoutTable = <Row>(table: Table<Row>): LaidOutTable<Row> => {
	const natural = naturalWidths(table);
	const hasReasons = natural === undefined || table.rows.some(row => table.reason(row) !== undefined);
	const columns = hasReasons ? table.columns : table.columns.filter(column => column.id !== reasonColumn);
	const placed = layoutColumns(columns, Math.max(1, table.width - gutter), natural);
	const needsNote = (row: Row): boolean => {
		const reason = table.reason(row);
		return reason !== undefined && textWidth(reason) > reasonRoom(row, placed, table).width;
	};
	return {needsNote, draw: window => drawTable(table, placed, needsNote, window)};
};

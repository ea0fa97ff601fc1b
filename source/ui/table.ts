import type {Span} from '../model/tone.ts';
import type {Column, Condition, View} from '../resources/resource.ts';
import {sparkline} from './graph.ts';
import {paintLine} from './paint.ts';
import type {PlacedColumn} from './table-layout.ts';
import {columnGap, layoutColumns} from './table-layout.ts';
import {fitText, textWidth} from './text-width.ts';

/** What a table is drawn from. */
export type Table<Row> = {
	readonly columns: ReadonlyArray<Column<Row>>;
	/** All rows, in their order. */
	readonly rows: readonly Row[];
	readonly view: View;
	readonly width: number;
	/** Rows that are drawn, without the header. */
	readonly height: number;
	/** Index among the rows; -1 for none. */
	readonly selected: number;
	/** Index of the first row that is drawn. */
	readonly offset: number;
	readonly marked: ReadonlySet<string>;
	readonly identity: (row: Row) => string;
	readonly sort: {readonly column: string; readonly isDescending: boolean};
	readonly conditions: (row: Row) => Condition;
	/** The verb that is under way on a row. */
	readonly pending: (row: Row) => string | undefined;
	readonly isStale: boolean;
	readonly isFocused: boolean;
	/** What stands in place of the rows when there are none. */
	readonly empty?: string;
};

/** Cells in front of the first column: the condition's glyph, and the mark. */
const gutter = 2;

/** Above this many rows, natural widths are not worth reading them all. */
const measuredRows = 500;

/** The offset that keeps the selection in sight and moves as little as it can. */
export const scrollOffset = (selected: number, offset: number, height: number, count: number): number => {
	const last = Math.max(0, count - height);
	const lowest = Math.min(selected, last);
	const highest = Math.max(0, selected - height + 1);
	return Math.max(highest, Math.min(offset, lowest, last));
};

const naturalWidths = <Row>(table: Table<Row>): ReadonlyMap<string, number> | undefined => {
	if (table.rows.length === 0 || table.rows.length > measuredRows) return undefined;
	const widths = new Map<string, number>();
	for (const column of table.columns) {
		if ((column.maxWidth ?? 0) <= column.width) continue;
		let widest = textWidth(column.title);
		let isText = true;
		for (const row of table.rows) {
			const cell = column.cell(row, table.view);
			if ('graph' in cell) isText = false;
			else widest = Math.max(widest, textWidth(cell.text));
			if (!isText || widest >= (column.maxWidth ?? 0)) break;
		}
		if (isText) widths.set(column.id, widest);
	}
	return widths;
};

const headerSpans = <Row>(
	{column, width}: PlacedColumn<Column<Row>>,
	table: Table<Row>,
	isFirst: boolean,
): readonly Span[] => {
	const tone = isFirst && table.isFocused ? 'strong' : 'quiet';
	if (table.sort.column !== column.id) return [{text: fitText(column.title, width, column.align), tone}];
	const arrow = table.sort.isDescending ? '▾' : '▴';
	const title = textWidth(column.title) < width ? column.title : fitText(column.title, width - 1);
	const both = column.align === 'right' ? `${arrow}${title}` : `${title}${arrow}`;
	return [{text: fitText(both, width, column.align), tone: isFirst ? tone : 'plain'}];
};

const cellSpan = <Row>(row: Row, {column, width}: PlacedColumn<Column<Row>>, view: View): Span => {
	const cell = column.cell(row, view);
	const text = 'graph' in cell ? sparkline(cell.graph, width, cell.max) : fitText(cell.text, width, column.align);
	return cell.tone === undefined ? {text} : {text, tone: cell.tone};
};

/** The column that tells the state: second in rank after the name. */
const stateColumn = <Row>(placed: ReadonlyArray<PlacedColumn<Column<Row>>>): string | undefined =>
	[...placed].sort((a, b) => b.column.priority - a.column.priority)[1]?.column.id;

/** Draws the column titles and the rows in sight, each line exactly `width` cells, `height` rows; tells which columns fit. */
export const tableLines = <Row>(
	table: Table<Row>,
): {readonly header: string; readonly rows: readonly string[]; readonly columns: readonly string[]} => {
	const placed = layoutColumns(table.columns, Math.max(1, table.width - gutter), naturalWidths(table));
	const gap: Span = {text: ' '.repeat(columnGap(table.width - gutter))};
	const spaced = (cells: ReadonlyArray<readonly Span[]>): readonly Span[] =>
		cells.flatMap((cell, index) => (index === 0 ? cell : [gap, ...cell]));
	const header = paintLine(
		[{text: ' '.repeat(gutter)}, ...spaced(placed.map((place, index) => headerSpans(place, table, index === 0)))],
		table.width,
	);
	const state = stateColumn(placed);
	const drawRow = (row: Row, index: number): string => {
		const condition = table.conditions(row);
		const isSelected = index === table.selected;
		const isMarked = table.marked.has(table.identity(row));
		const pending = table.pending(row);
		// A selection without the focus is a pointer, so that only one bar is on the screen.
		const mark: Span = isMarked
			? {text: '*', tone: 'accent'}
			: {text: isSelected && !table.isFocused ? '›' : ' ', tone: 'accent'};
		const cells = placed.map((place): readonly Span[] =>
			pending !== undefined && place.column.id === state
				? [{text: fitText(pending, place.width), tone: 'busy'}]
				: [cellSpan(row, place, table.view)],
		);
		return paintLine([{text: fitText(condition.glyph, 1), tone: condition.tone}, mark, ...spaced(cells)], table.width, {
			isSelected: isSelected && table.isFocused,
			isMarked,
			isDimmed: table.isStale,
		});
	};
	const rows = table.rows
		.slice(table.offset, table.offset + table.height)
		.map((row, index) => drawRow(row, table.offset + index));
	if (table.rows.length === 0 && table.empty !== undefined && table.height > 0) {
		rows.push(paintLine([{text: ' '.repeat(gutter)}, {text: table.empty, tone: 'quiet'}], table.width));
	}
	const blank = ' '.repeat(table.width);
	while (rows.length < table.height) rows.push(blank);
	return {header, rows, columns: placed.map(({column}) => column.id)};
};

import {columnsWithReason} from '../../resources/reason-column.ts';
import type {Column, Resource, View} from '../../resources/resource.ts';
import {stillTable} from '../../ui/still-table.tsx';
import {columnGap, layoutColumns} from '../../ui/table-layout.ts';
import {textWidth} from '../../ui/text-width.ts';

/** In a file, a longer cell moves the rest of its own line and widens no other, cells. */
const widestInFile = 48;

const fileGap = 2;

/** The text of a cell; graphs have none. */
export const cellText = <Row>(column: Column<Row>, row: Row, view: View): string => {
	const cell = column.cell(row, view);
	return 'text' in cell ? cell.text : '';
};

/** Our own signs in ASCII, for files and programs; names and commands stay as they are. */
export const plainSigns = (text: string): string => text.replaceAll('→', '->').replaceAll('–', '-');

/** Lines with their columns aligned, each as long as it is. */
export const alignedLines = (lines: ReadonlyArray<readonly string[]>, isRight: readonly boolean[] = []): string => {
	const widths = (lines[0] ?? []).map((_, column) =>
		Math.max(...lines.map(line => textWidth(line[column] ?? '')).filter(width => width <= widestInFile), 0),
	);
	return lines
		.map(line =>
			line
				.map((text, column) => {
					const blanks = ' '.repeat(Math.max(0, (widths[column] ?? 0) - textWidth(text)));
					return isRight[column] === true ? blanks + text : text + blanks;
				})
				.join(' '.repeat(fileGap))
				.trimEnd(),
		)
		.join('\n');
};

/** One table, cut to a terminal's width, or whole and in ASCII for a file. */
export const tableText = async <Row>(
	resource: Resource<Row>,
	rows: readonly Row[],
	view: View,
	options: {
		readonly width: number | undefined;
		readonly hasUsage: boolean;
		/** Those that were chosen, in their order; as usual without. */
		readonly columns?: ReadonlyArray<Column<Row>> | {readonly fault: string} | undefined;
	},
): Promise<string> => {
	const chosen = options.columns !== undefined && !('fault' in options.columns) ? options.columns : undefined;
	const columns = (chosen ?? columnsWithReason(resource)).filter(
		column =>
			column.isDrawn !== true && (options.hasUsage || column.isUsage !== true) && (column.isNeeded?.(view) ?? true),
	);
	const {width} = options;
	if (width === undefined)
		return alignedLines(
			[
				columns.map(column => column.title),
				...rows.map(row => columns.map(column => plainSigns(cellText(column, row, view)))),
			],
			columns.map(column => column.align === 'right'),
		);
	const sized = columns.map(column => {
		const natural = Math.max(textWidth(column.title), ...rows.map(row => textWidth(cellText(column, row, view))));
		return {...column, width: Math.min(natural, column.width), maxWidth: natural};
	});
	const placed = layoutColumns(sized, width);
	return stillTable(
		placed.map(({column, width: cells}) => ({
			title: column.title,
			width: cells,
			align: column.align,
			...(column.keepsEnd === true ? {keepsEnd: true} : {}),
		})),
		rows.map(row => placed.map(({column}) => cellText(column, row, view))),
		columnGap(width),
	);
};

import {renderToString, Text} from 'ink';
import type InkTable from 'ink-table';
import {createContext, type PropsWithChildren, useContext} from 'react';
import {asciiText} from './ascii.ts';
import {fitEnd, fitText} from './text-width.ts';
import {currentTheme} from './theme.ts';

/** A column of a still table: its title, and its width in cells. */
export type StillColumn = {
	readonly title: string;
	readonly width: number;
	readonly align: 'left' | 'right';
	/** Whether a text that is too long loses its beginning. */
	readonly keepsEnd?: boolean;
};

const Layout = createContext<{readonly columns: readonly StillColumn[]; readonly gap: number}>({columns: [], gap: 0});

/** ink-table measures in UTF-16 units: each cell is fitted again, in terminal cells. */
const Cell = ({children, column = 0}: PropsWithChildren<{readonly column?: number}>) => {
	const {columns, gap} = useContext(Layout);
	const place = columns[column];
	const given = String(children).trim();
	const isEnd = place?.keepsEnd === true && given !== place.title;
	const text = place === undefined ? '' : isEnd ? fitEnd(given, place.width) : fitText(given, place.width, place.align);
	return <Text>{(currentTheme().isAscii ? asciiText(text) : text) + ' '.repeat(gap)}</Text>;
};

/** Borders would make a table that other programs read harder to read. */
const NoBorder = () => <Text>{''}</Text>;

/** ink-table is CommonJS: bundled, its class comes inside the default export. */
const loadTable = async (): Promise<typeof InkTable> => {
	const module: {default: typeof InkTable | {default: typeof InkTable}} = await import('ink-table');
	return 'default' in module.default ? module.default.default : module.default;
};

/** A table that is printed once: titles, then a line a row, without borders, `gap` blanks between columns. */
export const stillTable = async (
	columns: readonly StillColumn[],
	rows: ReadonlyArray<readonly string[]>,
	gap: number,
): Promise<string> => {
	const Table = await loadTable();
	const data = rows.map(row => Object.fromEntries(columns.map((column, index) => [column.title, row[index] ?? ''])));
	const table = (
		<Layout value={{columns, gap}}>
			<Table data={data} columns={columns.map(column => column.title)} cell={Cell} header={Cell} skeleton={NoBorder} />
		</Layout>
	);
	const width = columns.reduce((sum, column) => sum + column.width + gap, 0);
	const lines = renderToString(table, {columns: width}).split('\n');
	return lines
		.map(line => line.trimEnd())
		.filter(line => line !== '')
		.join('\n');
};

import {describe, expect, test} from 'vitest';
import type {Column, View} from '../../source/resources/resource.ts';
import {paintLine} from '../../source/ui/paint.ts';
import {scrollOffset} from '../../source/ui/scroll-offset.ts';
import type {StyledRow} from '../../source/ui/styled-line.tsx';
import {plainText} from '../../source/ui/styled-text.ts';
import {columnGap, layoutColumns} from '../../source/ui/table-layout.ts';
import {layoutTable, type Table, type TableWindow} from '../../source/ui/table-rows.ts';
import {textWidth} from '../../source/ui/text-width.ts';

type Row = {readonly id: string; readonly name: string; readonly load: ReadonlyArray<number | undefined>};

const columns: ReadonlyArray<Column<Row>> = [
	{
		id: 'name',
		title: 'NAME',
		align: 'left',
		width: 12,
		maxWidth: 30,
		priority: 100,
		cell: row => ({text: row.name, tone: 'strong'}),
	},
	{id: 'status', title: 'STATUS', align: 'left', width: 10, priority: 90, cell: () => ({text: 'Up 3m'})},
	{
		id: 'image',
		title: 'IMAGE',
		align: 'left',
		width: 10,
		maxWidth: 24,
		priority: 20,
		cell: () => ({text: 'nginx:1.27'}),
	},
	{
		id: 'cpu',
		title: 'CPU%',
		align: 'right',
		width: 8,
		priority: 80,
		cell: row => ({text: `${row.load.at(-1) ?? '–'}`}),
	},
	{id: 'graph', title: 'CPU', align: 'left', width: 10, priority: 40, cell: row => ({graph: row.load, max: 100})},
];

const names = ['web', '東京サーバー', 'x'.repeat(10_000), '👩‍👩‍👧', `a${'\u{300}'.repeat(500)}`];
const rows: readonly Row[] = names.map((name, index) => ({id: String(index), name, load: [undefined, 0, index * 20]}));

// Nothing here looks at the state.
const view = {now: 0} as View;

const drawn = (options: Partial<Table<Row> & TableWindow<Row>> = {}) => {
	const table: Table<Row> & TableWindow<Row> = {
		columns,
		rows,
		view,
		width: 80,
		height: 6,
		selected: 1,
		offset: 0,
		marked: new Set(['2']),
		identity: row => row.id,
		sort: {column: 'cpu', isDescending: true},
		conditions: () => ({glyph: '●', word: 'running', tone: 'good'}),
		reason: () => undefined,
		isUrgent: () => true,
		isNoteDue: () => false,
		pending: row => (row.id === '0' ? 'stopping' : undefined),
		isStale: () => false,
		isFocused: true,
		title: () => 'NAME',
		...options,
	};
	const {header, rows: lines, ...rest} = layoutTable(table).draw(table);
	// As its component draws it.
	const paint = ({line, style}: StyledRow) => paintLine(line, table.width, style);
	const blanks = Array.from({length: Math.max(0, table.height - lines.length)}, (): StyledRow => ({line: []}));
	return {...rest, header: paint({line: header}), rows: [...lines, ...blanks].map(paint)};
};

test('every row of a table has exactly the width of the screen, whatever containers are named', () => {
	for (const width of [20, 41, 80, 140, 200]) {
		const table = drawn({width});
		for (const line of [table.header, ...table.rows]) expect(textWidth(plainText(line))).toBe(width);
		expect(table.rows).toHaveLength(6);
	}
});

test('a row tells its condition, its mark and its verb under way', () => {
	const {header, rows: lines} = drawn();
	const plain = lines.map(plainText);
	expect(plain[0]).toMatch(/^● web +stopping /);
	expect(plain[2]).toMatch(/^●\*x+…/);
	expect(plain[3]).toContain('Up 3m');
	expect(lines[1]).toContain('\u{1b}[7m');
	expect(lines.filter(line => line.includes('\u{1b}[7m'))).toHaveLength(1);
	expect(plainText(header)).toMatch(/^ {2}NAME .*▾CPU%/);
	expect(plain[4]).toMatch(/▁▇/);
});

test('without the focus the selection is a pointer', () => {
	const {rows: lines} = drawn({isFocused: false});
	expect(plainText(lines[1] ?? '')).toMatch(/^●›東京/);
	expect(lines.join('')).not.toContain('\u{1b}[7m');
});

test('only what is in sight is drawn', () => {
	let cells = 0;
	const many = Array.from({length: 5000}, (_, index): Row => ({id: String(index), name: 'n', load: []}));
	const counting = columns.map(column => ({
		...column,
		cell: (row: Row, at: View) => {
			cells++;
			return column.cell(row, at);
		},
	}));
	drawn({columns: counting, rows: many, height: 20, offset: 4000, selected: 4001});
	expect(cells).toBeLessThanOrEqual(20 * columns.length);
});

test('columns go by priority as the screen narrows, and the name gets what it needs', () => {
	const ids = (width: number) => layoutColumns(columns, width).map(place => place.column.id);
	expect(ids(140)).toEqual(['name', 'status', 'image', 'cpu', 'graph']);
	expect(ids(56)).toEqual(['name', 'status', 'cpu', 'graph']);
	expect(ids(40)).toEqual(['name', 'status', 'cpu']);
	expect(ids(24)).toEqual(['name', 'status']);
	expect(ids(8)).toEqual(['name']);
	for (let width = 1; width < 220; width++) {
		const placed = layoutColumns(columns, width, new Map([['name', 19]]));
		const used = placed.reduce((sum, place) => sum + place.width, columnGap(width) * (placed.length - 1));
		expect(used).toBeLessThanOrEqual(width);
	}
	const widths = (natural: number) => layoutColumns(columns, 140, new Map([['name', natural]]))[0]?.width;
	expect([widths(5), widths(13), widths(16), widths(17), widths(900)]).toEqual([12, 16, 16, 20, 30]);
});

test('scrolling keeps the selection in sight and moves no more than it must', () => {
	expect(scrollOffset(0, 0, 10, 100)).toBe(0);
	expect(scrollOffset(10, 0, 10, 100)).toBe(1);
	expect(scrollOffset(5, 3, 10, 100)).toBe(3);
	expect(scrollOffset(2, 3, 10, 100)).toBe(2);
	expect(scrollOffset(99, 0, 10, 100)).toBe(90);
	expect(scrollOffset(3, 90, 10, 4)).toBe(0);
	// The last three rows take two lines each.
	const lines = (index: number) => (index >= 97 ? 2 : 1);
	expect(scrollOffset(99, 0, 10, 100, lines)).toBe(93);
	expect(scrollOffset(0, 90, 10, 100, lines)).toBe(0);
	expect(scrollOffset(96, 95, 10, 100, lines)).toBe(93);
	expect(scrollOffset(97, 80, 10, 100, lines)).toBe(89);
});

describe('why a row is as it is', () => {
	const why: Column<Row> = {
		id: 'why',
		title: 'WHY',
		align: 'left',
		width: 12,
		maxWidth: 100,
		priority: 70,
		cell: () => ({text: ''}),
	};
	const long = 'No such image: registry.example.com/shop/web:9, rejected 6 times in 5 min';
	const withWhy = [...columns.slice(0, 2), why, ...columns.slice(2)];
	const few = ['web', 'job', 'api'].map((name, index): Row => ({id: String(index), name, load: []}));
	const show = (options: Parameters<typeof drawn>[0]) =>
		drawn({columns: withWhy, rows: few, marked: new Set(), selected: -1, pending: () => undefined, ...options});

	test.each([
		[
			'in its column where that is wide enough',
			{width: 180, reason: () => long},
			[/^● web .*6 times in 5 min/, /^● job .*6 times in 5 min/],
		],
		[
			'on a second line where not, and not twice',
			{reason: (row: Row) => (row.name === 'web' ? long : undefined)},
			[/^● web +Up 3m +nginx:1\.27 +–$/, /^ {4}No such image.*6 times in 5 min$/, /^● job/],
		],
		[
			'over cells that have nothing to show',
			{width: 60, reason: () => 'port 18081 is taken by another one'},
			[/^● web +Up 3m +port 18081 is taken by another one$/, /^● job/],
		],
		[
			'cut, cause first, where there is no room for more lines',
			{height: 3, reason: () => long},
			[/^● web +Up 3m +No such image: .*… nginx:1\.27 +–$/, /^● job/, /^● api/],
		],
		[
			'first for rows that are urgent, before rows that are not',
			{height: 3, reason: () => long, isUrgent: (row: Row) => row.name === 'web'},
			[/^● web/, /^ {4}No such/, /^● job/],
		],
	] as const)('stands %s', (_, options, lines) => {
		const plain = show(options).rows.map(row => plainText(row).trimEnd());
		for (const [index, line] of lines.entries()) expect(plain[index]).toMatch(line);
	});

	test('has a column only where there are reasons, and the selected row stays in sight under long ones', () => {
		expect(show({}).columns).not.toContain('why');
		const {seen} = show({height: 3, selected: 2, reason: () => long, isUrgent: () => false});
		expect(seen).toEqual({from: 0, to: 3});
	});
});

test('the title of a table goes on over those of its columns', () => {
	const title = 'CONTAINERS 34/95 3 marked /state=running !web';
	const {header} = drawn({title: ({from, to}) => `${title} ${from}-${to}`});
	expect(plainText(header)).toMatch(/^ {2}CONTAINERS 34\/95 3 marked \/state=running !web 0-5 .*▾CPU%/);
	expect(plainText(header)).not.toContain('STATUS');
});

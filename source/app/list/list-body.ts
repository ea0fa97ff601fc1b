import {type Binding, keyOf} from '../../keys.ts';
import type {Line} from '../../model/tone.ts';
import {unknown} from '../../resources/cell.ts';
import {fieldColumn, fieldWords} from '../../resources/field-column.ts';
import {columnsWithReason} from '../../resources/reason-column.ts';
import type {Column, Resource, View} from '../../resources/resource.ts';
import {isAwaited} from '../../resources/rows.ts';
import {engineOf} from '../../store/engine-key.ts';
import type {EngineState} from '../../store/state.ts';
import {scrollOffset} from '../../ui/scroll-offset.ts';
import type {TableProps} from '../../ui/table.tsx';
import {layoutColumns} from '../../ui/table-layout.ts';
import {layoutTable, type SeenRows, type Table} from '../../ui/table-rows.ts';
import type {Panel, Room} from '../place-record.ts';
import {groupLine, type Item, isGroup, itemsOf, keyOfItem} from './list-groups.ts';
import {allRows, arrangeRows, type ListState, selectedIndex, sortOf} from './list-state.ts';

/** How much a panel has to show, in lines below its title. */
export type ListContent = {
	readonly rows: number;
	/** Rows that need a person's attention. */
	readonly faults: number;
	/** Of these, the ones whose reason takes a second line. */
	readonly faultNotes: number;
};

/** A list with its columns laid out: what it would fill, and how it looks in a height. */
export type PreparedList = {
	readonly content: ListContent;
	readonly draw: (height: number, options: {readonly isFocused: boolean}) => DrawnList;
};

/** Part of a list's height that second lines may take from its rows. */
const noteShare = 0.3;

/** What drawing a list gives: what its table shows, the list with its scroll offset settled, and which rows are seen. */
export type DrawnList = {
	readonly table: TableProps;
	readonly list: ListState;
	readonly containers: readonly string[];
};

const emptyLine = <Row>(resource: Resource<Row>, panel: Panel, view: View, bindings: readonly Binding[]): string => {
	const {list} = panel;
	if (allRows(resource, list, view).length > 0) {
		const ways = [
			list.filter === '' ? undefined : `the filter "${list.filter}"`,
			list.isFaultsOnly ? `faults only (${keyOf(bindings, 'faults', 'list')})` : undefined,
			list.isRunningOnly ? `running only (${keyOf(bindings, 'all', 'list')})` : undefined,
			panel.scope === undefined ? undefined : panel.scope.title,
		].filter(way => way !== undefined);
		return list.isFaultsOnly && list.filter === '' ? 'nothing is at fault' : `nothing passes ${ways.join(' and ')}`;
	}
	const table = resource.table.of(view.state);
	if (table.fault !== undefined) return `cannot read the ${resource.title.toLowerCase()}: ${table.fault.message}`;
	if (isAwaited(resource, view.state)) return `reading the ${resource.title.toLowerCase()}…`;
	return resource.emptyReason(view.state);
};

/** What narrows a list and which rows are seen, for its title: `3/18 of web 2 marked /state=running`, `54-95/95`. */
const listTitle = <Row>(resource: Resource<Row>, panel: Panel, shown: number, view: View, seen: SeenRows): string => {
	const {list, scope} = panel;
	const total = allRows(resource, list, view).length;
	const isUnknown = isAwaited(resource, view.state);
	const count = isUnknown ? unknown.text : shown === total ? String(total) : `${shown}/${total}`;
	// What stands under groups is not counted by lines.
	const isWhole = list.group !== undefined || (seen.from === 0 && seen.to >= shown);
	const range = seen.to > seen.from ? `${seen.from + 1}-${seen.to}` : '0';
	const parts = [
		resource.title.toUpperCase(),
		isWhole || isUnknown ? count : shown === total ? `${range}/${total}` : `${range} of ${count}`,
	];
	if (scope !== undefined) parts.push(`of ${scope.title}`);
	if (list.group !== undefined) parts.push(`by ${fieldWords(list.group)}`);
	const {dropped = 0} = resource.table.of(view.state);
	if (dropped > 0) parts.push(`${dropped} older dropped`);
	if (list.isRunningOnly) parts.push('running');
	if (list.isFaultsOnly) parts.push('faults');
	if (list.marked.size > 0) parts.push(`${list.marked.size} marked`);
	if (list.filter !== '') parts.push(`/${list.filter}`);
	return parts.join(' ');
};

/** Columns that are on every page: the object's name and its state. */
const fixedColumns = 2;

/** The columns of a page: those that found no room on the pages before it. Past the last page it begins anew. */
const columnsOfPage = <Row>(
	columns: ReadonlyArray<Column<Row>>,
	width: number,
	page: number,
): ReadonlyArray<Column<Row>> => {
	const fixed = columns.slice(0, fixedColumns);
	let rest = columns.slice(fixedColumns);
	for (let step = 0; step < page; step++) {
		const shown = new Set(layoutColumns([...fixed, ...rest], width - 2).map(({column}) => column.id));
		const left = rest.filter(column => !shown.has(column.id));
		rest = left.length === 0 ? columns.slice(fixedColumns) : left;
	}
	return [...fixed, ...rest];
};

const isOutOfDate = <Row>(resource: Resource<Row>, state: EngineState): boolean =>
	state.connection.status === 'lost' || resource.table.of(state).fault !== undefined;

/** Whether what is shown of a row is what was last heard of an engine that does not tell it any more. */
const staleness = <Row>(resource: Resource<Row>, {state}: View): ((row: Row) => boolean) => {
	if (state.parts === undefined) {
		const isStale = isOutOfDate(resource, state);
		return () => isStale;
	}
	const stale = new Set(state.parts.filter(({own}) => isOutOfDate(resource, own)).map(({id}) => id));
	return row => stale.has(engineOf(row) ?? '');
};

/** How a list is laid out. */
type ListOptions = Pick<Room, 'bindings' | 'columns'> & {readonly hasFaultsFirst: boolean};

/** The columns that were chosen for a kind, in their order; those that have nothing to say of this engine are left out. */
const chosenColumns = <Row>(
	resource: Resource<Row>,
	chosen: readonly string[] | undefined,
	view: View,
): ReadonlyArray<Column<Row>> => {
	const all = columnsWithReason(resource);
	const wanted = chosen?.flatMap(id => all.find(column => column.id === id) ?? fieldColumn(resource, id) ?? []) ?? [];
	const needed = (wanted.length > 0 ? wanted : all).filter(column => column.isNeeded?.(view) ?? true);
	return needed.length > 0 ? needed : all;
};

/** The lines of a list, and how each of them looks. */
type Listed<Item> = Pick<
	Table<Item>,
	'rows' | 'columns' | 'identity' | 'conditions' | 'reason' | 'pending' | 'isStale' | 'heading'
> & {
	/** How many objects it shows, folded or not. */
	readonly count: number;
	readonly isFaulty: (item: Item) => boolean;
	readonly containers: (item: Item) => readonly string[];
};

/** A list as it is: each line a row. */
const plainList = <Row>(
	resource: Resource<Row>,
	{list, scope}: Panel,
	view: View,
	columns: Listed<Row>['columns'],
): Listed<Row> => {
	const rows = arrangeRows(resource, list, scope, view);
	return {
		rows,
		count: rows.length,
		columns,
		identity: resource.identity,
		conditions: row => resource.condition(row, view),
		reason: row => resource.reason(row, view),
		pending: row => view.state.pending.get(resource.identity(row))?.label,
		isStale: staleness(resource, view),
		isFaulty: row => resource.isFaulty(row, view),
		containers: row => resource.usedContainers(row, view.state),
	};
};

/** The same with its rows under their groups; what a group is like is told in its own line. */
const groupedList = <Row>(resource: Resource<Row>, panel: Panel, view: View, plain: Listed<Row>): Listed<Item<Row>> => {
	const ofRow =
		<Result>(of: (row: Row) => Result, otherwise: Result) =>
		(item: Item<Row>): Result =>
			isGroup(item) ? otherwise : of(item);
	const headings = new Map<Item<Row>, readonly Line[]>();
	const heading = (item: Item<Row>): readonly Line[] | undefined => {
		if (!isGroup(item)) return undefined;
		const line = headings.get(item) ?? groupLine(resource, item, view);
		headings.set(item, line);
		return line;
	};
	return {
		rows: itemsOf(resource, panel, view),
		count: plain.count,
		columns: plain.columns.map(({cell, order: _, isNeeded: _is, ...column}) => ({
			...column,
			cell: (item, at) => (isGroup(item) ? unknown : cell(item, at)),
		})),
		identity: keyOfItem(resource),
		conditions: ofRow(plain.conditions, {glyph: ' ', word: '', tone: 'plain'}),
		reason: ofRow(plain.reason, undefined),
		pending: ofRow(plain.pending, undefined),
		isStale: ofRow(plain.isStale, false),
		isFaulty: ofRow(plain.isFaulty, false),
		containers: ofRow(plain.containers, []),
		heading,
	};
};

/** Lays the list of a panel out in a width, for whatever height it will get. */
export const prepareList = <Row>(
	resource: Resource<Row>,
	panel: Panel,
	view: View,
	width: number,
	options: ListOptions,
): PreparedList => {
	const columns = chosenColumns(resource, options.columns[resource.table.id], view);
	const plain = plainList(resource, panel, view, columnsOfPage(columns, width, panel.list.columnPage));
	return panel.list.group === undefined
		? prepareLines(resource, plain, panel, view, width, options)
		: prepareLines(resource, groupedList(resource, panel, view, plain), panel, view, width, options);
};

const prepareLines = <Row, Item>(
	resource: Resource<Row>,
	lines: Listed<Item>,
	panel: Panel,
	view: View,
	width: number,
	options: ListOptions,
): PreparedList => {
	const {list} = panel;
	const {rows, isFaulty, identity} = lines;
	const ids = rows.map(identity);
	const empty = rows.length === 0 ? emptyLine(resource, panel, view, options.bindings) : undefined;
	// Old faults that a kind ranks below what runs are history: they take no room from anything.
	const calm = rows.findIndex(row => !isFaulty(row));
	const faulty = options.hasFaultsFirst ? rows.slice(0, calm === -1 ? rows.length : calm) : [];
	const urgent = new Set(faulty.map(identity));
	const table = layoutTable({
		...lines,
		view,
		width,
		marked: list.marked,
		sort: sortOf(resource, list),
		isUrgent: row => !options.hasFaultsFirst || urgent.has(identity(row)),
		...(empty === undefined ? {} : {empty}),
	});
	// At home the heights of panels see to that.
	const noted = new Set(
		options.hasFaultsFirst ? [] : rows.filter(row => isFaulty(row) && table.needsNote(row)).map(identity),
	);
	const draw: PreparedList['draw'] = (lineCount, {isFocused}) => {
		const height = Math.max(0, lineCount - 1);
		const selected = selectedIndex(list, ids);
		// What nobody is looking through shows its top: the first rows are why it is there.
		// Causes come before more rows, as long as they leave most of the list to its rows.
		const areNotesDue = noted.size <= height * noteShare;
		const isNoteDue = (row: Item): boolean => areNotesDue && noted.has(identity(row));
		const linesOf = (index: number): number => (areNotesDue && noted.has(ids[index] ?? '') ? 2 : 1);
		// Of what comes while somebody looks at a row, that row does not move.
		const come = resource.tellsOf !== undefined && list.selectedId !== undefined ? selected - list.index : 0;
		const offset = isFocused
			? scrollOffset(Math.max(0, selected), list.offset + come, height, rows.length, linesOf)
			: 0;
		// In one line there is room for what the rows come to, and for none of them.
		const summary = empty ?? (faulty.length === 0 ? 'nothing at fault' : `${faulty.length} at fault`);
		const drawn = table.draw({
			height,
			selected,
			offset,
			isNoteDue,
			isFocused,
			title: seen =>
				height === 0
					? `${listTitle(resource, panel, lines.count, view, {from: 0, to: rows.length})}  ${summary}`
					: listTitle(resource, panel, lines.count, view, seen),
		});
		// A list that nobody touched follows its top; once moved in, the selection stays with its row.
		const selectedId = list.selectedId === undefined && selected <= 0 ? undefined : ids[selected];
		return {
			table: {list: resource.table.id, header: drawn.header, rows: drawn.rows, width, height: lineCount},
			list: {
				...list,
				offset: isFocused ? offset : list.offset,
				shownColumns: drawn.columns,
				index: Math.max(0, selected),
				...(selectedId === undefined ? {} : {selectedId}),
			},
			containers: rows.slice(drawn.seen.from, drawn.seen.to).flatMap(lines.containers),
		};
	};
	return {
		content: {
			rows: rows.length,
			faults: faulty.length,
			faultNotes: faulty.filter(table.needsNote).length,
		},
		draw,
	};
};

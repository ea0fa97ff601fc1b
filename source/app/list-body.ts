import type {Column, Resource, View} from '../resources/resource.ts';
import {scrollOffset, tableLines} from '../ui/table.ts';
import {layoutColumns} from '../ui/table-layout.ts';
import type {Panel} from './app-state.ts';
import {arrangeRows, type ListState, selectedIndex, sortOf} from './list-state.ts';

/** What drawing a list gives: its lines, the list with its scroll offset settled, and which rows are seen. */
export type DrawnList = {
	readonly lines: readonly string[];
	readonly list: ListState;
	readonly containers: readonly string[];
};

const emptyLine = <Row>(resource: Resource<Row>, panel: Panel, view: View): string => {
	const {list} = panel;
	if (resource.rows(view.state).length > 0) {
		const ways = [
			list.filter === '' ? undefined : `the filter "${list.filter}"`,
			list.isFaultsOnly ? 'faults only (z)' : undefined,
			list.isRunningOnly ? 'running only (a)' : undefined,
			panel.scope === undefined ? undefined : panel.scope.title,
		].filter(way => way !== undefined);
		return list.isFaultsOnly && list.filter === '' ? 'nothing is at fault' : `nothing passes ${ways.join(' and ')}`;
	}
	const lane = resource.lane(view.state);
	if (lane.fault !== undefined) return `cannot read the ${resource.title.toLowerCase()}: ${lane.fault.message}`;
	if (lane.at === undefined && (!resource.isSwarm || view.state.role === 'manager'))
		return `reading the ${resource.title.toLowerCase()}…`;
	return resource.emptyReason(view.state);
};

/** What narrows a list, for its title: `3/18 web state=running`. */
export const listTitle = <Row>(resource: Resource<Row>, panel: Panel, shown: number, view: View): string => {
	const {list, scope} = panel;
	const total = resource.rows(view.state).length;
	const parts = [resource.title.toUpperCase(), shown === total ? String(total) : `${shown}/${total}`];
	if (scope !== undefined) parts.push(`of ${scope.title}`);
	if (list.filter !== '') parts.push(`/${list.filter}`);
	if (list.isRunningOnly) parts.push('running');
	if (list.isFaultsOnly) parts.push('faults');
	if (list.marked.size > 0) parts.push(`${list.marked.size} marked`);
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

/** Draws the list of a panel into exactly `height` lines: its column titles and the rows that fit. */
export const drawList = <Row>(
	resource: Resource<Row>,
	panel: Panel,
	view: View,
	size: {readonly width: number; readonly height: number},
	options: {readonly isFocused: boolean},
): DrawnList => {
	const rows = arrangeRows(resource, panel.list, panel.scope, view);
	const ids = rows.map(resource.identity);
	const height = Math.max(0, size.height - 1);
	const selected = selectedIndex(panel.list, ids);
	const offset = scrollOffset(Math.max(0, selected), panel.list.offset, height, rows.length);
	// The first column's title carries the panel's own, which saves a line a panel.
	const columns = columnsOfPage(resource.columns, size.width, panel.list.columnPage).map((column, index) =>
		index === 0 ? {...column, title: listTitle(resource, panel, rows.length, view)} : column,
	);
	const {
		header,
		rows: lines,
		columns: shownColumns,
	} = tableLines({
		columns,
		rows,
		view,
		width: size.width,
		height,
		selected,
		offset,
		marked: panel.list.marked,
		identity: resource.identity,
		sort: sortOf(resource, panel.list),
		conditions: row => resource.condition(row, view),
		pending: row => view.state.pending.get(resource.identity(row))?.label,
		isStale: view.state.connection.status === 'lost' || resource.lane(view.state).fault !== undefined,
		isFocused: options.isFocused,
		...(rows.length === 0 ? {empty: emptyLine(resource, panel, view)} : {}),
	});
	const seen = rows.slice(offset, offset + height);
	// A list that nobody touched follows its top; once moved in, the selection stays with its row.
	const selectedId = panel.list.selectedId === undefined && selected <= 0 ? undefined : ids[selected];
	return {
		lines: [header, ...lines].slice(0, size.height),
		list: {
			...panel.list,
			offset,
			shownColumns,
			index: Math.max(0, selected),
			...(selectedId === undefined ? {} : {selectedId}),
		},
		containers: seen.flatMap(row => resource.usedContainers(row, view.state)),
	};
};

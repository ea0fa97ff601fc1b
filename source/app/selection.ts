import {resourceNamed} from '../resources/registry.ts';
import type {Resource, View} from '../resources/resource.ts';
import {rowsOf} from '../resources/rows.ts';
import {type AppState, currentPanel, currentPlace} from './app-state.ts';
import {arrangeRows, selectedIndex} from './list-state.ts';

/** Calls `use` with the object that keys speak of: the selected row, or the one whose page is open. */
export const selectedRow = <Result>(
	state: AppState,
	view: View,
	use: <Row>(resource: Resource<Row>, row: Row) => Result | undefined,
): Result | undefined => {
	const place = currentPlace(state);
	if (place.kind === 'page' || place.kind === 'raw') {
		return resourceNamed(place.resource)(resource => {
			const row = rowsOf(resource, view.state).find(candidate => resource.identity(candidate) === place.id);
			return row === undefined ? undefined : use(resource, row);
		});
	}
	const panel = currentPanel(state);
	if (panel === undefined) return undefined;
	return resourceNamed(panel.resource)(resource => {
		const rows = arrangeRows(resource, panel.list, panel.scope, view);
		const row = rows[selectedIndex(panel.list, rows.map(resource.identity))];
		return row === undefined ? undefined : use(resource, row);
	});
};

/** The rows that a verb applies to: the marked ones if there are any, else the selected one. */
export const verbRows = <Row>(resource: Resource<Row>, state: AppState, view: View): readonly Row[] => {
	const panel = currentPanel(state);
	const marked = panel?.list.marked ?? new Set<string>();
	const id = selectedRow(state, view, (selected, row) =>
		selected.table.id === resource.table.id ? selected.identity(row) : undefined,
	);
	if (panel !== undefined && panel.resource === resource.table.id && marked.size > 0) {
		// Where a verb depends on the row, the first decides: the one under the cursor, else the uppermost.
		const ordered = new Set([...arrangeRows(resource, panel.list, panel.scope, view), ...rowsOf(resource, view.state)]);
		const rows = [...ordered].filter(row => marked.has(resource.identity(row)));
		const first = rows.find(row => resource.identity(row) === id);
		return first === undefined ? rows : [first, ...rows.filter(row => row !== first)];
	}
	return rowsOf(resource, view.state).filter(row => resource.identity(row) === id);
};

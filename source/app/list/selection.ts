import {resourceNamed} from '../../resources/registry.ts';
import type {Resource, View} from '../../resources/resource.ts';
import {rowOf, rowsOf} from '../../resources/rows.ts';
import {type AppState, currentPlace} from '../app-state.ts';
import {recordOf} from '../places.ts';
import {selectedInPanel} from './list-groups.ts';
import {arrangeRows} from './list-state.ts';
import {currentPanel} from './panel.ts';

/** Calls `use` with the object that keys speak of: the selected row, or the one whose page is open. */
export const selectedRow = <Result>(
	state: AppState,
	view: View,
	use: <Row>(resource: Resource<Row>, row: Row) => Result | undefined,
): Result | undefined => {
	const place = currentPlace(state);
	const record = recordOf(place);
	const object = record.object?.(place);
	if (object !== undefined)
		return resourceNamed(object.resource)(resource => {
			const row = rowOf(resource, view.state, object.id);
			return row === undefined ? undefined : use(resource, row);
		});
	const panel = record.panel?.of(place);
	if (panel === undefined) return undefined;
	return resourceNamed(panel.resource)(resource => {
		const row = selectedInPanel(resource, panel, view);
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

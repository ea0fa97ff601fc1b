import type {Key} from 'ink';
import {fieldColumn} from '../../resources/field-column.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {Column, Resource, View} from '../../resources/resource.ts';
import type {Dialog} from '../../ui/dialog.tsx';
import {type AppState, type SortMenu, withoutOverlay} from '../app-state.ts';
import {sortOf} from './list-state.ts';
import {currentPanel, withList} from './panel.ts';
import {sortItems} from './sort-items.ts';

/** Columns of fields and labels that were chosen for a kind. */
const chosenFields = <Row>(resource: Resource<Row>, chosen: readonly string[] = []): ReadonlyArray<Column<Row>> =>
	chosen.flatMap(id => (resource.columns.some(column => column.id === id) ? [] : (fieldColumn(resource, id) ?? [])));

/** Opens the menu on the order in force. */
export const openSortMenu = (state: AppState, view: View): AppState => {
	const panel = currentPanel(state);
	if (panel === undefined) return state;
	return resourceNamed(panel.resource)(resource => {
		const items = sortItems(
			resource,
			[...resource.columns, ...chosenFields(resource, state.columns[panel.resource])].filter(
				({isNeeded}) => isNeeded?.(view) ?? true,
			),
		);
		const now = sortOf(resource, panel.list);
		const chosen = Math.max(
			0,
			items.findIndex(item => item.id === now.column),
		);
		return {...state, overlay: {kind: 'sort', items, chosen}};
	});
};

/** A key while the menu stands. */
export const sortMenuKey = (state: AppState, menu: SortMenu, input: string, key: Key): AppState => {
	const moved = (step: number): AppState => ({
		...state,
		overlay: {...menu, chosen: (menu.chosen + step + menu.items.length) % menu.items.length},
	});
	const panel = currentPanel(state);
	const item = menu.items[menu.chosen];
	if (key.downArrow || input === 'j' || input === 's') return moved(1);
	if (key.upArrow || input === 'k') return moved(-1);
	if (panel === undefined || item === undefined) return withoutOverlay(state);
	if (key.return) {
		const sort = {column: item.id, isDescending: item.isDescending};
		return withoutOverlay(withList(state, {...panel.list, sort}));
	}
	if (input === 'r') {
		const isDescending = !item.isDescending;
		return withoutOverlay(withList(state, {...panel.list, sort: {column: item.id, isDescending}}));
	}
	return key.escape || input === 'q' || (key.ctrl && input === 'c') ? withoutOverlay(state) : state;
};

/** The menu as a dialog of at most `height` lines; of more orders than fit, those round the chosen one. */
export const sortMenuDialog = (menu: SortMenu, width: number, height: number): Dialog => {
	const room = Math.max(1, height - 8);
	const from = Math.max(0, Math.min(menu.chosen - Math.floor(room / 2), menu.items.length - room));
	const shown = menu.items.slice(from, from + room);
	return {
		// Where not all fit, which of them are in sight.
		title:
			shown.length < menu.items.length
				? `Sort by  ${from + 1}-${from + shown.length} of ${menu.items.length}`
				: 'Sort by',
		lines: [],
		choices: shown.map(item => item.label),
		chosen: menu.chosen - from,
		hint: [
			{text: 'Enter', tone: 'accent'},
			{text: ' sort  '},
			{text: 'r', tone: 'accent'},
			{text: ' reverse  '},
			{text: 'Esc', tone: 'accent'},
			{text: ' leave'},
		],
		width,
		height,
	};
};

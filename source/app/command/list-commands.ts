import type {Command} from '../../keys.ts';
import {type ResourceId, resourceNamed} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import type {AppState} from '../app-state.ts';
import {itemsOf, keyOfItem} from '../list/list-groups.ts';
import {followTop, select, selectedIndex, sortOf} from '../list/list-state.ts';
import {currentPanel, isRanking, withList} from '../list/panel.ts';
import {selectedRow} from '../list/selection.ts';
import {openSortMenu} from '../list/sort-menu.ts';
import {stepOf} from '../step.ts';
import {enterSelected, openSelectedPage} from '../ways/ways.ts';
import {groupCommand} from './group-commands.ts';

const move = (state: AppState, view: View, step: number): AppState => {
	const panel = currentPanel(state);
	if (panel === undefined) return state;
	return resourceNamed(panel.resource)(resource => {
		const ids = itemsOf(resource, panel, view).map(keyOfItem(resource));
		return withList(state, select(panel.list, ids, selectedIndex(panel.list, ids) + step));
	});
};

/** The same with the selection pinned to the row that it stands on, as a person has now pointed at it. */
export const withPinnedSelection = (state: AppState, view: View): AppState => move(state, view, 0);

const toggleMark = (state: AppState, view: View): AppState => {
	const panel = currentPanel(state);
	const id = selectedRow(state, view, (resource, row) => resource.identity(row));
	if (panel === undefined || id === undefined) return state;
	const marked = new Set(panel.list.marked);
	if (!marked.delete(id)) marked.add(id);
	return move(withList(state, {...panel.list, marked}), view, 1);
};

const isTelling = (id: ResourceId): boolean => resourceNamed(id)(({tellsOf}) => tellsOf !== undefined);

/** What a key does in a place with a list; undefined for keys that are not about it. */
export const listCommand = (state: AppState, command: Command, view: View, page: number): AppState | undefined => {
	const panel = currentPanel(state);
	if (panel === undefined) return undefined;
	// At home the first row is a rank, and of what happens it is the newest: who goes there follows it.
	if (command === 'top' && (isRanking(state) || isTelling(panel.resource)))
		return withList(state, followTop(panel.list));
	const step = stepOf(command, page);
	if (step !== undefined) return move(state, view, step);
	const ofGroups = groupCommand(state, command, view);
	if (ofGroups !== undefined) return ofGroups;
	switch (command) {
		case 'enter':
			return enterSelected(state, view);
		case 'mark':
			return toggleMark(state, view);
		case 'sort':
			return openSortMenu(state, view);
		case 'reverse':
			return resourceNamed(panel.resource)(resource => {
				const sort = sortOf(resource, panel.list);
				return withList(state, {...panel.list, sort: {...sort, isDescending: !sort.isDescending}});
			});
		case 'columns':
			return withList(state, {...panel.list, columnPage: panel.list.columnPage + 1});
		case 'all':
			return withList(state, {...panel.list, isRunningOnly: !panel.list.isRunningOnly});
		case 'faults':
			return withList(state, {...panel.list, isFaultsOnly: !panel.list.isFaultsOnly});
		case 'details':
			return openSelectedPage(state, view);
		default:
			return undefined;
	}
};

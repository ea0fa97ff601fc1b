import type {Command} from '../keys.ts';
import {resourceIds, resourceNamed} from '../resources/registry.ts';
import type {Resource, View} from '../resources/resource.ts';
import {type AppState, currentPanel, currentPlace, pushPlace, resourceOf, withList, withPlace} from './app-state.ts';
import {arrangeRows, followTop, freshList, select, selectedIndex, sortOf} from './list-state.ts';
import {overviewPanels} from './overview-body.ts';
import {freshLog, freshOverview, freshText, modeOf, withoutMatch} from './place.ts';
import {selectedRow} from './selection.ts';
import {openSortMenu} from './sort-menu.ts';

/** How far a move goes; undefined for what is no move. */
export const stepOf = (command: Command, page: number): number | undefined => {
	switch (command) {
		case 'down':
			return 1;
		case 'up':
			return -1;
		case 'half-down':
			return Math.max(1, Math.floor(page / 2));
		case 'half-up':
			return -Math.max(1, Math.floor(page / 2));
		case 'page-down':
			return page;
		case 'page-up':
			return -page;
		case 'top':
			return Number.NEGATIVE_INFINITY;
		case 'bottom':
			return Number.POSITIVE_INFINITY;
		default:
			return undefined;
	}
};

const move = (state: AppState, view: View, step: number): AppState => {
	const panel = currentPanel(state);
	if (panel === undefined) return state;
	return resourceNamed(panel.resource)(resource => {
		const ids = arrangeRows(resource, panel.list, panel.scope, view).map(resource.identity);
		return withList(state, select(panel.list, ids, selectedIndex(panel.list, ids) + step));
	});
};

/** The same with the selection pinned to the row that it stands on, as a person has now pointed at it. */
export const withPinnedSelection = (state: AppState, view: View): AppState => move(state, view, 0);

const nextPanel = (state: AppState, view: View, step: 1 | -1): AppState => {
	const place = currentPlace(state);
	if (place.kind !== 'overview') return state;
	const panels = overviewPanels(view);
	const next = panels[(panels.indexOf(place.focus) + step + panels.length) % panels.length];
	return next === undefined ? state : withPlace(state, {...place, focus: next});
};

/** What a place needs to know of the object that it is about. */
const ofRow = <Row>(resource: Resource<Row>, row: Row) => ({
	resource: resource.table.id,
	id: resource.identity(row),
	name: resource.name(row),
});

/** Opens the log of the selected object, where it has one. */
export const openSelectedLog = (state: AppState, view: View): AppState =>
	selectedRow(state, view, (resource, row) => {
		const target = resource.logs?.(row);
		return target === undefined
			? {...state, hint: {text: `a ${resource.singular} has no log of its own`, tone: 'bad' as const, at: view.now}}
			: pushPlace(state, freshLog(target, ofRow(resource, row)));
	}) ?? state;

/** Title of the section of processes on a page. */
export const processesTitle = 'Processes';

/** Opens the page of the selected object. */
export const openSelectedPage = (state: AppState, view: View, hasProcesses = false): AppState =>
	selectedRow(state, view, (resource, row) =>
		pushPlace(state, {
			kind: 'page',
			...ofRow(resource, row),
			top: 0,
			isMasked: true,
			hasProcesses,
			...(hasProcesses ? {goTo: processesTitle} : {}),
		}),
	) ?? state;

/** Opens everything that the engine tells of the selected object. */
export const openSelectedRaw = (state: AppState, view: View): AppState =>
	selectedRow(state, view, (resource, row) =>
		pushPlace(state, {
			kind: 'raw',
			...ofRow(resource, row),
			isMasked: true,
			text: freshText(false),
		}),
	) ?? state;

/** Into the object under the cursor, in lists and on the home alike. */
const enter = (state: AppState, view: View): AppState =>
	selectedRow(state, view, (resource, row) => {
		const destination = resource.enter(row);
		switch (destination.kind) {
			case 'page':
				return openSelectedPage(state, view);
			case 'logs':
				return pushPlace(state, freshLog(destination.target, ofRow(resource, row)));
			case 'list': {
				const target = resourceIds().find(id => id === destination.resource);
				return target === undefined
					? state
					: pushPlace(state, {kind: 'list', resource: target, scope: destination.scope, list: freshList});
			}
		}
	}) ?? state;

const toggleMark = (state: AppState, view: View): AppState => {
	const panel = currentPanel(state);
	const id = selectedRow(state, view, (resource, row) => resource.identity(row));
	if (panel === undefined || id === undefined) return state;
	const marked = new Set(panel.list.marked);
	if (!marked.delete(id)) marked.add(id);
	return move(withList(state, {...panel.list, marked}), view, 1);
};

/** Esc: first clears marks, then a filter and its kin or a search, then goes back. The home stays. */
export const goBack = (state: AppState): AppState => {
	const panel = currentPanel(state);
	if (panel !== undefined && panel.list.marked.size > 0) return withList(state, {...panel.list, marked: new Set()});
	if (panel !== undefined && (panel.list.filter !== '' || panel.list.isFaultsOnly || panel.list.isRunningOnly)) {
		return withList(state, {...panel.list, filter: '', isFaultsOnly: false, isRunningOnly: false});
	}
	const place = currentPlace(state);
	if (place.kind === 'overview' && panel?.list.selectedId !== undefined) return withList(state, followTop(panel.list));
	if ((place.kind === 'log' || place.kind === 'raw') && place.text.search !== '') {
		return withPlace(state, {...place, text: {...withoutMatch(place.text), search: ''}});
	}
	if (state.places.length > 1) return {...state, places: state.places.slice(0, -1)};
	return place.kind === 'overview' ? state : {...state, places: [freshOverview()]};
};

/** One place back, whatever is filtered or marked in it; undefined at home, where there is none. */
export const leavePlace = (state: AppState): AppState | undefined =>
	state.places.length > 1 ? {...state, places: state.places.slice(0, -1)} : undefined;

/** Opens the help on the keys of the place on screen. */
export const openHelp = (state: AppState): AppState =>
	pushPlace(state, {kind: 'help', mode: modeOf(currentPlace(state)), resource: resourceOf(state), top: 0});

/** Goes to a screen by its number: 0 is the overview, then the panel kinds in order. Esc leads home from there. */
export const goToScreen = (state: AppState, index: number): AppState => {
	const home = state.places[0] ?? freshOverview();
	const resource = resourceIds()[index - 1];
	return resource === undefined
		? {...state, places: [home]}
		: {...state, places: [home, {kind: 'list', resource, list: state.lists[resource] ?? freshList}]};
};

/** What a key does in a list or the overview; undefined for keys that are not theirs. */
export const listCommand = (state: AppState, command: Command, view: View, page: number): AppState | undefined => {
	const panel = currentPanel(state);
	if (panel === undefined) return undefined;
	// At home the first row is a rank: who goes there follows it.
	if (command === 'top' && currentPlace(state).kind === 'overview') return withList(state, followTop(panel.list));
	const step = stepOf(command, page);
	if (step !== undefined) return move(state, view, step);
	switch (command) {
		case 'enter':
			return enter(state, view);
		case 'next-panel':
			return nextPanel(state, view, 1);
		case 'previous-panel':
			return nextPanel(state, view, -1);
		case 'mark':
			return toggleMark(state, view);
		case 'sort':
			return openSortMenu(state);
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

import {withArticle} from '../../model/article.ts';
import {ofAllKinds, type ResourceId, resourceIds} from '../../resources/registry.ts';
import type {Resource, View} from '../../resources/resource.ts';
import {rowsOf} from '../../resources/rows.ts';
import {engineOf} from '../../store/engine-key.ts';
import {type AppState, currentPlace, openingList, pushPlace, withFault, withPlace} from '../app-state.ts';
import {followTop} from '../list/list-state.ts';
import {currentPanel, isRanking, resourceOf, withList} from '../list/panel.ts';
import {selectedRow, verbRows} from '../list/selection.ts';
import {freshLog, type LogPlace} from '../log/log-place.ts';
import {freshHelp} from '../places/help.tsx';
import {freshOverview} from '../places/overview.tsx';
import {freshPage} from '../places/page.tsx';
import {freshRaw} from '../places/raw.tsx';
import {freshSurvey} from '../places/survey.tsx';
import {type Place, recordOf} from '../places.ts';
import {currentText, withText} from '../text/current-text.ts';
import {withoutMatch} from '../text/text-state.ts';

// The ways between places: nothing else puts one place after another.

/** What a place needs to know of the object that it is about. */
export const ofRow = <Row>(resource: Resource<Row>, row: Row) => ({
	resource: resource.table.id,
	id: resource.identity(row),
	name: resource.name(row),
});

/** Names in a title before the rest is counted. */
const namedAtMost = 3;

/** The logs of rows as one place; undefined where they have none. */
export const logOfRows = <Row>(resource: Resource<Row>, rows: readonly Row[]): LogPlace | undefined => {
	const targets = rows.flatMap(row => resource.logs?.(row) ?? []);
	if (targets.length === 0) return undefined;
	const names = rows.slice(0, namedAtMost).map(resource.name).join(', ');
	const more = rows.length - namedAtMost;
	return freshLog(targets, {
		resource: resource.table.id,
		ids: rows.map(resource.identity),
		name: more > 0 ? `${names} and ${more} more` : names,
	});
};

/** Opens the log of the selected object, or those of all that is marked, merged. */
export const openSelectedLog = (state: AppState, view: View): AppState =>
	selectedRow(state, view, resource => {
		const opened = logOfRows(resource, verbRows(resource, state, view));
		return opened === undefined
			? withFault(state, `${withArticle(resource.singular)} has no log of its own`, view.now)
			: pushPlace(state, opened);
	}) ?? state;

/** Opens the page of the selected object. */
export const openSelectedPage = (state: AppState, view: View, hasProcesses = false): AppState =>
	selectedRow(state, view, (resource, row) => pushPlace(state, freshPage(ofRow(resource, row), hasProcesses))) ?? state;

/** Opens everything that the engine tells of the selected object. */
export const openSelectedRaw = (state: AppState, view: View): AppState =>
	selectedRow(state, view, (resource, row) => pushPlace(state, freshRaw(ofRow(resource, row)))) ?? state;

/** The names that a row is told of by, by those that tell what happened. */
const toldNames = <Row>(resource: Resource<Row>, row: Row): readonly string[] =>
	resource.toldAs?.(row) ?? [`${resource.table.id} ${resource.identity(row)}`];

/** What happened to the selected object, where a kind tells that. */
export const openSelectedEvents = (state: AppState, view: View): AppState => {
	const teller = ofAllKinds(({table, tellsOf}) =>
		tellsOf === undefined ? [] : [{id: table.id, field: tellsOf}],
	).flat()[0];
	if (teller === undefined) return state;
	return (
		selectedRow(state, view, (resource, row) => {
			const [value = '', ...others] = toldNames(resource, row);
			const engine = engineOf(row);
			const scope = {
				title: resource.name(row),
				field: teller.field,
				value,
				others,
				...(engine === undefined ? {} : {engine}),
			};
			return pushPlace(state, {kind: 'list', resource: teller.id, scope, list: openingList(state, teller.id)});
		}) ?? state
	);
};

/** The page of the first object that is told of by one of these names. */
const pageOfTold = (names: readonly string[], engine: string | undefined, view: View): Place | undefined => {
	for (const name of names) {
		const page = ofAllKinds((resource): Place | undefined => {
			if (resource.tellsOf !== undefined) return undefined;
			const row = rowsOf(resource, view.state).find(
				candidate => engineOf(candidate) === engine && toldNames(resource, candidate).includes(name),
			);
			return row === undefined ? undefined : freshPage(ofRow(resource, row), false);
		}).find(found => found !== undefined);
		if (page !== undefined) return page;
	}
	return undefined;
};

/** Into the object that a row of a place tells of, where that is in a list by now. */
const enterPointed = (state: AppState, view: View): AppState => {
	const place = currentPlace(state);
	const pointed = recordOf(place).points?.(place, view);
	if (pointed === undefined || pointed.names.length === 0) return state;
	const page = pageOfTold(pointed.names, pointed.engine, view);
	if (page !== undefined) return pushPlace(state, page);
	const isRead = recordOf(place)
		.tables(place)
		.every(id => view.state.tables[id]?.at !== undefined);
	const why = isRead ? `${pointed.copied} is in no list just now` : 'the lists are still being read: try again';
	return withFault(state, why, view.now);
};

/** Into the object under the cursor, in lists and on the home alike. */
export const enterSelected = (state: AppState, view: View): AppState =>
	selectedRow(state, view, (resource, row) => {
		const destination = resource.enter(row);
		switch (destination.kind) {
			case 'page':
				return openSelectedPage(state, view);
			case 'logs': {
				const opened = logOfRows(resource, [row]);
				return opened === undefined ? state : pushPlace(state, opened);
			}
			case 'object': {
				const page = pageOfTold(destination.names, destination.engine, view);
				return page === undefined ? openSelectedPage(state, view) : pushPlace(state, page);
			}
			case 'list': {
				const target = resourceIds().find(id => id === destination.resource);
				return target === undefined
					? state
					: pushPlace(state, {
							kind: 'list',
							resource: target,
							scope: destination.scope,
							list: openingList(state, target),
						});
			}
		}
	}) ?? enterPointed(state, view);

/** Esc: first clears marks, then a filter and its kin or a search, then goes back. The home stays. */
export const goBack = (state: AppState): AppState => {
	const panel = currentPanel(state);
	if (panel !== undefined && panel.list.marked.size > 0) return withList(state, {...panel.list, marked: new Set()});
	if (panel !== undefined && (panel.list.filter !== '' || panel.list.isFaultsOnly || panel.list.isRunningOnly)) {
		return withList(state, {...panel.list, filter: '', isFaultsOnly: false, isRunningOnly: false});
	}
	if (panel?.list.selectedId !== undefined && isRanking(state)) return withList(state, followTop(panel.list));
	const text = currentText(state);
	if (text !== undefined && text.search !== '') return withText(state, {...withoutMatch(text), search: ''});
	const place = currentPlace(state);
	const undone = recordOf(place).undone?.(place);
	if (undone !== undefined) return withPlace(state, undone);
	return leavePlace(state) ?? state;
};

/** One place back, whatever is filtered or marked in it; undefined at home, where there is none. */
export const leavePlace = (state: AppState): AppState | undefined =>
	state.places.length > 1 ? {...state, places: state.places.slice(0, -1)} : undefined;

/** Asks the engines in view about themselves, and shows what they tell. */
export const openSurvey = (state: AppState, word: string, view: View): AppState => {
	// Asked again where one stands in it already.
	const back = recordOf(currentPlace(state)).asks !== undefined ? (leavePlace(state) ?? state) : state;
	return pushPlace(back, freshSurvey(word, view));
};

/** Opens the help on the keys of the place on screen. */
export const openHelp = (state: AppState): AppState =>
	pushPlace(state, freshHelp(recordOf(currentPlace(state)).mode, resourceOf(state)));

/** Goes to the list of a kind, or home without one. Esc leads home from there. */
export const goToScreen = (state: AppState, resource: ResourceId | undefined): AppState => {
	const home = state.places[0] ?? freshOverview();
	return resource === undefined
		? {...state, places: [home]}
		: {...state, places: [home, {kind: 'list', resource, list: state.lists[resource] ?? openingList(state, resource)}]};
};

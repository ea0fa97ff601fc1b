import {columnsWithReason} from '../../resources/reason-column.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import type {MouseReport} from '../../terminal/mouse.ts';
import type {Target} from '../../ui/pointing.ts';
import {type AppState, currentPlace, withFault, withoutHint, withPlace} from '../app-state.ts';
import {columnCalled} from '../command/column-command.ts';
import {type Outcome, only} from '../effects.ts';
import {itemsOf, keyOfItem} from '../list/list-groups.ts';
import {select, sortOf} from '../list/list-state.ts';
import {currentPanel, withList} from '../list/panel.ts';
import {recordOf} from '../places.ts';
import {allScreens} from '../screens.ts';
import {withVisit} from '../ways/visits.ts';
import {goToScreen} from '../ways/ways.ts';
import type {Around} from './key-turn.ts';
import {movingCommand} from './place-keys.ts';

/** What the mouse did, and what stood there. */
export type Pointed = {readonly did: MouseReport['did']; readonly target?: Target};

/** Rows that a notch of the wheel goes. */
const notch = 3;

/** The same with keys going to the list that was pointed at, where the place has several. */
const onList = (state: AppState, list: string): AppState => {
	const place = currentPlace(state);
	const {panel} = recordOf(place);
	return panel === undefined || panel.of(place).resource === list
		? state
		: withPlace(state, panel.toKind?.(place, list) ?? place);
};

/** A row that was clicked: the cursor goes there; where a person had put it there before, it is entered. */
const onRow = (before: AppState, {list, id}: Extract<Target, {kind: 'row'}>, around: Around): Outcome<AppState> => {
	const state = onList(before, list);
	const panel = currentPanel(state);
	if (panel?.resource !== list) return only(state);
	const isThere = state === before && panel.list.selectedId === id;
	if (isThere) return movingCommand(state, 'enter', {...around, text: around.text(state)}) ?? only<AppState>(state);
	return only<AppState>(
		resourceNamed(list)(resource => {
			const ids = itemsOf(resource, panel, around.view).map(keyOfItem(resource));
			const index = ids.indexOf(id);
			// It has gone since it was drawn.
			return index === -1 ? state : withList(state, select(panel.list, ids, index));
		}),
	);
};

/** A title that was clicked: the list is sorted by its column, or the other way round where it is already. */
const onTitle = (before: AppState, {list, column: id}: Extract<Target, {kind: 'title'}>, view: View): AppState => {
	const state = onList(before, list);
	const panel = currentPanel(state);
	if (panel?.resource !== list) return state;
	return resourceNamed(list)(resource => {
		const column = columnCalled(id, resource, columnsWithReason(resource));
		if ('fault' in column || column.order === undefined) return withFault(state, 'there is no order by that', view.now);
		const now = sortOf(resource, panel.list);
		const isDescending = now.column === id ? !now.isDescending : column.isDescendingFirst === true;
		return withList(state, {...panel.list, sort: {column: id, isDescending}});
	});
};

const clicked = (state: AppState, target: Target, around: Around): Outcome<AppState> => {
	switch (target.kind) {
		case 'tab': {
			const screen = allScreens().find(({word}) => word === target.word);
			return only(screen === undefined ? state : goToScreen(state, screen.resource));
		}
		case 'title':
			return only(onTitle(state, target, around.view));
		case 'row':
			return onRow(state, target, around);
	}
};

const wheeled = (before: AppState, {did, target}: Pointed, around: Around): Outcome<AppState> => {
	const state = target === undefined || target.kind === 'tab' ? before : onList(before, target.list);
	return Array.from({length: notch}).reduce<Outcome<AppState>>((outcome: Outcome<AppState>) => {
		const text = around.text(outcome.state);
		const next = movingCommand(outcome.state, did === 'wheel-up' ? 'up' : 'down', {...around, text});
		return next === undefined ? outcome : {...next, effects: [...outcome.effects, ...next.effects]};
	}, only(state));
};

/**
 * What the mouse comes to: it scrolls, points, sorts and goes to screens and into rows. It answers no question, runs no
 * verb, and does nothing while anything stands over the place.
 */
export const pointedAt = (before: AppState, pointed: Pointed, around: Around): Outcome<AppState> => {
	if (around.isTooSmall || before.overlay !== undefined) return only(before);
	const state: AppState = {...withoutHint(before), keyAt: around.view.now};
	// As with keys: who is told no sees that first.
	if (before.hint?.isRefusal === true) return only(state);
	const {did, target} = pointed;
	if (did !== 'click') return wheeled(state, pointed, around);
	const outcome = target === undefined ? only(state) : clicked(state, target, around);
	return {...outcome, state: withVisit(before, outcome.state)};
};

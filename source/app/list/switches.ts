import type {View} from '../../resources/resource.ts';
import {type AppState, withWord} from '../app-state.ts';
import type {Outcome} from '../effects.ts';
import {besideFrom} from './beside.ts';

/** Gives lists all of the width, or the page of their selected row beside them again. */
export const withOtherBeside = (state: AppState, view: View): AppState => {
	const isBesideShown = !state.isBesideShown;
	const words = isBesideShown
		? `the page of the selected row stands beside its list, from ${besideFrom} columns`
		: 'lists have all of the width';
	return withWord({...state, isBesideShown}, words, view.now);
};

/** Takes the mouse from the terminal, or gives it back. */
export const withOtherMouse = (state: AppState, view: View): Outcome<AppState> => {
	const isMouseOn = !state.isMouseOn;
	const words = isMouseOn
		? 'the mouse scrolls, points and sorts; with Shift it selects text, in most terminals'
		: 'the mouse is left to the terminal';
	return {state: withWord({...state, isMouseOn}, words, view.now), effects: [{kind: 'mouse', isOn: isMouseOn}]};
};

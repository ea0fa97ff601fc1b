import {type AppState, currentPlace} from '../app-state.ts';
import {type Place, recordOf} from '../places.ts';

/** Ways that are kept in each direction. */
const most = 50;

/** What tells places apart, wherever they are scrolled to. */
const addressOf = (place: Place): string => {
	const record = recordOf(place);
	const scope = record.panel?.of(place).scope;
	const object = record.object?.(place);
	return [place.kind, record.tab?.(place), record.crumb?.(place), object?.id, scope?.field, scope?.value].join(' ');
};

/** The same, with the place that was left kept for coming back. */
export const withVisit = (before: AppState, after: AppState): AppState => {
	const isSame =
		before.places.length === after.places.length && addressOf(currentPlace(before)) === addressOf(currentPlace(after));
	if (isSame || before.visits !== after.visits) return after;
	return {...after, visits: {past: [...before.visits.past, before.places].slice(-most), future: []}};
};

/** To the place that was visited before this one; undefined where there was none. */
export const visitBefore = (state: AppState): AppState | undefined => {
	const {past, future} = state.visits;
	const places = past.at(-1);
	return places === undefined
		? undefined
		: {...state, places, visits: {past: past.slice(0, -1), future: [...future, state.places].slice(-most)}};
};

/** To the place that one went back from; undefined where there is none. */
export const visitAfter = (state: AppState): AppState | undefined => {
	const {past, future} = state.visits;
	const places = future.at(-1);
	return places === undefined
		? undefined
		: {...state, places, visits: {past: [...past, state.places].slice(-most), future: future.slice(0, -1)}};
};

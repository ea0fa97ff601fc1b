import {type AppState, currentPlace, withPlace} from '../app-state.ts';
import {recordOf} from '../places.ts';
import type {TextState} from './text-state.ts';

/** How the text on screen is read, if there is one here. */
export const currentText = (state: AppState): TextState | undefined => {
	const place = currentPlace(state);
	return recordOf(place).text?.of(place);
};

/** Whether the text on screen grows at its end. */
export const isLiveText = (state: AppState): boolean => recordOf(currentPlace(state)).text?.isLive === true;

/** The same with the text on screen read in another way. */
export const withText = (state: AppState, text: TextState): AppState => {
	const place = currentPlace(state);
	const record = recordOf(place).text;
	return record === undefined ? state : withPlace(state, record.with(place, text));
};

/** What was typed to show only the lines of the text on screen that match; undefined where that cannot be. */
export const onlyTyped = (state: AppState): string | undefined => {
	const place = currentPlace(state);
	return recordOf(place).text?.only?.of(place);
};

/** The same showing only the lines that match. */
export const withOnlyTyped = (state: AppState, typed: string): AppState => {
	const place = currentPlace(state);
	const way = recordOf(place).text?.only;
	return way === undefined ? state : withPlace(state, way.with(place, typed));
};

import {type AppState, currentPlace, withPlace} from './app-state.ts';
import {recordOf} from './places.ts';
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

import type {View} from '../resources/resource.ts';
import {type AppState, currentPlace, withPlace} from './app-state.ts';
import type {Effect} from './effects.ts';
import {everyPlaceWord, recordOf} from './places.ts';

/** Words of the command line that are about the place on screen. */
export const placeWords = (state: AppState): readonly string[] =>
	(recordOf(currentPlace(state)).words ?? []).map(({word}) => word);

/** What a word of the place on screen comes to; undefined for a word that is not one of a place. */
export const wordOfPlace = (
	state: AppState,
	word: string,
	typed: string,
	view: View,
): {readonly state: AppState; readonly effects: readonly Effect[]} | {readonly fault: string} | undefined => {
	const place = currentPlace(state);
	const own = recordOf(place).words?.find(candidate => candidate.word === word.toLowerCase());
	if (own === undefined) {
		const mode = everyPlaceWord().get(word.toLowerCase());
		return mode === undefined ? undefined : {fault: `${word} works in an open ${mode}`};
	}
	const outcome = own.run(place, typed.trim().slice(word.length).trim(), view);
	return 'fault' in outcome ? outcome : {state: withPlace(state, outcome.place), effects: outcome.effects ?? []};
};

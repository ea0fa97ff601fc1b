import type {Confirm} from '../app-state.ts';
import type {Frame, Picture} from '../frame.ts';

/**
 * Whether a person can have read a question: it was drawn whole, and the terminal has taken that picture. A question
 * keeps its requests as long as it stands, whatever is chosen or typed in it.
 */
export type SeenQuestion = {
	/** A frame was laid out, of which this is the picture. */
	drawn(picture: Picture, frame: Pick<Frame, 'state' | 'isQuestionWhole'>): void;
	/** The terminal has all of a picture. */
	taken(picture: Picture): void;
	isSeen(question: Confirm['requests']): boolean;
};

/** Nothing was seen yet. */
export const createSeenQuestion = (): SeenQuestion => {
	// Others may be laid out before the terminal has taken one: what stands in that was seen all the same.
	const questions = new WeakMap<Picture, Confirm['requests']>();
	let seen: Confirm['requests'] | undefined;
	return {
		drawn(picture, {state: {overlay}, isQuestionWhole}) {
			if (overlay?.kind === 'confirm' && isQuestionWhole) questions.set(picture, overlay.requests);
			else questions.delete(picture);
		},
		taken(picture) {
			seen = questions.get(picture);
		},
		isSeen: question => seen === question,
	};
};

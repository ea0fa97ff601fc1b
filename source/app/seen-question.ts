import type {Confirm} from './app-state.ts';
import type {Frame, Picture} from './frame.ts';

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
	let latest: {readonly picture: Picture; readonly question: Confirm['requests'] | undefined} | undefined;
	let seen: Confirm['requests'] | undefined;
	return {
		drawn(picture, {state: {overlay}, isQuestionWhole}) {
			latest = {picture, question: overlay?.kind === 'confirm' && isQuestionWhole ? overlay.requests : undefined};
		},
		taken(picture) {
			if (latest?.picture === picture) seen = latest.question;
		},
		isSeen: question => seen === question,
	};
};

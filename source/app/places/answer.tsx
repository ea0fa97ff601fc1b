import type {ResourceId} from '../../resources/registry.ts';
import {TextLines} from '../../ui/text-lines.tsx';
import type {Laid, PlaceRecord, Room} from '../place-record.ts';
import {drawnText} from '../text/drawn-text.ts';
import {freshText, searchTitle, type TextState, wholeText} from '../text/text-state.ts';

/** A text that the engine told of one object when it was asked, as it was then. */
export type AnswerPlace = {
	readonly kind: 'answer';
	readonly resource: ResourceId;
	readonly id: string;
	/** What it is of what: `CHANGES web`. */
	readonly title: string;
	/** What is said beside that: when, of how many. */
	readonly note: string;
	readonly lines: readonly string[];
	readonly text: TextState;
};

/** An answer as it opens. */
export const freshAnswer = (answer: Omit<AnswerPlace, 'kind' | 'text'>): AnswerPlace => ({
	kind: 'answer',
	...answer,
	text: freshText(false),
});

const lay = (place: AnswerPlace, {size}: Room): Laid<AnswerPlace> => {
	const {text, lines} = place;
	const drawn = drawnText(text, lines, size);
	const title = [
		{text: `${place.title}  `, tone: 'strong'},
		{text: place.note, tone: 'quiet'},
		{text: text.search === '' ? '' : `  ${searchTitle(text)}`, tone: 'accent'},
	] as const;
	return {
		body: <TextLines title={title} lines={drawn.lines} {...size} />,
		place: {...place, text: {...text, top: drawn.top}},
		containers: [],
	};
};

/** What the engine told when it was asked. */
export const answer: PlaceRecord<AnswerPlace> = {
	mode: 'text',
	crumb: place => place.title,
	tab: place => place.resource,
	object: place => place,
	text: {
		of: place => place.text,
		with: (place, text) => ({...place, text}),
		lines: ({lines}) => wholeText(lines),
		isLive: false,
	},
	tables: () => [],
	lay,
};

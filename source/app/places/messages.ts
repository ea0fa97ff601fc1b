import type {Line} from '../../model/tone.ts';
import {formatMoment} from '../../resources/cell.ts';
import type {View} from '../../resources/resource.ts';
import type {PlaceRecord} from '../place-record.ts';
import {wrappedLines} from '../wrapped-lines.ts';

/** The engine's answers to verbs. */
export type MessagesPlace = {readonly kind: 'messages'; readonly top: number};

/** The answers as they open. */
export const freshMessages: MessagesPlace = {kind: 'messages', top: 0};

/** The engine's answers to verbs, the latest first, with their times. */
const messageLines = ({state}: View): readonly Line[] =>
	state.notices.length === 0
		? [[{text: 'no verb was answered yet', tone: 'quiet'}]]
		: state.notices.toReversed().map(notice => [
				{text: `${formatMoment(notice.at).slice(11)}  `, tone: 'quiet'},
				{text: `${notice.tone === 'bad' ? '✗' : '✓'} ${notice.text}`, tone: notice.tone},
			]);

/** What the engine answered to verbs. */
export const messages: PlaceRecord<MessagesPlace> = {
	mode: 'help',
	scroll: {top: place => place.top, to: (place, top) => ({...place, top})},
	tables: () => [],
	lay: (place, {view, size}) => {
		const {lines, top} = wrappedLines('MESSAGES, latest first', messageLines(view), place.top, size);
		return {lines, place: {...place, top}, containers: []};
	},
};

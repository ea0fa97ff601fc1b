import type {Line} from '../../model/tone.ts';
import {formatMoment} from '../../resources/cell.ts';
import type {View} from '../../resources/resource.ts';
import type {Notice, VerbResult} from '../../store/state.ts';
import {Page} from '../../ui/text-lines.tsx';
import type {PlaceRecord} from '../place-record.ts';
import {wrappedLines} from '../text/wrapped-lines.ts';

/** The engine's answers to verbs. */
export type MessagesPlace = {readonly kind: 'messages'; readonly top: number};

/** The answers as they open. */
export const freshMessages: MessagesPlace = {kind: 'messages', top: 0};

const told = ({tone, text}: VerbResult): Line => [{text: `${tone === 'bad' ? '✗' : '✓'} ${text}`, tone}];

/** An answer with its time; of a sum, what came of each object below it. */
const linesOf = (notice: Notice): readonly Line[] => {
	const time = `${formatMoment(notice.at).slice(11)}  `;
	return [
		[{text: time, tone: 'quiet'}, ...told(notice)],
		...(notice.results ?? []).map((result): Line => [{text: ' '.repeat(time.length + 2)}, ...told(result)]),
	];
};

/** The engine's answers to verbs, the latest first, with their times. */
const messageLines = ({state}: View): readonly Line[] =>
	state.notices.length === 0
		? [[{text: 'no verb was answered yet', tone: 'quiet'}]]
		: state.notices.toReversed().flatMap(linesOf);

/** What the engine answered to verbs. */
export const messages: PlaceRecord<MessagesPlace> = {
	mode: 'help',
	scroll: {top: place => place.top, to: (place, top) => ({...place, top})},
	tables: () => [],
	lay: (place, {view, size}) => {
		const {page, top} = wrappedLines('MESSAGES, latest first', messageLines(view), place.top, size);
		return {body: <Page {...page} />, place: {...place, top}, containers: []};
	},
};

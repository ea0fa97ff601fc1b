import type {Line} from '../model/tone.ts';
import {formatMoment} from '../resources/cell.ts';
import type {View} from '../resources/resource.ts';

/** The engine's answers to verbs, the latest first, with their times. */
export const messageLines = ({state}: View): readonly Line[] =>
	state.notices.length === 0
		? [[{text: 'no verb was answered yet', tone: 'quiet'}]]
		: state.notices.toReversed().map(notice => [
				{text: `${formatMoment(notice.at).slice(11)}  `, tone: 'quiet'},
				{text: `${notice.tone === 'bad' ? '✗' : '✓'} ${notice.text}`, tone: notice.tone},
			]);

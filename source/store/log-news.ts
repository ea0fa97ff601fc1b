import type {EngineEvent} from '../model/event.ts';
import type {LogLine} from '../model/log-line.ts';
import {clockText} from '../model/log-moment.ts';

/** What the event means to who reads the log. */
const wordsOf = (event: EngineEvent): string | undefined => {
	switch (event.action) {
		case 'start':
			return 'started';
		case 'die':
			return `ended, exit ${event.attributes.exitCode ?? 'code unknown'}`;
		case 'oom':
			return 'out of memory';
		default:
			return undefined;
	}
};

/**
 * The line of ours that tells of an event between those of the log: dim, with the time of day in its text and none of its
 * own. Undefined for most events.
 */
export const markOf = (event: EngineEvent): LogLine | undefined => {
	const words = wordsOf(event);
	return words === undefined
		? undefined
		: {text: `\u{1b}[2m── ${words} ${clockText(new Date(event.at))} ──\u{1b}[0m`, source: 'stdout', isMark: true};
};

/** Whether a log that ended may have more to read after this event. */
export const bringsLines = (event: EngineEvent): boolean =>
	event.action === 'start' || (event.type === 'service' && event.action === 'update');

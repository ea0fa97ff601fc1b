import type {Engine, LogTarget} from '../engine/engine.ts';
import {cleanText} from '../model/clean-text.ts';
import type {LogLine} from '../model/log-line.ts';
import {childController, pause} from './pause.ts';

/** Lines of an end. */
const mostLines = 6;
/** Letters of a line. */
const longestLine = 400;
/** What has not come by then, ms, does not come: a log of a swarm waits for nodes that are gone. */
const patience = 4000;

const bounded = (line: LogLine): LogLine => ({...line, text: cleanText(line.text).slice(0, longestLine)});

/** The last lines of a log, oldest first; a few, of bounded length, as far as they come within 4 s. */
export const readEnding = async (
	engine: Pick<Engine, 'logs'>,
	target: LogTarget,
	signal: AbortSignal,
): Promise<readonly LogLine[]> => {
	const until = childController(signal);
	void pause(patience, until.signal).then(() => until.abort());
	let lines: readonly LogLine[] = [];
	try {
		// `tail` is of each task of a service.
		for await (const batch of engine.logs(target, {follow: false, tail: mostLines}, until.signal))
			lines = [...lines, ...batch].slice(-mostLines).map(bounded);
		return lines;
	} finally {
		until.abort();
	}
};

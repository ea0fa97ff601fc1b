import type {Engine, LogOptions, LogTarget} from '../engine/engine.ts';
import type {LogLine} from '../model/log-line.ts';
import {createMergeWindow} from './merge-window.ts';
import {createResumePoint} from './resume-point.ts';

/** Reads a log, from where the reading before it stopped. */
export type LogReader = {
	/**
	 * Reads until the engine ends the log or `until` is aborted; throws what the engine throws.
	 * `reached` is called, perhaps often, once it is known that the engine lets us read.
	 */
	read(engine: Pick<Engine, 'logs'>, reached: () => void, until: AbortSignal): Promise<void>;
};

/** Who gets what is read. */
export type LogSink = {
	/** Lines that were not read before, in order; there may be none. */
	keep(lines: readonly LogLine[]): void;
	/** The reading is over, however it ended, and all of its lines are kept. */
	over(): void;
};

/** Reading stops for a turn of the event loop after so many ms, so that keys are answered in a flood. */
const longestTurn = 8;
/** An open log without a line is read as well; the engine does not say when it began. */
const openingTime = 300;
/** How often lines are taken out of the merge window, ms. */
const mergeInterval = 100;

/** A container's lines come in order; those of the tasks of a service are put in order. `now` in ms. */
export const createLogReader = (
	target: LogTarget,
	options: Pick<LogOptions, 'tail' | 'since'>,
	sink: LogSink,
	now: () => number,
): LogReader => {
	const resume = createResumePoint();
	const merge = target.kind === 'container' ? undefined : createMergeWindow();

	const settings = (): LogOptions => {
		const since = resume.since();
		return since === undefined ? {...options, follow: true} : {follow: true, tail: 'all', since};
	};
	const take = (lines: readonly LogLine[]) => {
		if (merge === undefined) sink.keep(lines);
		else merge.add(lines, now());
	};

	return {
		async read(engine, reached, until) {
			resume.rewind();
			const opening = setTimeout(reached, openingTime);
			const flush = merge && setInterval(() => sink.keep(merge.take(now())), mergeInterval);
			try {
				let turnBegan = now();
				for await (const batch of engine.logs(target, settings(), until)) {
					if (until.aborted) return;
					reached();
					take(resume.fresh(batch));
					if (now() - turnBegan < longestTurn) continue;
					await new Promise(resolve => setImmediate(resolve));
					turnBegan = now();
				}
			} finally {
				clearTimeout(opening);
				clearInterval(flush);
				if (merge !== undefined) sink.keep(merge.drain());
				sink.over();
			}
		},
	};
};

import type {Engine, LogOptions, LogTarget} from '../engine/engine.ts';
import type {LogLine} from '../model/log-line.ts';
import type {LogSpan} from './monitor.ts';
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
	/** Lines that were not read before; there may be none. */
	keep(lines: readonly LogLine[]): void;
	/** The reading is over, however it ended, and all of its lines are kept. */
	over(): void;
};

/** Reading stops for a turn of the event loop after so many ms, so that keys are answered in a flood. */
const longestTurn = 8;
/** An open log without a line is read as well; the engine does not say when it began. */
const openingTime = 300;

/** Lines are kept as they come. `now` in ms. */
export const createLogReader = (target: LogTarget, span: LogSpan, sink: LogSink, now: () => number): LogReader => {
	const resume = createResumePoint();

	const {tail, until: end} = span;
	/** Lines from the end of a part that ends before the log does: engines count from the log's own end. */
	const lastOnes = end === undefined || tail === 'all' ? undefined : tail;
	const settings = (): LogOptions => {
		const since = resume.since() ?? span.since;
		return {
			follow: end === undefined,
			tail: resume.since() === undefined && lastOnes === undefined ? tail : 'all',
			...(since === undefined ? {} : {since}),
			...(end === undefined ? {} : {until: end}),
		};
	};

	return {
		async read(engine, reached, until) {
			resume.rewind();
			const opening = setTimeout(reached, openingTime);
			try {
				let turnBegan = now();
				let held: readonly LogLine[] = [];
				for await (const batch of engine.logs(target, settings(), until)) {
					if (until.aborted) return;
					reached();
					if (lastOnes === undefined) sink.keep(resume.fresh(batch));
					else held = [...held, ...batch].slice(-lastOnes);
					if (now() - turnBegan < longestTurn) continue;
					await new Promise(resolve => setImmediate(resolve));
					turnBegan = now();
				}
				if (lastOnes !== undefined) sink.keep(resume.fresh(held));
			} finally {
				clearTimeout(opening);
				sink.over();
			}
		},
	};
};

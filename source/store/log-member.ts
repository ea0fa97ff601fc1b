import type {Engine} from '../engine/engine.ts';
import type {EngineEvent} from '../model/event.ts';
import type {LogLine} from '../model/log-line.ts';
import {followLog, type LogFollower} from './log-follower.ts';
import {bringsLines, markOf} from './log-news.ts';
import {createLogReader} from './log-reader.ts';
import {initialLogStatus, isBeingRead, type LogStatus, type LogStatusEvent, nextLogStatus} from './log-status.ts';
import type {LogSpan, NamedLog} from './monitor.ts';
import {childController} from './pause.ts';

/** One of the logs that an open log is made of: followed over one connection after another. */
export type LogMember = {
	readonly target: NamedLog;
	status(): LogStatus;
	/** Whether anything came of it over this connection: lines, its end, or why it cannot be read. */
	isAnswered(): boolean;
	attach(engine: Engine): void;
	/** The connection is gone. */
	detach(): void;
	event(event: EngineEvent): void;
	/** It is read no more. */
	close(): void;
};

/** Who hears of a member. */
export type LogMemberSink = {
	keep(lines: readonly LogLine[]): void;
	/** Its status is another one. */
	changed(): void;
};

/** A log that is read as soon as it is attached; `signal` ends it with the log that it is of. */
export const createLogMember = (
	target: NamedLog,
	span: LogSpan,
	sink: LogMemberSink,
	now: () => number,
	signal: AbortSignal,
): LogMember => {
	const own = childController(signal);
	/** What the engine told of the object meanwhile; it stands behind the lines of the run that it is about. */
	const marks: LogLine[] = [];
	const keepMarks = () => sink.keep(marks.splice(0));
	let status = initialLogStatus;
	let isAnswered = false;
	let connection: AbortController | undefined;
	let follower: LogFollower | undefined;

	const keep = (lines: readonly LogLine[]) => {
		isAnswered ||= lines.length > 0;
		sink.keep(lines);
	};
	const reader = createLogReader(target, span, {keep, over: keepMarks}, now);
	const tell = (event: LogStatusEvent) => {
		isAnswered ||= event.type === 'ended' || event.type === 'failed';
		const next = nextLogStatus(status, event);
		if (next === status) return;
		status = next;
		sink.changed();
	};

	return {
		target,
		status: () => status,
		isAnswered: () => isAnswered,
		close: () => own.abort(),
		attach(engine) {
			connection?.abort();
			isAnswered = false;
			const attached = childController(own.signal);
			connection = attached;
			const read = (reached: () => void) => reader.read(engine, reached, attached.signal);
			// What has an end is one reading, whatever it is of.
			follower = followLog(span.until === undefined ? target.kind : 'container', {read, tell, now}, attached.signal);
		},
		detach() {
			connection?.abort();
			connection = undefined;
			follower = undefined;
			tell({type: 'detached'});
		},
		event(event) {
			if (span.until !== undefined || event.type !== target.kind || event.id !== target.id) return;
			const mark = markOf(event);
			if (mark !== undefined) marks.push(mark);
			// Nothing is read just now that could still bring lines before it.
			if (!isBeingRead(status)) keepMarks();
			if (bringsLines(event)) follower?.wake();
		},
	};
};

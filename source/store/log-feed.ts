import type {Engine, LogTarget} from '../engine/engine.ts';
import type {EngineEvent} from '../model/event.ts';
import type {LogLine} from '../model/log-line.ts';
import type {LogFollower} from './log-follower.ts';
import {followLog} from './log-follower.ts';
import {bringsLines, markOf} from './log-news.ts';
import {createLogReader} from './log-reader.ts';
import {isBeingRead} from './log-status.ts';
import {createLogView} from './log-view.ts';
import type {LogFeed} from './monitor.ts';
import {childController} from './pause.ts';

/** A log as the monitor holds it: it is attached to one connection after another. */
export type OpenLog = LogFeed & {
	attach(engine: Engine): void;
	/** The connection is gone; what was read stays. */
	detach(): void;
	event(event: EngineEvent): void;
};

/** Opens a log; `signal` ends it with the monitor. */
export const openLogFeed = (
	target: LogTarget,
	options: {readonly tail: number | 'all'; readonly since?: string},
	now: () => number,
	signal: AbortSignal,
): OpenLog => {
	const own = childController(signal);
	const view = createLogView(now, own.signal);
	/** What the engine told of the object meanwhile; it stands behind the lines of the run that it is about. */
	const marks: LogLine[] = [];
	const keepMarks = () => view.keep(marks.splice(0));
	const reader = createLogReader(target, options, {keep: view.keep, over: keepMarks}, now);
	let connection: AbortController | undefined;
	let follower: LogFollower | undefined;

	return {
		snapshot: view.snapshot,
		subscribe: view.subscribe,
		close: () => own.abort(),
		attach(engine) {
			connection?.abort();
			const attached = childController(own.signal);
			connection = attached;
			const read = (reached: () => void) => reader.read(engine, reached, attached.signal);
			follower = followLog(target.kind, {read, tell: view.tell, now}, attached.signal);
		},
		detach() {
			connection?.abort();
			connection = undefined;
			follower = undefined;
			view.tell({type: 'detached'});
		},
		event(event) {
			if (event.type !== target.kind || event.id !== target.id) return;
			const mark = markOf(event);
			if (mark !== undefined) marks.push(mark);
			// Nothing is read just now that could still bring lines before it.
			if (!isBeingRead(view.status())) keepMarks();
			if (bringsLines(event)) follower?.wake();
		},
	};
};

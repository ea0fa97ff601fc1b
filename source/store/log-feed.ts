import type {Engine, LogTarget} from '../engine/engine.ts';
import type {EngineEvent} from '../model/event.ts';
import type {LogLine} from '../model/log-line.ts';
import {createBackoff} from './backoff.ts';
import {faultOf} from './fault.ts';
import {createLogBuffer} from './log-buffer.ts';
import {createMergeWindow} from './merge-window.ts';
import type {LogFeed, LogSnapshot} from './monitor.ts';
import {childController, pause} from './pause.ts';
import {createResumePoint} from './resume-point.ts';
import type {Fault} from './state.ts';

/** A log as the monitor holds it: it is attached to one connection after another. */
export type OpenLog = LogFeed & {
	attach(engine: Engine): void;
	/** The connection is gone; what was read stays. */
	detach(): void;
	event(event: EngineEvent): void;
};

const notifyInterval = 100;
/** Reading stops for a turn of the event loop after so many ms, so that keys are answered in a flood. */
const longestTurn = 8;
/** An open log without a line follows as well; the engine does not say when it began. */
const openingTime = 300;
const firstRetry = 1000;
const longestRetry = 10_000;
/** A service's log may end with the connection to one of its nodes. */
const serviceRetry = 5000;
/** The longest that a timer can wait: 24 days. */
const forever = 2 ** 31 - 1;

/** A line of ours between those of the log: dim, and without a time. */
const markOf = (words: string): LogLine => ({text: `\u{1b}[2m── ${words} ──\u{1b}[0m`, source: 'stdout'});

/** What an event means to who reads the log. */
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

/** Opens a log; `signal` ends it with the monitor. */
export const openLogFeed = (
	target: LogTarget,
	options: {readonly tail: number | 'all'; readonly since?: string},
	now: () => number,
	signal: AbortSignal,
): OpenLog => {
	const own = childController(signal);
	const buffer = createLogBuffer();
	const resume = createResumePoint();
	const merge = target.kind === 'container' ? undefined : createMergeWindow();
	const listeners = new Set<() => void>();
	let status: LogSnapshot['status'] = 'opening';
	let fault: Fault | undefined;
	let version = 0;
	let latest: LogSnapshot | undefined;
	let connection: AbortController | undefined;
	/** Begins the reading again after it ended, when there is a reason to. */
	let again: (() => void) | undefined;
	let hasStarted = false;
	/** Whether the present reading has got through to the log. */
	let isWell = false;
	/** What the engine told of the object meanwhile; it stands behind the lines of the run that it is about. */
	const marks: LogLine[] = [];
	let notifyTimer: NodeJS.Timeout | undefined;
	let notifiedAt = Number.NEGATIVE_INFINITY;

	const notify = () => {
		notifyTimer = undefined;
		notifiedAt = now();
		for (const listener of listeners) listener();
	};
	const changed = () => {
		version++;
		if (notifyTimer === undefined && !own.signal.aborted) {
			notifyTimer = setTimeout(notify, Math.max(0, Math.min(notifyInterval, notifiedAt + notifyInterval - now())));
		}
	};
	const become = (next: LogSnapshot['status'], why?: Fault) => {
		if (status === next && fault === why) return;
		status = next;
		fault = why;
		changed();
	};
	const keep = (lines: readonly LogLine[]) => {
		if (lines.length === 0) return;
		buffer.add(lines);
		changed();
	};

	const readThrough = async (engine: Engine, until: AbortSignal) => {
		const since = resume.since();
		resume.rewind();
		const settings = since === undefined ? {...options, follow: true} : {follow: true, tail: 'all' as const, since};
		const opening = setTimeout(() => {
			isWell = true;
			become('following');
		}, openingTime);
		const flush = merge && setInterval(() => keep(merge.take(now())), notifyInterval);
		try {
			let turnBegan = now();
			for await (const batch of engine.logs(target, settings, until)) {
				if (until.aborted) return;
				isWell = true;
				become('following');
				const lines = resume.fresh(batch);
				if (merge === undefined) keep(lines);
				else merge.add(lines, now());
				if (now() - turnBegan < longestTurn) continue;
				await new Promise(resolve => setImmediate(resolve));
				turnBegan = now();
			}
		} finally {
			clearTimeout(opening);
			clearInterval(flush);
			if (merge !== undefined) keep(merge.drain());
			keep(marks.splice(0));
		}
	};

	/** Waits for the container's next start, or some time. */
	const reason = (wait: number, until: AbortSignal) => {
		const waiting = childController(until);
		again = () => waiting.abort();
		if (hasStarted) again();
		return pause(wait, waiting.signal).then(() => {
			waiting.abort();
			again = undefined;
		});
	};
	const isFinal = (why: Fault) => why.kind !== 'unreachable' && why.kind !== 'timeout';

	const follow = async (engine: Engine, until: AbortSignal) => {
		const backoff = createBackoff(firstRetry, longestRetry);
		while (!until.aborted) {
			hasStarted = false;
			isWell = false;
			let wait = target.kind === 'service' ? serviceRetry : forever;
			try {
				await readThrough(engine, until);
				if (until.aborted) return;
				become('ended');
			} catch (error) {
				if (until.aborted) return;
				const why = faultOf(error, now());
				if (isFinal(why)) wait = forever;
				// What a proxy cut because it was idle had gone well until then.
				else wait = backoff.next(isWell);
				become(isFinal(why) ? 'ended' : 'lost', why);
			}
			await reason(wait, until);
		}
	};

	own.signal.addEventListener('abort', () => clearTimeout(notifyTimer), {once: true});

	return {
		snapshot() {
			if (latest?.version !== version) {
				latest = {...buffer.look(), status, version, ...(fault === undefined ? {} : {fault})};
			}
			return latest;
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close: () => own.abort(),
		attach(engine) {
			connection?.abort();
			connection = childController(own.signal);
			void follow(engine, connection.signal);
		},
		detach() {
			connection?.abort();
			connection = undefined;
			if (status === 'following' || status === 'opening') become('lost');
		},
		event(event) {
			if (event.type !== target.kind || event.id !== target.id) return;
			const words = wordsOf(event);
			if (words !== undefined) marks.push(markOf(words));
			// Nothing is read just now that could still bring lines before it.
			if (status !== 'following' && status !== 'opening') keep(marks.splice(0));
			if (event.action !== 'start' && !(event.type === 'service' && event.action === 'update')) return;
			hasStarted = event.type === 'container';
			again?.();
		},
	};
};

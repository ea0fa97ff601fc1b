import {isDeepStrictEqual} from 'node:util';
import type {Engine} from '../engine/engine.ts';
import type {EngineEvent} from '../model/event.ts';
import type {LogLine} from '../model/log-line.ts';
import {faultOf} from './fault.ts';
import {createLogMember, type LogMember} from './log-member.ts';
import {type OlderLines, olderTogether, readOlder} from './log-older.ts';
import {sumOfStatuses} from './log-status.ts';
import {createLogView} from './log-view.ts';
import {createMergeWindow} from './merge-window.ts';
import type {LogFeed, LogSpan, NamedLog} from './monitor.ts';
import {childController} from './pause.ts';

/** A log as the monitor holds it: it is attached to one connection after another. */
export type OpenLog = LogFeed & {
	attach(engine: Engine): void;
	/** The connection is gone; what was read stays. */
	detach(): void;
	event(event: EngineEvent): void;
};

/** How often merged lines are taken out of their window, ms. */
const mergeInterval = 100;
/** Lines wait until something came of each log, but no longer than this, ms: one may be silent, or hang. */
const longestGathering = 1000;

const keyOf = ({kind, id}: NamedLog): string => `${kind} ${id}`;

/** Opens the logs of these targets as one, their lines merged by time; `signal` ends it with the monitor. */
export const openLogFeed = (
	targets: readonly NamedLog[],
	span: LogSpan,
	now: () => number,
	signal: AbortSignal,
): OpenLog => {
	const own = childController(signal);
	const view = createLogView(now, own.signal);
	const members = new Map<string, LogMember>();
	const merge = createMergeWindow();
	let engine: Engine | undefined;
	let attachedAt = 0;
	let timer: NodeJS.Timeout | undefined;

	const all = (): readonly LogMember[] => [...members.values()];
	const isGathering = () => now() - attachedAt < longestGathering && all().some(member => !member.isAnswered());
	const release = () => {
		if (isGathering()) return;
		view.keep(merge.take(now()));
		if (merge.size() > 0) return;
		clearInterval(timer);
		timer = undefined;
	};
	own.signal.addEventListener('abort', () => clearInterval(timer), {once: true});

	const keep = (target: NamedLog, lines: readonly LogLine[]) => {
		if (lines.length === 0 || own.signal.aborted) return;
		const isOneOfMany = members.size > 1;
		// The lines of one container come in order; those of the tasks of a service do not.
		if (!isOneOfMany && target.kind === 'container' && merge.size() === 0) {
			view.keep(lines);
			return;
		}
		const named = isOneOfMany ? lines.map(line => ({...line, origin: target.name})) : lines;
		merge.add(named, now(), keyOf(target));
		timer ??= setInterval(release, mergeInterval);
	};
	const tell = () =>
		view.tell(
			sumOfStatuses(all().map(member => member.status())),
			all().map(({target, status}) => ({target, ...status()})),
		);
	const follow = (next: readonly NamedLog[]) => {
		const wanted = new Set(next.map(keyOf));
		for (const [key, member] of members) {
			if (wanted.has(key)) continue;
			member.close();
			members.delete(key);
		}
		const added = next.filter(target => !members.has(keyOf(target)));
		// All of them first, so that the first line of the first one knows that it is merged.
		for (const target of added) {
			const sink = {keep: (lines: readonly LogLine[]) => keep(target, lines), changed: tell};
			members.set(keyOf(target), createLogMember(target, span, sink, now, own.signal));
		}
		if (engine !== undefined) for (const target of added) members.get(keyOf(target))?.attach(engine);
		tell();
	};
	let isReadingOlder = false;
	const linesOf = (target: NamedLog): readonly LogLine[] => {
		const {lines} = view.snapshot();
		// Where it is one of several its lines bear its name.
		return lines.filter(line => line.isMark !== true && (members.size < 2 || line.origin === target.name));
	};
	const readOlderOf = async (from: Engine, target: NamedLog): Promise<OlderLines> => {
		const isOneOfMany = members.size > 1;
		const read = await readOlder(from, target, span, linesOf(target), own.signal);
		return isOneOfMany ? {...read, lines: read.lines.map(line => ({...line, origin: target.name}))} : read;
	};
	const readBack = async (from: Engine): Promise<void> => {
		view.tellOlder({state: 'reading'});
		try {
			const answers = await Promise.all(all().map(({target}) => readOlderOf(from, target)));
			if (own.signal.aborted) return;
			const lines = olderTogether(answers);
			const isAllIn = lines.length === 0 || view.insert(lines);
			view.tellOlder({state: !isAllIn ? 'full' : lines.length === 0 ? 'none' : 'maybe'});
		} catch (error) {
			if (!own.signal.aborted) view.tellOlder({state: 'maybe', fault: faultOf(error, now())});
		}
	};
	let followed: readonly NamedLog[] = targets;
	follow(targets);

	return {
		snapshot: view.snapshot,
		subscribe: view.subscribe,
		close: () => own.abort(),
		follow(next) {
			if (isDeepStrictEqual(followed, next)) return;
			followed = next;
			follow(next);
		},
		readOlder() {
			if (engine === undefined || isReadingOlder) return;
			isReadingOlder = true;
			void readBack(engine).finally(() => {
				isReadingOlder = false;
			});
		},
		attach(next) {
			engine = next;
			attachedAt = now();
			for (const member of all()) member.attach(next);
		},
		detach() {
			engine = undefined;
			for (const member of all()) member.detach();
		},
		event(event) {
			for (const member of all()) member.event(event);
		},
	};
};

import type {LogLine} from '../model/log-line.ts';
import {byEngine, engineKey, readKey} from './engine-key.ts';
import {sumOfStatuses} from './log-status.ts';
import type {LogFeed, LogSnapshot, NamedLog} from './monitor.ts';

const inOrder = (a: LogLine, b: LogLine): number => {
	const [one = '', other = ''] = [a.timestamp, b.timestamp];
	return one < other ? -1 : Number(one > other);
};

type Open = {readonly engine: string; readonly feed: LogFeed; readonly unsubscribe: () => void};

const keyedParts = (engine: string, {parts}: LogSnapshot): LogSnapshot['parts'] =>
	parts.map(part => ({...part, target: {...part.target, id: engineKey(engine, part.target.id)}}));

/** What there is before the first lines of several logs: what is read, or may be, goes before what is over. */
const olderOf = (all: ReadonlyArray<LogSnapshot['older']>): LogSnapshot['older'] =>
	(['reading', 'maybe', 'full'] as const)
		.map(wanted => all.find(({state}) => state === wanted))
		.find(found => found !== undefined) ?? {state: 'none'};

/** What the logs of several engines hold together, in the order of time. */
const together = (all: ReadonlyArray<{readonly engine: string; readonly snapshot: LogSnapshot}>): LogSnapshot => {
	const faults = all.map(({snapshot}) => snapshot.fault).filter(fault => fault !== undefined);
	return {
		lines:
			all.length === 1 ? (all[0]?.snapshot.lines ?? []) : all.flatMap(({snapshot}) => snapshot.lines).sort(inOrder),
		first: all.reduce((sum, {snapshot}) => sum + snapshot.first, 0),
		skipped: all.reduce((sum, {snapshot}) => sum + snapshot.skipped, 0),
		status: sumOfStatuses(all.map(({snapshot}) => ({status: snapshot.status}))).status,
		...(faults[0] === undefined ? {} : {fault: faults[0]}),
		older: olderOf(all.map(({snapshot}) => snapshot.older)),
		parts: all.flatMap(({engine, snapshot}) => keyedParts(engine, snapshot)),
		version: all.reduce((sum, {snapshot}) => sum + snapshot.version, 0),
	};
};

/** The logs of several engines as one: each is read over its own, and their lines are merged by time. */
export const mergeLogs = (
	targets: readonly NamedLog[],
	open: (engine: string, own: readonly NamedLog[]) => LogFeed | undefined,
): LogFeed => {
	const feeds = new Map<string, Open>();
	const listeners = new Set<() => void>();
	const tell = () => {
		for (const listener of listeners) listener();
	};
	const follow = (next: readonly NamedLog[]): void => {
		const groups = byEngine(next, readKey);
		for (const {engine, feed} of feeds.values()) if (!groups.has(engine)) feed.follow([]);
		for (const [engine, own] of groups) {
			const known = feeds.get(engine);
			if (known !== undefined) {
				known.feed.follow(own);
				continue;
			}
			const feed = open(engine, own);
			if (feed !== undefined) feeds.set(engine, {engine, feed, unsubscribe: feed.subscribe(tell)});
		}
	};
	follow(targets);
	let last: LogSnapshot | undefined;
	return {
		snapshot() {
			const all = [...feeds.values()].map(({engine, feed}) => ({engine, snapshot: feed.snapshot()}));
			const version = all.reduce((sum, {snapshot}) => sum + snapshot.version, 0);
			if (last?.version !== version || last.parts.length === 0) last = together(all);
			return last;
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		follow,
		readOlder() {
			for (const {feed} of feeds.values()) feed.readOlder();
		},
		close() {
			for (const {feed, unsubscribe} of feeds.values()) {
				unsubscribe();
				feed.close();
			}
			feeds.clear();
		},
	};
};

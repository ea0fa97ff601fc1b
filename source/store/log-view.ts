import type {LogLine} from '../model/log-line.ts';
import {createLogBuffer} from './log-buffer.ts';
import {initialLogStatus, type LogStatus} from './log-status.ts';
import type {LogFeed, LogPart, LogSnapshot} from './monitor.ts';
import {createNotifier} from './notifier.ts';

/** What an open log shows: its lines, its status and those of its parts, under one version. */
export type LogView = Pick<LogFeed, 'snapshot' | 'subscribe'> & {
	tell(status: LogStatus, parts: readonly LogPart[]): void;
	keep(lines: readonly LogLine[]): void;
	/** Puts older lines in. Whether there was room for all of them. */
	insert(older: readonly LogLine[]): boolean;
	/** What there is before the first line, from now on. */
	tellOlder(older: LogSnapshot['older']): void;
};

const notifyInterval = 100;

/** An empty view; after the abort it still changes, but nobody hears of it. `now` in ms. */
export const createLogView = (now: () => number, signal: AbortSignal): LogView => {
	const buffer = createLogBuffer();
	const notifier = createNotifier(notifyInterval, now, signal);
	let status = initialLogStatus;
	let parts: readonly LogPart[] = [];
	let older: LogSnapshot['older'] = {state: 'maybe'};
	/** Number of the first line when that was told: as lines fall out it is no more so. */
	let toldAt = 0;
	let version = 0;
	let latest: LogSnapshot | undefined;

	const changed = () => {
		version++;
		notifier.touch();
	};

	return {
		subscribe: notifier.subscribe,
		tell(next, nextParts) {
			status = next;
			parts = nextParts;
			changed();
		},
		keep(lines) {
			if (lines.length === 0) return;
			buffer.add(lines);
			changed();
		},
		insert(lines) {
			const isAllIn = buffer.insert(lines);
			changed();
			return isAllIn;
		},
		tellOlder(next) {
			older = next;
			toldAt = buffer.first();
			changed();
		},
		snapshot() {
			if (latest?.version !== version) {
				const held = buffer.look();
				const isStill = older.state === 'reading' || held.first === toldAt;
				latest = {...held, ...status, parts, older: isStill ? older : {state: 'maybe'}, version};
			}
			return latest;
		},
	};
};

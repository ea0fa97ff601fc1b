import type {LogLine} from '../model/log-line.ts';
import {createLogBuffer} from './log-buffer.ts';
import {initialLogStatus, type LogStatus} from './log-status.ts';
import type {LogFeed, LogPart, LogSnapshot} from './monitor.ts';
import {createNotifier} from './notifier.ts';

/** What an open log shows: its lines, its status and those of its parts, under one version. */
export type LogView = Pick<LogFeed, 'snapshot' | 'subscribe'> & {
	tell(status: LogStatus, parts: readonly LogPart[]): void;
	keep(lines: readonly LogLine[]): void;
};

const notifyInterval = 100;

/** An empty view; after the abort it still changes, but nobody hears of it. `now` in ms. */
export const createLogView = (now: () => number, signal: AbortSignal): LogView => {
	const buffer = createLogBuffer();
	const notifier = createNotifier(notifyInterval, now, signal);
	let status = initialLogStatus;
	let parts: readonly LogPart[] = [];
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
		snapshot() {
			if (latest?.version !== version) latest = {...buffer.look(), ...status, parts, version};
			return latest;
		},
	};
};

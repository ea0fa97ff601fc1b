import type {LogLine} from '../model/log-line.ts';
import {createLogBuffer} from './log-buffer.ts';
import type {LogStatus, LogStatusEvent} from './log-status.ts';
import {initialLogStatus, nextLogStatus} from './log-status.ts';
import type {LogFeed, LogSnapshot} from './monitor.ts';
import {createNotifier} from './notifier.ts';

/** What an open log shows: its lines and its status, under one version. */
export type LogView = Pick<LogFeed, 'snapshot' | 'subscribe'> & {
	status(): LogStatus;
	tell(event: LogStatusEvent): void;
	keep(lines: readonly LogLine[]): void;
};

const notifyInterval = 100;

/** An empty view; after the abort it still changes, but nobody hears of it. `now` in ms. */
export const createLogView = (now: () => number, signal: AbortSignal): LogView => {
	const buffer = createLogBuffer();
	const notifier = createNotifier(notifyInterval, now, signal);
	let status = initialLogStatus;
	let version = 0;
	let latest: LogSnapshot | undefined;

	const changed = () => {
		version++;
		notifier.touch();
	};

	return {
		subscribe: notifier.subscribe,
		status: () => status,
		tell(event) {
			const next = nextLogStatus(status, event);
			if (next === status) return;
			status = next;
			changed();
		},
		keep(lines) {
			if (lines.length === 0) return;
			buffer.add(lines);
			changed();
		},
		snapshot() {
			if (latest?.version !== version) latest = {...buffer.look(), ...status, version};
			return latest;
		},
	};
};

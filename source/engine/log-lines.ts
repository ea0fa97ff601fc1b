import {cleanLogText} from '../model/clean-text.ts';
import type {LogLine, LogSource} from '../model/log-line.ts';
import type {LogFrame} from './log-frames.ts';

/** Longer lines are cut, so that one line cannot take all memory. */
const longestLine = 1024 * 1024;

const timestampLength = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d) /;

const swarmDetail = (details: string, name: string): string | undefined =>
	new RegExp(`(?:^|,)com\\.docker\\.swarm\\.${name}=([^,]*)`).exec(details)?.[1];

/** A raw line with its timestamp and, of services, its details, as a LogLine. */
export const decodeLogLine = (raw: string, source: LogSource, hasDetails: boolean): LogLine => {
	const stamp = timestampLength.exec(raw)?.[0];
	const timestamp = stamp?.trimEnd();
	let rest = stamp === undefined ? raw : raw.slice(stamp.length);
	let taskId: string | undefined;
	let nodeId: string | undefined;
	if (hasDetails) {
		const end = rest.indexOf(' ');
		const details = decodeURIComponentSafely(end === -1 ? rest : rest.slice(0, end));
		taskId = swarmDetail(details, 'task\\.id');
		nodeId = swarmDetail(details, 'node\\.id');
		if (taskId !== undefined) rest = end === -1 ? '' : rest.slice(end + 1);
	}
	return {
		text: cleanLogText(rest),
		source,
		...(timestamp === undefined ? {} : {timestamp}),
		...(taskId === undefined ? {} : {taskId}),
		...(nodeId === undefined ? {} : {nodeId}),
	};
};

const decodeURIComponentSafely = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		// Not encoded after all: it is read as it stands.
		return text;
	}
};

/** Length of what stands before the text: the timestamp, and of services the details. */
const prefixLength = (bytes: Buffer, hasDetails: boolean): number => {
	const stamp = bytes.indexOf(32) + 1;
	return hasDetails ? bytes.indexOf(32, stamp) + 1 : stamp;
};

type Pending = {parts: Buffer[]; size: number};

/**
 * Joins what an engine sends to whole lines, each output for itself. A line over 16 KiB comes in frames that each begin
 * with the same timestamp, and only the last of them ends in a line feed.
 */
export const createLineJoiner = (
	hasDetails: boolean,
): {push(frame: LogFrame): readonly LogLine[]; end(): readonly LogLine[]} => {
	const pending: Record<LogSource, Pending> = {stdout: {parts: [], size: 0}, stderr: {parts: [], size: 0}};
	const take = (source: LogSource): LogLine => {
		const {parts} = pending[source];
		const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
		pending[source] = {parts: [], size: 0};
		return decodeLogLine(bytes.toString('utf8').replace(/\r$/, ''), source, hasDetails);
	};
	const add = (source: LogSource, bytes: Buffer): void => {
		const state = pending[source];
		const room = longestLine - state.size;
		if (room <= 0 || bytes.length === 0) return;
		state.parts.push(bytes.length > room ? bytes.subarray(0, room) : bytes);
		state.size += bytes.length;
	};
	const repeatedPrefix = (source: LogSource, payload: Buffer): number => {
		const begun = pending[source].parts[0];
		if (begun === undefined) return 0;
		const length = prefixLength(payload, hasDetails);
		return length > 20 && begun.length >= length && payload.subarray(0, length).equals(begun.subarray(0, length))
			? length
			: 0;
	};
	return {
		push: ({source, payload}) => {
			const lines: LogLine[] = [];
			let start = repeatedPrefix(source, payload);
			for (let end = payload.indexOf(10, start); end !== -1; end = payload.indexOf(10, start)) {
				add(source, payload.subarray(start, end));
				lines.push(take(source));
				start = end + 1;
			}
			// The rest is kept beyond the life of its chunk: a copy does not hold the whole chunk in memory.
			if (start < payload.length) add(source, Buffer.from(payload.subarray(start)));
			return lines;
		},
		end: () => (['stdout', 'stderr'] as const).filter(source => pending[source].size > 0).map(take),
	};
};

import type {LogLine, LogSource} from '../model/log-line.ts';
import {logText} from '../model/log-text.ts';
import type {LogFrame} from './log-frames.ts';

/** Longer lines are cut, so that one line cannot take all memory. */
const longestLine = 1024 * 1024;

const timestampLength = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d) /;

const swarmDetail = (details: string, name: string): string | undefined =>
	new RegExp(`(?:^|,)com\\.docker\\.swarm\\.${name}=([a-z0-9]+)(?:,|$)`).exec(details)?.[1];

/** A raw line with its timestamp and, of services, its details, as a LogLine; `more` bytes of it were not kept. */
export const decodeLogLine = (raw: string, source: LogSource, hasDetails: boolean, more = 0): LogLine => {
	const stamp = timestampLength.exec(raw)?.[0];
	const timestamp = stamp?.trimEnd();
	let rest = stamp === undefined ? raw : raw.slice(stamp.length);
	let taskId: string | undefined;
	let nodeId: string | undefined;
	if (hasDetails) {
		// Names and ids need no escaping, so the list is read as it stands: an escaped comma in a value stays one.
		const end = rest.indexOf(' ');
		const details = end === -1 ? rest : rest.slice(0, end);
		taskId = swarmDetail(details, 'task\\.id');
		nodeId = swarmDetail(details, 'node\\.id');
		if (taskId !== undefined) rest = end === -1 ? '' : rest.slice(end + 1);
	}
	return {
		text: logText(rest, more),
		source,
		...(timestamp === undefined ? {} : {timestamp}),
		...(taskId === undefined ? {} : {taskId}),
		...(nodeId === undefined ? {} : {nodeId}),
	};
};

/** Length of what stands before the text: the timestamp, and of services the details. */
const prefixLength = (bytes: Buffer, hasDetails: boolean): number => {
	const stamp = bytes.indexOf(32) + 1;
	return hasDetails ? bytes.indexOf(32, stamp) + 1 : stamp;
};

/** From this length on engines send a line in pieces, each with the prefix of the first. */
const pieceLength = 16 * 1024;

/** A long line without the prefixes that its later pieces began with; to the nanosecond the same, they are no text. */
const withoutRepeats = (bytes: Buffer, hasDetails: boolean): Buffer => {
	if (bytes.length <= pieceLength) return bytes;
	const length = prefixLength(bytes, hasDetails);
	if (!timestampLength.test(bytes.toString('latin1', 0, length))) return bytes;
	const prefix = bytes.subarray(0, length);
	const parts: Buffer[] = [];
	let start = 0;
	for (let at = bytes.indexOf(prefix, length); at !== -1; at = bytes.indexOf(prefix, start)) {
		parts.push(bytes.subarray(start, at));
		start = at + length;
	}
	return parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(start)]);
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
		const {parts, size} = pending[source];
		const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
		pending[source] = {parts: [], size: 0};
		const raw = withoutRepeats(bytes, hasDetails).toString('utf8');
		return decodeLogLine(raw, source, hasDetails, Math.max(0, size - longestLine));
	};
	const add = (source: LogSource, bytes: Buffer): void => {
		const state = pending[source];
		const room = longestLine - state.size;
		if (room > 0 && bytes.length > 0) state.parts.push(bytes.length > room ? bytes.subarray(0, room) : bytes);
		state.size += bytes.length;
	};
	return {
		push: ({source, payload}) => {
			const lines: LogLine[] = [];
			let start = 0;
			for (let end = payload.indexOf(10); end !== -1; end = payload.indexOf(10, start)) {
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

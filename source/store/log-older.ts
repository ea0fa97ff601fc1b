import type {Engine, LogOptions} from '../engine/engine.ts';
import type {LogLine} from '../model/log-line.ts';
import type {LogSpan, NamedLog} from './monitor.ts';

/** Older lines of one log, and from when on there is none left out of them. */
export type OlderLines = {
	/** In the order of time, none of which was held. */
	readonly lines: readonly LogLine[];
	/** What is older than this may have been left out; undefined when the engine has nothing more. */
	readonly from: string | undefined;
};

/** Lines of each log that are read at once. */
const page = 1000;

/** A flood may have moved the lines that are held out of the tail that was asked for: it is made longer so often. */
const mostTries = 5;

/** The oldest lines that are held of one writer: their time, how many have it, and how many lines there are in all. */
type Held = {time: string; sameTime: number; count: number};

const writerOf = ({taskId = '', source}: LogLine): string => `${taskId} ${source}`;
const taskOf = ({taskId = ''}: LogLine): string => taskId;
const timeOf = ({timestamp = ''}: LogLine): string => timestamp;

const heldBy = (lines: readonly LogLine[], keyOf: (line: LogLine) => string): ReadonlyMap<string, Held> => {
	const held = new Map<string, Held>();
	for (const line of lines) {
		if (line.timestamp === undefined) continue;
		const known = held.get(keyOf(line));
		if (known === undefined) held.set(keyOf(line), {time: line.timestamp, sameTime: 1, count: 1});
		else {
			known.count++;
			if (line.timestamp === known.time) known.sameTime++;
			else if (line.timestamp < known.time) Object.assign(known, {time: line.timestamp, sameTime: 1});
		}
	}
	return held;
};

/** What is not held of an answer that ends where the oldest held lines are, or behind that. */
const newOnes = (answer: readonly LogLine[], held: ReadonlyMap<string, Held>): readonly LogLine[] => {
	const before = answer.filter(line => {
		const oldest = held.get(writerOf(line));
		return oldest === undefined || timeOf(line) <= oldest.time;
	});
	// Of lines with the time of the oldest one held the last are those that are held.
	const left = new Map([...held].map(([writer, {sameTime}]) => [writer, sameTime]));
	return before
		.toReversed()
		.filter(line => {
			const writer = writerOf(line);
			if (held.get(writer)?.time !== timeOf(line)) return true;
			const rest = left.get(writer) ?? 0;
			left.set(writer, rest - 1);
			return rest <= 0;
		})
		.toReversed();
};

/** From when on an answer has all lines of every task: where the shortest of those begins that were cut by the tail. */
const wholeFrom = (
	answer: readonly LogLine[],
	fresh: readonly LogLine[],
	{own, until, tail}: {readonly own: readonly LogLine[]; readonly until: string; readonly tail: number | 'all'},
): string | undefined => {
	if (tail === 'all') return undefined;
	const later = Map.groupBy(
		own.filter(line => timeOf(line) > until),
		taskOf,
	);
	const answered = Map.groupBy(answer, taskOf);
	const cut = [...Map.groupBy(fresh, taskOf)].filter(
		([task]) => (answered.get(task)?.length ?? 0) + (later.get(task)?.length ?? 0) >= tail,
	);
	const starts = cut.map(([, lines]) => lines.map(timeOf).toSorted()[0] ?? until);
	return starts.toSorted().at(-1);
};

const byTime = (one: LogLine, other: LogLine): number =>
	timeOf(one) < timeOf(other) ? -1 : Number(timeOf(one) > timeOf(other));

/**
 * Reads what a log has before the lines that are held of it (`own`): no line twice, and none left out. Engines count a
 * tail from the log's own end, so that it is asked for as long as all that is held, and a page more.
 */
export const readOlder = async (
	engine: Pick<Engine, 'logs'>,
	target: NamedLog,
	span: LogSpan,
	own: readonly LogLine[],
	signal: AbortSignal,
): Promise<OlderLines> => {
	const held = heldBy(own, writerOf);
	const until = [...held.values()].reduce((latest, {time}) => (time > latest ? time : latest), '');
	if (until === '') return {lines: [], from: undefined};
	// What ends before its log does cannot be counted from that log's end.
	let tail: number | 'all' = span.until === undefined ? own.length + page : 'all';
	for (let attempt = 1; ; attempt++) {
		const options: LogOptions = {follow: false, tail, until, ...(span.since === undefined ? {} : {since: span.since})};
		const answer: LogLine[] = [];
		for await (const batch of engine.logs(target, options, signal)) {
			answer.push(...batch);
			// Of all there is only what stands last is of use: it may be more than fits.
			if (tail === 'all' && answer.length > own.length + 4 * page)
				answer.splice(0, answer.length - own.length - 2 * page);
		}
		const lines = newOnes(answer, held);
		const reachesHeld = lines.length < answer.length;
		if (reachesHeld || tail === 'all' || attempt === mostTries)
			return {
				lines: lines.toSorted(byTime),
				from: lines.length === 0 ? undefined : wholeFrom(answer, lines, {own, until, tail}),
			};
		tail *= 4;
	}
};

/** Older lines of several logs in the order of time, as far back as all of them were read. */
export const olderTogether = (all: readonly OlderLines[]): readonly LogLine[] => {
	const from = all.reduce<string>((latest, {from: own = ''}) => (own > latest ? own : latest), '');
	return all
		.flatMap(({lines}) => lines)
		.filter(line => timeOf(line) >= from)
		.sort(byTime);
};

/** Held lines and older ones in the order of time. What has no time stays behind the line that it followed. */
export const withOlder = (held: readonly LogLine[], older: readonly LogLine[]): readonly LogLine[] => {
	const first = held.find(line => line.timestamp !== undefined);
	const last = older.at(-1);
	if (first === undefined || last === undefined || timeOf(last) <= timeOf(first)) return [...older, ...held];
	const merged: LogLine[] = [];
	let at = 0;
	for (const line of held) {
		for (; at < older.length && line.timestamp !== undefined; at++) {
			const next = older[at];
			if (next === undefined || timeOf(next) > line.timestamp) break;
			merged.push(next);
		}
		merged.push(line);
	}
	return [...merged, ...older.slice(at)];
};

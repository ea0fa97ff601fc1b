import type {EngineEvent} from '../model/event.ts';
import type {Death} from './state.ts';

type Deaths = ReadonlyMap<string, readonly Death[]>;

/** Remembers the ends of containers, from their events. */
export type DeathBook = {
	/** Whether the event told anything of an end. An event that was told before changes nothing. */
	record(event: EngineEvent): boolean;
	/** The last end of a container that is remembered. */
	last(id: string): Death | undefined;
	/** What is remembered at this moment (ms, the engine's clock); the same map as long as nothing changed. */
	recent(now: number): Deaths;
};

const remembered = 600_000;
/** Of one container; a crash loop would gather hundreds. */
const mostOfOne = 50;
/** Containers whose ends are remembered; those that ended last stay. */
const mostContainers = 2000;
/** What belongs to one end is told separately: the kernel's kill, a signal, the end of the process. In either order. */
const sameEnd = 10_000;

const codeOf = (event: EngineEvent): {readonly exitCode?: number} => {
	const code = Number.parseInt(event.attributes.exitCode ?? '', 10);
	return Number.isNaN(code) ? {} : {exitCode: code};
};

/** The end with a number for its signal, as the engine tells it of `kill`: 9, 15. */
const signalOf = (event: EngineEvent): number | undefined => {
	const signal = Number.parseInt(event.attributes.signal ?? '', 10);
	return Number.isNaN(signal) ? undefined : signal;
};

/** How long it had run: since its start was told, or as newer engines say of the end itself, in seconds. */
const lifeOf = (
	event: EngineEvent,
	startedAt: number | undefined,
	before: Death | undefined,
): {readonly life?: number} => {
	// A start from before the last end is of another life.
	const isOfThis = startedAt !== undefined && startedAt <= event.at && startedAt >= (before?.at ?? startedAt);
	if (isOfThis) return {life: event.at - startedAt};
	const seconds = Number.parseInt(event.attributes.execDuration ?? '', 10);
	return Number.isNaN(seconds) ? {} : {life: seconds * 1000};
};

/** The first of a map's keys: the one that was put in before all others. */
const oldestKey = (map: ReadonlyMap<string, unknown>): string | undefined => map.keys().next().value;

/** Starts an empty book. Costs the same however many ends came before. */
export const createDeathBook = (): DeathBook => {
	const deaths = new Map<string, readonly Death[]>();
	/** Kills by the kernel and signals by people whose end was not told yet. */
	const ooms = new Map<string, number>();
	const signals = new Map<string, {readonly at: number; readonly signal: number}>();
	/** When they were started last: what comes after that is of another end. */
	const starts = new Map<string, number>();
	let shared: Deaths = new Map();
	let isShared = true;
	/** When the oldest end that is remembered came. */
	let oldest = Number.POSITIVE_INFINITY;

	const put = (id: string, list: readonly Death[]): true => {
		// Put in anew: the map keeps the order of the last ends.
		deaths.delete(id);
		deaths.set(id, list.slice(-mostOfOne));
		const first = oldestKey(deaths);
		if (deaths.size > mostContainers && first !== undefined) deaths.delete(first);
		oldest = Math.min(oldest, list.at(-1)?.at ?? oldest);
		isShared = false;
		return true;
	};
	const note = <Value>(map: Map<string, Value>, id: string, value: Value): false => {
		map.set(id, value);
		const first = oldestKey(map);
		if (map.size > mostContainers && first !== undefined) map.delete(first);
		return false;
	};

	const recordEnd = (event: EngineEvent, list: readonly Death[]): boolean => {
		// The past is asked for with the events: what was told of it already comes again. One that is started at once
		// can end twice within a millisecond.
		const code = codeOf(event);
		if (list.some(death => death.at === event.at && death.exitCode === code.exitCode)) return false;
		const oomAt = ooms.get(event.id);
		const sent = signals.get(event.id);
		ooms.delete(event.id);
		signals.delete(event.id);
		const isSignalled = sent !== undefined && Math.abs(event.at - sent.at) < sameEnd;
		return put(event.id, [
			...list,
			{
				at: event.at,
				...code,
				isOutOfMemory: oomAt !== undefined && Math.abs(event.at - oomAt) < sameEnd,
				...lifeOf(event, starts.get(event.id), list.at(-1)),
				...(isSignalled ? {signal: sent.signal} : {}),
			},
		]);
	};

	const recordOom = (event: EngineEvent, list: readonly Death[]): boolean => {
		const last = list.at(-1);
		const isStartedSince = last !== undefined && (starts.get(event.id) ?? Number.NEGATIVE_INFINITY) >= last.at;
		if (last === undefined || isStartedSince || Math.abs(event.at - last.at) > sameEnd || last.isOutOfMemory)
			return note(ooms, event.id, event.at);
		return put(event.id, [...list.slice(0, -1), {...last, isOutOfMemory: true}]);
	};

	return {
		record(event) {
			if (event.type !== 'container') return false;
			const list = deaths.get(event.id) ?? [];
			switch (event.action) {
				case 'oom':
					return recordOom(event, list);
				case 'die':
					return recordEnd(event, list);
				case 'start':
					return note(starts, event.id, event.at);
				case 'kill': {
					const signal = signalOf(event);
					return signal === undefined ? false : note(signals, event.id, {at: event.at, signal});
				}
				default:
					return false;
			}
		},
		last: id => deaths.get(id)?.at(-1),
		recent(now) {
			const limit = now - remembered;
			if (oldest < limit) {
				oldest = Number.POSITIVE_INFINITY;
				for (const [id, list] of deaths) {
					const kept = list.filter(death => death.at >= limit);
					if (kept.length === 0) deaths.delete(id);
					else if (kept.length < list.length) deaths.set(id, kept);
					for (const death of kept) oldest = Math.min(oldest, death.at);
				}
				isShared = false;
			}
			if (!isShared) {
				shared = new Map(deaths);
				isShared = true;
			}
			return shared;
		},
	};
};

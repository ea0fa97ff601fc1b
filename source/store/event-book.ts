import {createHash} from 'node:crypto';
import type {EngineEvent, KeptEvent} from '../model/event.ts';
import type {Death} from './state.ts';

/** The rows of what is kept, in order of time, and how many older ones were dropped. */
export type KeptEvents = {readonly rows: ReadonlyMap<string, KeptEvent>; readonly dropped: number};

/** Keeps what the engine told since the program began, and what it remembered then. */
export type EventBook = {
	/**
	 * Keeps an event; false where it was told before, which changes nothing. `death` is the end that it tells of, or what
	 * it tells more of.
	 */
	record(event: EngineEvent, death: Death | undefined): boolean;
	/** What is kept now: the same object until something changes. */
	kept(): KeptEvents;
	/** When the last of them happened, ms. */
	latest(): number | undefined;
};

/** What is one event, however often it is told: nothing happens to one object in one way twice at one moment. */
const identityOf = ({type, action, detail, id, attributes}: EngineEvent, nanoseconds: number): string =>
	createHash('sha256')
		.update(JSON.stringify([nanoseconds, type, action, detail, id, attributes.container]))
		.digest('hex')
		.slice(0, 24);

/** What the end of a container adds to the event that tells of it. */
const endOf = ({exitCode, isOutOfMemory, signal}: Death): Partial<KeptEvent> => ({
	...(exitCode === undefined ? {} : {exitCode}),
	isOutOfMemory,
	...(signal === undefined ? {} : {signal}),
});

const isEnd = ({type, action}: Pick<EngineEvent, 'type' | 'action'>): boolean =>
	type === 'container' && action === 'die';

const keptOf = (event: EngineEvent, death: Death | undefined): KeptEvent => {
	const {id: objectId, type, action, detail, at, attributes, nanoseconds = at * 1e6} = event;
	const {name} = attributes;
	return {
		id: identityOf(event, nanoseconds),
		at,
		nanoseconds,
		type,
		action,
		...(detail === undefined ? {} : {detail}),
		objectId,
		...(name === undefined || name === '' ? {} : {objectName: name}),
		attributes,
		...(isEnd(event) && death?.at === at ? endOf(death) : {}),
	};
};

/** Starts an empty book of the newest `most`. Costs the same however many came before. */
export const createEventBook = (most = 5000): EventBook => {
	/** In order of time; the oldest of more than `most` are cut off now and then, all at once. */
	let events: KeptEvent[] = [];
	const known = new Set<string>();
	let cut = 0;
	let shared: KeptEvents | undefined;

	const trim = () => {
		if (events.length < most * 1.25) return;
		const old = events.slice(0, -most);
		for (const {id} of old) known.delete(id);
		cut += old.length;
		events = events.slice(-most);
	};
	const put = (row: KeptEvent) => {
		// What several sources tell comes nearly in order: swarm's news a little later than the engine's own.
		let at = events.length;
		while (at > 0 && (events[at - 1]?.nanoseconds ?? 0) > row.nanoseconds) at--;
		events.splice(at, 0, row);
		known.add(row.id);
	};
	/** That memory ran out is told after the end now and then. */
	const amend = (id: string, death: Death) => {
		const at = events.findLastIndex(row => isEnd(row) && row.objectId === id && row.at === death.at);
		const row = events[at];
		if (row !== undefined) events[at] = {...row, ...endOf(death)};
	};

	return {
		record(event, death) {
			const row = keptOf(event, death);
			if (known.has(row.id)) return false;
			put(row);
			if (event.type === 'container' && event.action === 'oom' && death !== undefined) amend(event.id, death);
			trim();
			shared = undefined;
			return true;
		},
		kept() {
			shared ??= {
				rows: new Map(events.slice(-most).map(row => [row.id, row])),
				dropped: cut + Math.max(0, events.length - most),
			};
			return shared;
		},
		latest: () => events.at(-1)?.at,
	};
};

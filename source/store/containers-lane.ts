import {withKnownSince} from '../model/container.ts';
import type {EngineEvent} from '../model/event.ts';
import {isSameLane, laneOfFault, laneOfList, laneOfSome} from './lane.ts';
import type {Session} from './session.ts';

/** Keeps the list of containers true. */
export type ContainersLane = {
	/** Reads these rows again soon. */
	mark(id: string): void;
	event(event: EngineEvent): void;
	/** The events are heard: the list is read once more, and then only what they touch. */
	heard(): void;
	/** The events are not heard: the whole list is read every few seconds. */
	unheard(): void;
};

/** More dirty rows than this are cheaper to read as one list. */
const mostByIds = 20;
/** They come from looking, not from change. */
const idle = /^(exec_|top$|attach$|detach$|resize$|copy$|export$|archive-path$|extract-to-dir$|commit$)/;

/** The container whose row an event touches. */
export const touchedContainer = (event: EngineEvent): string | undefined => {
	if (event.type === 'container') return idle.test(event.action) ? undefined : event.id;
	if (event.type === 'network') return event.attributes.container;
	return undefined;
};

/**
 * Lists as soon as it is known whether events are heard, and from then on reads what is dirty, or everything every few
 * seconds. `changed` is called after the rows changed.
 */
export const startContainersLane = (session: Session, changed: () => void, signal: AbortSignal): ContainersLane => {
	const {engine, publisher, intervals} = session;
	let dirty = new Set<string>();
	let isWhole = false;
	let isReading = false;
	let timer: NodeJS.Timeout | undefined;

	const isAsked = () => isWhole || dirty.size > 0;
	const soon = (wait: number) => {
		if (timer === undefined && !isReading && isAsked() && !signal.aborted) timer = setTimeout(() => void read(), wait);
	};

	const readOnce = async () => {
		const ids = [...dirty];
		const isList = isWhole || ids.length > mostByIds;
		dirty = new Set();
		isWhole = false;
		try {
			const read = await engine.containers(isList ? {} : {ids}, signal);
			if (signal.aborted) return true;
			session.heard();
			const before = publisher.state().containers;
			const list = read.map(row => withKnownSince(before.rows.get(row.id), row));
			const lane = isList ? laneOfList(before, list, session.now()) : laneOfSome(before, ids, list, session.now());
			const put = isSameLane(before, lane) ? publisher.note : publisher.update;
			put(state => ({...state, containers: lane}));
			if (lane.rows !== before.rows) changed();
			// The first list is what one waits for.
			if (before.at === undefined) publisher.flush();
			return true;
		} catch (error) {
			if (signal.aborted) return true;
			for (const id of ids) dirty.add(id);
			isWhole ||= isList;
			const fault = session.fault(error);
			publisher.update(state => ({...state, containers: laneOfFault(state.containers, fault)}));
			return false;
		}
	};
	const read = async () => {
		clearTimeout(timer);
		timer = undefined;
		if (isReading || signal.aborted) return;
		isReading = true;
		const isGood = await readOnce();
		isReading = false;
		soon(isGood ? intervals.coalesce : intervals.again);
	};

	const mark = (id: string) => {
		dirty.add(id);
		soon(intervals.coalesce);
	};
	const relist = () => {
		isWhole = true;
		void read();
	};
	let pace = intervals.reconcile;
	let reconcile = setInterval(relist, pace);
	const setPace = (next: number) => {
		relist();
		if (pace === next) return;
		pace = next;
		clearInterval(reconcile);
		reconcile = setInterval(relist, pace);
	};
	signal.addEventListener(
		'abort',
		() => {
			clearInterval(reconcile);
			clearTimeout(timer);
		},
		{once: true},
	);

	return {
		mark,
		heard: () => setPace(intervals.reconcile),
		unheard: () => setPace(intervals.unheard),
		event(event) {
			const id = touchedContainer(event);
			if (id !== undefined) mark(id);
		},
	};
};

import type {EngineEvent} from '../model/event.ts';
import {type Poller, startPoller} from './poller.ts';
import {isManagerLikely, withRole} from './role.ts';
import type {Session} from './session.ts';
import type {Table} from './state.ts';
import {type Identified, isSameTable, tableOfFault, tableOfList, tableOfSome, withTable} from './table.ts';
import type {Listing, Situation} from './table-source.ts';

/** Keeps one table true over one connection. */
export type TableLane = {
	/** Reads this row again soon. */
	mark(id: string): void;
	/** Reads all rows now. */
	refresh(): void;
	event(event: EngineEvent): void;
	/** The events are heard, or not: all rows are read once more, and from then on at the pace of that. */
	hearing(isHeard: boolean): void;
	/** What is looked at changed. */
	interestChanged(): void;
	/** Resolves when it is not being read. */
	settled(): Promise<void>;
};

/** What a lane tells of. */
export type TableHooks = {
	/** The rows changed, or were read for the first time. */
	changed(id: string): void;
	/** The engine says that it is no manager, though it was taken for one. */
	refused(): void;
	/** Resolves when the tables of these names are not being read. */
	settled(ids: readonly string[]): Promise<void>;
};

/** More dirty rows than this are cheaper to read as one list. */
const mostByIds = 20;
/** What failed while the engine is there is tried again at least so often, ms. */
const longestAgain = 10_000;
/** The longest that a timer can wait: 24 days. */
const forever = 2 ** 31 - 1;

/** What is to be read: all rows, or those of some ids. */
const createDue = (canReadSome: boolean) => {
	let dirty = new Set<string>();
	let isWhole = true;
	return {
		isAny: () => isWhole || dirty.size > 0,
		add(ids: readonly string[]) {
			for (const id of ids) dirty.add(id);
			isWhole ||= !canReadSome;
		},
		all() {
			isWhole = true;
		},
		/** What is due now, which is due no more; undefined are all rows. */
		take(): readonly string[] | undefined {
			const ids = isWhole || dirty.size === 0 || dirty.size > mostByIds ? undefined : [...dirty];
			dirty = new Set();
			isWhole = false;
			return ids;
		},
	};
};

/** The lane of a listing: reads all rows at its pace, and those that events touch soon after. */
export const startTableLane = <Row extends Identified>(
	listing: Listing<Row>,
	of: (state: ReturnType<Session['publisher']['state']>) => Table<Row>,
	{session, hooks}: {readonly session: Session; readonly hooks: TableHooks},
	signal: AbortSignal,
): TableLane => {
	const {engine, publisher, intervals, tables} = session;
	const {id, needs, some} = listing;
	const due = createDue(some !== undefined);
	let isHeard = false;
	let misses = 0;
	/** When all rows were read last, ms. */
	let wholeAt = Number.NEGATIVE_INFINITY;
	let poller: Poller | undefined;
	let timer: NodeJS.Timeout | undefined;

	const situation = (): Situation => ({
		isWatched: session.interest()?.tables.includes(id) === true,
		isHeard,
		intervals,
	});
	const isAnswerLikely = () => needs === 'engine' || isManagerLikely(publisher.state());

	const accept = (ids: readonly string[] | undefined, rows: readonly Row[]): void => {
		const before = of(publisher.state());
		const list = listing.refine === undefined ? rows : rows.map(row => refined(before, row));
		const next =
			ids === undefined ? tableOfList(before, list, session.now()) : tableOfSome(before, ids, list, session.now());
		const isNewRole = needs === 'manager' && publisher.state().role !== 'manager';
		const put = !isNewRole && isSameTable(before, next) ? publisher.note : publisher.update;
		put(state => withTable(needs === 'manager' ? withRole(state, 'manager', tables) : state, id, next));
		if (next.rows !== before.rows || before.at === undefined) hooks.changed(id);
	};
	const refined = (before: Table<Row>, row: Row): Row => listing.refine?.(before.rows.get(row.id), row) ?? row;

	const refuse = (ids: readonly string[] | undefined, error: unknown): void => {
		misses++;
		if (ids === undefined) due.all();
		else due.add(ids);
		const fault = session.fault(error);
		if (!isAnswerLikely()) return;
		// One route may be refused by a proxy: what this engine is, the engine itself has to say.
		const isNews = of(publisher.state()).fault?.kind !== fault.kind;
		publisher.update(state => withTable(state, id, tableOfFault(of(state), fault)));
		if (fault.kind === 'not-manager' && isNews && publisher.state().role === 'manager') hooks.refused();
	};

	const read = async (): Promise<void> => {
		clearTimeout(timer);
		timer = undefined;
		if (listing.after !== undefined) await hooks.settled(listing.after);
		if (signal.aborted || !isAnswerLikely()) return;
		const pace = listing.pace(situation());
		if (pace === undefined) return;
		// Rows that change all the time must not keep the rest from being read.
		if (session.now() - wholeAt >= pace) due.all();
		const ids = due.take();
		try {
			const rows = await (ids === undefined || some === undefined
				? listing.list(engine, publisher.state(), signal)
				: some(engine, ids, signal));
			if (signal.aborted || !isAnswerLikely()) return;
			session.heard();
			misses = 0;
			if (ids === undefined) wholeAt = session.now();
			accept(ids, rows);
		} catch (error) {
			if (!signal.aborted) refuse(ids, error);
		}
	};
	const wait = (): number => {
		const pace = listing.pace(situation()) ?? forever;
		if (misses === 0) return Math.min(pace, Math.max(intervals.coalesce, wholeAt + pace - session.now()));
		return Math.min(pace, longestAgain, intervals.again * 2 ** Math.min(misses - 1, 10));
	};
	const refresh = () => {
		due.all();
		poller?.poke();
	};
	const soon = () => {
		// Events come in dozens.
		if (poller !== undefined && !signal.aborted) timer ??= setTimeout(() => poller?.poke(), intervals.coalesce);
	};
	const mark = (row: string) => {
		due.add([row]);
		soon();
	};
	signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
	let pace = listing.pace(situation());

	return {
		mark,
		refresh,
		event(event) {
			const touched = listing.touched(event, situation());
			if (touched === undefined) return;
			if (touched === 'all') {
				due.all();
				soon();
			} else mark(touched.id);
		},
		hearing(next) {
			isHeard = next;
			pace = listing.pace(situation());
			due.all();
			if (poller === undefined) poller = startPoller(read, wait, signal);
			else poller.poke();
		},
		interestChanged() {
			const before = pace ?? forever;
			pace = listing.pace(situation());
			const now = pace ?? forever;
			if (now < before) refresh();
			else if (now > before) poller?.reschedule();
		},
		settled: () => poller?.settled() ?? Promise.resolve(),
	};
};

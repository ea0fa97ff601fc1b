import type {EngineEvent} from '../model/event.ts';
import {type Poller, startPoller} from './poller.ts';
import {isManagerLikely, withRole} from './role.ts';
import type {Session} from './session.ts';
import type {EngineState, Table} from './state.ts';
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

type LaneParts<Row extends Identified> = {
	readonly listing: Listing<Row>;
	readonly of: (state: EngineState) => Table<Row>;
	readonly session: Session;
	readonly hooks: TableHooks;
};

/** What became of one reading: the rows came, they did not, or there was nobody to ask. */
type Reading = 'well' | 'missed' | 'unasked';

/** Reads rows into the table; a fault becomes part of it. */
const createReader = <Row extends Identified>({listing, of, session, hooks}: LaneParts<Row>, signal: AbortSignal) => {
	const {engine, publisher, tables} = session;
	const {id, needs, some, refine} = listing;
	const isAnswerLikely = () => needs === 'engine' || isManagerLikely(publisher.state());

	const accept = (ids: readonly string[] | undefined, rows: readonly Row[]): void => {
		const before = of(publisher.state());
		const list = refine === undefined ? rows : rows.map(row => refine(before.rows.get(row.id), row));
		const at = session.now();
		const next = ids === undefined ? tableOfList(before, list, at) : tableOfSome(before, ids, list, at);
		const isNewRole = needs === 'manager' && publisher.state().role !== 'manager';
		const put = !isNewRole && isSameTable(before, next) ? publisher.note : publisher.update;
		put(state => withTable(needs === 'manager' ? withRole(state, 'manager', tables) : state, id, next));
		if (next.rows !== before.rows || before.at === undefined) hooks.changed(id);
	};
	const refuse = (error: unknown): void => {
		const fault = session.fault(error);
		if (!isAnswerLikely()) return;
		// One route may be refused by a proxy: what this engine is, the engine itself has to say.
		const isNews = of(publisher.state()).fault?.kind !== fault.kind;
		publisher.update(state => withTable(state, id, tableOfFault(of(state), fault)));
		if (fault.kind === 'not-manager' && isNews && publisher.state().role === 'manager') hooks.refused();
	};
	return {
		isAnswerLikely,
		/** Reads all rows, or those of some ids. */
		async read(ids: readonly string[] | undefined): Promise<Reading> {
			try {
				const rows = await (ids === undefined || some === undefined
					? listing.list(engine, publisher.state(), signal)
					: some(engine, ids, signal));
				if (signal.aborted || !isAnswerLikely()) return 'unasked';
				session.heard();
				accept(ids, rows);
				return 'well';
			} catch (error) {
				if (signal.aborted) return 'unasked';
				refuse(error);
				return 'missed';
			}
		},
	};
};

/** When a table is to be read again: at its pace, and sooner after a miss, ever later until that is the pace too. */
const createPace = (pace: () => number | undefined, {now, intervals}: Pick<Session, 'now' | 'intervals'>) => {
	let misses = 0;
	/** When all rows were read last, ms. */
	let wholeAt = Number.NEGATIVE_INFINITY;
	return {
		heard(reading: Reading, isWhole: boolean): void {
			if (reading === 'missed') misses++;
			if (reading !== 'well') return;
			misses = 0;
			if (isWhole) wholeAt = now();
		},
		/** Rows that change all the time must not keep the rest from being read. */
		isOverdue: () => now() - wholeAt >= (pace() ?? forever),
		/** ms */
		wait(): number {
			const usual = pace() ?? forever;
			if (misses === 0) return Math.min(usual, Math.max(intervals.coalesce, wholeAt + usual - now()));
			return Math.min(usual, longestAgain, intervals.again * 2 ** Math.min(misses - 1, 10));
		},
	};
};

/** The lane of a listing: reads all rows at its pace, and those that events touch soon after. */
export const startTableLane = <Row extends Identified>(parts: LaneParts<Row>, signal: AbortSignal): TableLane => {
	const {listing, session, hooks} = parts;
	const {intervals} = session;
	const due = createDue(listing.some !== undefined);
	const reader = createReader(parts, signal);
	let isHeard = false;
	let poller: Poller | undefined;
	let timer: NodeJS.Timeout | undefined;

	const situation = (): Situation => ({
		isWatched: session.interest()?.tables.includes(listing.id) === true,
		isHeard,
		intervals,
	});
	const paceNow = () => listing.pace(situation());
	const pace = createPace(paceNow, session);
	let lastPace = paceNow();

	const read = async (): Promise<void> => {
		clearTimeout(timer);
		timer = undefined;
		if (listing.after !== undefined) await hooks.settled(listing.after);
		if (signal.aborted || !reader.isAnswerLikely() || paceNow() === undefined) return;
		if (pace.isOverdue()) due.all();
		const ids = due.take();
		const reading = await reader.read(ids);
		pace.heard(reading, ids === undefined);
		if (reading !== 'missed') return;
		if (ids === undefined) due.all();
		else due.add(ids);
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

	return {
		mark,
		refresh,
		event(event) {
			const touched = listing.touched(event, situation());
			if (touched === undefined) return;
			if (touched !== 'all') return mark(touched.id);
			due.all();
			soon();
		},
		hearing(next) {
			isHeard = next;
			lastPace = paceNow();
			refresh();
			poller ??= startPoller(read, pace.wait, signal);
		},
		interestChanged() {
			const before = lastPace ?? forever;
			lastPace = paceNow();
			const now = lastPace ?? forever;
			if (now < before) refresh();
			else if (now > before) poller?.reschedule();
		},
		settled: () => poller?.settled() ?? Promise.resolve(),
	};
};

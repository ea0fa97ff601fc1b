import {EngineError} from '../engine/engine-error.ts';
import type {KeptEvent} from '../model/event.ts';
import {lookBack} from './events-feed.ts';
import {createNotifier} from './notifier.ts';
import type {Session} from './session.ts';
import type {EngineState, Table} from './state.ts';
import {emptyTable, isSameTable, withTable} from './table.ts';
import type {TableLane} from './table-lane.ts';
import type {TableSource} from './table-source.ts';

type EventTable = {readonly id: string; readonly of: (state: EngineState) => Table<KeptEvent>};

/** Shows what is kept while somebody looks; what comes meanwhile is gathered. */
const startEventsLane = ({id, of}: EventTable, session: Session, signal: AbortSignal): TableLane => {
	const {engine, publisher, intervals} = session;
	const isWatched = () => session.interest()?.tables.includes(id) === true;
	let wasWatched = false;
	/** Whether it was asked for over this stream what the engine remembers. */
	let isAsked = false;

	const put = (change: (table: Table<KeptEvent>) => Table<KeptEvent>) =>
		publisher.update(state => {
			const before = of(state);
			const {rows, dropped} = session.events.kept();
			const next = change({...before, rows, dropped});
			return isSameTable(before, next) ? state : withTable(state, id, next);
		});
	// The stream tells what was and goes on: only an answer that ends says that all of that was told.
	const ask = async () => {
		if (isAsked) return;
		isAsked = true;
		const until = session.now();
		try {
			const past = await engine.pastEvents({since: until - lookBack, until}, signal);
			if (signal.aborted) return;
			session.heard();
			for (const event of past) session.events.record(event, session.lastDeath(event.id));
			put(({fault: _, ...table}) => ({...table, at: session.now()}));
		} catch (error) {
			if (signal.aborted) return;
			const fault = session.fault(error);
			put(table => ({...table, fault}));
		}
	};
	const look = () => {
		if (!isWatched()) return;
		put(table => table);
		void ask();
	};
	const news = createNotifier(intervals.publish, session.now, signal);
	news.subscribe(look);

	return {
		mark: () => undefined,
		refresh: () => undefined,
		event() {
			if (isWatched()) news.touch();
		},
		hearing() {
			isAsked = false;
			look();
		},
		interestChanged() {
			const is = isWatched();
			if (is && !wasWatched) look();
			wasWatched = is;
		},
		settled: () => Promise.resolve(),
	};
};

/**
 * A table of the events that are kept. The stream that is open anyway tells them; they are put into the state only while
 * somebody looks, and the engine is asked once a stream whether that was all that it remembers.
 */
export const eventsSource = (id: string): TableSource<KeptEvent> => {
	// Safe: nothing but the lane that is made here puts rows into the table of this name.
	const of = (state: EngineState): Table<KeptEvent> => (state.tables[id] ?? emptyTable) as Table<KeptEvent>;
	return {
		id,
		needs: 'engine',
		of,
		isSettled(state) {
			const {at, fault} = of(state);
			return at !== undefined || fault !== undefined;
		},
		start: (session, _hooks, signal) => startEventsLane({id, of}, session, signal),
		async inspect(_engine, wanted, _signal, state) {
			const row = of(state).rows.get(wanted);
			if (row === undefined) throw new EngineError('missing', 'it was dropped: too many came after it');
			const {type, action, detail, objectId, at, attributes} = row;
			return {
				raw: {
					Type: type,
					Action: detail === undefined ? action : `${action}: ${detail}`,
					Actor: {ID: objectId, Attributes: attributes},
					time: new Date(at).toISOString(),
				},
			};
		},
	};
};

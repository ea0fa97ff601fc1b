import {setMaxListeners} from 'node:events';
import type {Engine} from '../engine/engine.ts';
import {type ConnectionEvent, initialConnection, nextConnection} from './connection.ts';
import type {DeathBook} from './deaths.ts';
import type {EventBook} from './event-book.ts';
import {faultOf, isConnectionFault} from './fault.ts';
import type {OpenLog} from './log-feed.ts';
import type {Interest} from './monitor.ts';
import {childController, pause} from './pause.ts';
import type {Publisher} from './publisher.ts';
import type {Intervals, Session} from './session.ts';
import {type Lanes, startLanes} from './start-session.ts';
import type {StatsTier} from './state.ts';
import type {AnyTableSource} from './table-source.ts';
import type {UsageLedger} from './usage-ledger.ts';

/** How an engine is reached, and what is read of it. */
export type ConnectionOptions = {
	/** Makes a new connection, its API version negotiated anew; rejects with an EngineError. */
	readonly connect: (signal: AbortSignal) => Promise<Engine>;
	/** The tables to keep: those of all kinds. */
	readonly tables: readonly AnyTableSource[];
	/** Forces the way in which usage is read. */
	readonly tier?: StatsTier;
};

/** What lives as long as the monitor, over all connections. */
export type Lasting = {
	readonly options: ConnectionOptions;
	readonly publisher: Publisher;
	readonly ledger: UsageLedger;
	readonly deaths: DeathBook;
	readonly events: EventBook;
	readonly logs: Set<OpenLog>;
	readonly intervals: Intervals;
	readonly clock: EngineClock;
	interest(): Interest | undefined;
};

/** Ages and windows are told by the clock of the engine, whose moments they are about. */
export type EngineClock = {
	/** ms */
	now(): number;
	/** What its answers told of the clock of an engine; whether that is news. */
	heard(engine: Engine): boolean;
	/** ms that it is ahead of ours. */
	offset(): number;
};

/** Agrees with ours, ms, until an engine told otherwise. */
export const createEngineClock = (ownClock: () => number): EngineClock => {
	let offset = 0;
	return {
		now: () => ownClock() + offset,
		heard(engine) {
			const next = engine.clockOffset();
			const isNews = next !== offset;
			offset = next;
			return isNews;
		},
		offset: () => offset,
	};
};

/** One connection at work, as those outside of its lanes see it. */
type Live = {readonly engine: Engine; readonly lanes: Lanes};

/** Works on one connection until it is lost or closed; resolves with the reason. */
const workOn = async (
	engine: Engine,
	lasting: Lasting,
	{put, connected}: {readonly put: (live: Live | undefined) => void; readonly connected: () => void},
	signal: AbortSignal,
): Promise<string> => {
	const {publisher, intervals, clock, deaths, ledger, logs, options} = lasting;
	const own = childController(signal);
	// Each lane and each call listens, and there are as many lanes as kinds: that is no leak to warn of.
	setMaxListeners(0, own.signal);
	let lanes: Lanes | undefined;
	const heardClock = () => {
		if (clock.heard(engine)) publisher.update(state => ({...state, clockOffset: clock.offset()}));
	};
	heardClock();
	publisher.update(state => ({...state, apiVersion: engine.apiVersion, heardAt: clock.now()}));
	connected();
	const session: Session = {
		engine,
		publisher,
		intervals,
		tables: options.tables,
		now: clock.now,
		deaths: () => deaths.recent(clock.now()),
		lastDeath: deaths.last,
		events: lasting.events,
		interest: lasting.interest,
		heard() {
			heardClock();
			publisher.note(state => ({...state, heardAt: clock.now()}));
		},
		fault(error) {
			const fault = faultOf(error, clock.now());
			if (isConnectionFault(fault)) queueMicrotask(() => lanes?.check());
			return fault;
		},
	};
	const reason = await new Promise<string>(resolve => {
		own.signal.addEventListener('abort', () => resolve('closed'), {once: true});
		lanes = startLanes(session, {ledger, logs, deaths, tier: options.tier}, resolve, own.signal);
		put({engine, lanes});
		for (const log of logs) log.attach(engine);
	});
	put(undefined);
	own.abort();
	for (const log of logs) log.detach();
	engine.close();
	return reason;
};

/** Connects, works, and connects again whenever it is lost, until aborted. */
export const keepConnected = (lasting: Lasting, signal: AbortSignal) => {
	const {publisher, clock, options} = lasting;
	let machine = initialConnection;
	let live: Live | undefined;
	let waiting: AbortController | undefined;
	let earlierRequests = 0;
	const send = (event: ConnectionEvent) => {
		machine = nextConnection(machine, event);
		const {connection} = machine;
		publisher.update(state => (state.connection === connection ? state : {...state, connection}));
	};
	/** One connection from its beginning to its end; resolves with why it ended. */
	const once = async (): Promise<string> => {
		try {
			const engine = await options.connect(signal);
			if (signal.aborted) {
				engine.close();
				return 'closed';
			}
			const put = (next: Live | undefined): void => {
				live = next;
				if (next === undefined) earlierRequests += engine.requests();
			};
			return await workOn(engine, lasting, {put, connected: () => send({type: 'connected', at: clock.now()})}, signal);
		} catch (error) {
			return faultOf(error, clock.now()).message;
		}
	};
	const run = async () => {
		while (!signal.aborted) {
			const reason = await once();
			if (signal.aborted) return;
			send({type: 'failed', at: clock.now(), reason});
			const {connection} = machine;
			waiting = childController(signal);
			await pause(connection.status === 'lost' ? connection.retryAt - clock.now() : 0, waiting.signal);
			waiting.abort();
			waiting = undefined;
			if (!signal.aborted) send({type: 'retry', at: clock.now()});
		}
	};
	void run();
	return {
		live: () => live,
		requests: () => earlierRequests + (live?.engine.requests() ?? 0),
		retry: () => waiting?.abort(),
	};
};

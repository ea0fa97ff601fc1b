import {isDeepStrictEqual} from 'node:util';
import type {Engine} from '../engine/engine.ts';
import {createActionRunner} from './action-runner.ts';
import type {ConnectionEvent} from './connection.ts';
import {initialConnection, nextConnection} from './connection.ts';
import {createDeathBook} from './deaths.ts';
import {faultOf, isConnectionFault} from './fault.ts';
import type {OpenLog} from './log-feed.ts';
import {openLogFeed} from './log-feed.ts';
import type {Interest, Monitor} from './monitor.ts';
import {childController, pause} from './pause.ts';
import {createPublisher} from './publisher.ts';
import type {Intervals, Session} from './session.ts';
import {usualIntervals} from './session.ts';
import type {Lanes} from './start-session.ts';
import {startLanes} from './start-session.ts';
import type {EngineState, StatsTier} from './state.ts';
import {emptyTable} from './table.ts';
import type {AnyTableSource} from './table-source.ts';
import {createUsageLedger} from './usage-ledger.ts';

/** What a monitor needs to know. */
export type MonitorOptions = {
	/** The name that objects carry. */
	readonly host: string;
	/** What is connected to, for people. */
	readonly address: string;
	/** Makes a new connection, its API version negotiated anew; rejects with an EngineError. */
	readonly connect: (signal: AbortSignal) => Promise<Engine>;
	/** The tables to keep: those of all kinds. */
	readonly tables: readonly AnyTableSource[];
	readonly intervals?: Partial<Intervals>;
	/** Forces the way in which usage is read. */
	readonly tier?: StatsTier;
	/** ms since the epoch. */
	readonly now?: () => number;
};

const initialState = (host: string, address: string): EngineState => ({
	host,
	address,
	isSimulated: false,
	connection: initialConnection.connection,
	role: 'unknown',
	tables: {containers: emptyTable, services: emptyTable, tasks: emptyTable, nodes: emptyTable},
	usage: new Map(),
	tier: 'unknown',
	pending: new Map(),
	deaths: new Map(),
	details: new Map(),
	clockOffset: 0,
	notices: [],
});

/** Connects to an engine, and again whenever it is lost, and believes what it says until closed. */
export const startMonitor = (options: MonitorOptions): Monitor => {
	const ownClock = options.now ?? Date.now;
	// Ages and windows are told by the clock of the engine, whose moments they are about.
	let clockOffset = 0;
	const now = () => ownClock() + clockOffset;
	const deaths = createDeathBook();
	const intervals: Intervals = {...usualIntervals, ...options.intervals};
	const root = new AbortController();
	const {signal} = root;
	const ledger = createUsageLedger(now);
	const logs = new Set<OpenLog>();
	let interest: Interest | undefined;
	let machine = initialConnection;
	let engine: Engine | undefined;
	let lanes: Lanes | undefined;
	let waiting: AbortController | undefined;
	let earlierRequests = 0;

	const publisher = createPublisher(initialState(options.host, options.address), intervals.publish, ownClock, state => {
		const totals = ledger.totals();
		const {totals: _, ...rest} = state;
		return {...rest, usage: ledger.usage(), deaths: deaths.recent(now()), ...(totals === undefined ? {} : {totals})};
	});
	const send = (event: ConnectionEvent) => {
		machine = nextConnection(machine, event);
		const {connection} = machine;
		publisher.update(state => (state.connection === connection ? state : {...state, connection}));
	};

	const heardClock = (connected: Engine) => {
		const offset = connected.clockOffset();
		if (offset === clockOffset) return;
		clockOffset = offset;
		publisher.update(state => ({...state, clockOffset}));
	};

	const live = async (connected: Engine) => {
		const own = childController(signal);
		engine = connected;
		heardClock(connected);
		publisher.update(state => ({...state, apiVersion: connected.apiVersion, heardAt: now()}));
		send({type: 'connected', at: now()});
		const session: Session = {
			engine: connected,
			publisher,
			intervals,
			tables: options.tables,
			now,
			deaths: () => deaths.recent(now()),
			interest: () => interest,
			heard() {
				heardClock(connected);
				publisher.note(state => ({...state, heardAt: now()}));
			},
			fault(error) {
				const fault = faultOf(error, now());
				if (isConnectionFault(fault)) queueMicrotask(() => lanes?.check());
				return fault;
			},
		};
		const reason = await new Promise<string>(resolve => {
			own.signal.addEventListener('abort', () => resolve('closed'), {once: true});
			lanes = startLanes(session, {ledger, logs, deaths, tier: options.tier}, resolve, own.signal);
			for (const log of logs) log.attach(connected);
		});
		lanes = undefined;
		engine = undefined;
		earlierRequests += connected.requests();
		own.abort();
		for (const log of logs) log.detach();
		connected.close();
		return reason;
	};

	const run = async () => {
		while (!signal.aborted) {
			let reason: string;
			try {
				const connected = await options.connect(signal);
				if (signal.aborted) {
					connected.close();
					return;
				}
				reason = await live(connected);
			} catch (error) {
				if (signal.aborted) return;
				reason = faultOf(error, now()).message;
			}
			send({type: 'failed', at: now(), reason});
			const {connection} = machine;
			waiting = childController(signal);
			await pause(connection.status === 'lost' ? connection.retryAt - now() : 0, waiting.signal);
			waiting.abort();
			waiting = undefined;
			if (!signal.aborted) send({type: 'retry', at: now()});
		}
	};
	void run();

	const act = createActionRunner({publisher, now, engine: () => engine, answered: id => lanes?.answered(id)}, signal);

	return {
		store: publisher.store,
		now,
		act,
		effort: () => ({
			requests: earlierRequests + (engine?.requests() ?? 0),
			samples: ledger.samples(),
			slowdown: publisher.slowdown(),
		}),
		retry: () => waiting?.abort(),
		watch(next) {
			if (isDeepStrictEqual(interest, next)) return;
			interest = next;
			lanes?.interestChanged();
		},
		openLog(target, logOptions) {
			const log = openLogFeed(target, logOptions, now, signal);
			logs.add(log);
			if (engine !== undefined) log.attach(engine);
			return {
				snapshot: log.snapshot,
				subscribe: log.subscribe,
				close() {
					logs.delete(log);
					log.close();
				},
			};
		},
		close() {
			publisher.close();
			root.abort();
		},
	};
};

import {isDeepStrictEqual} from 'node:util';
import {EngineError} from '../engine/engine-error.ts';
import {createActionRunner} from './action-runner.ts';
import {initialConnection} from './connection.ts';
import {createDeathBook} from './deaths.ts';
import {createEventBook} from './event-book.ts';
import {type ConnectionOptions, createEngineClock, keepConnected, type Lasting} from './keep-connected.ts';
import {type OpenLog, openLogFeed} from './log-feed.ts';
import type {Interest, Monitor} from './monitor.ts';
import {createPublisher} from './publisher.ts';
import {type Intervals, usualIntervals} from './session.ts';
import type {EngineState, Notice} from './state.ts';
import {emptyTable} from './table.ts';
import {createUsageLedger} from './usage-ledger.ts';

/** What a monitor needs to know. */
export type MonitorOptions = ConnectionOptions & {
	/** The name that objects carry. */
	readonly host: string;
	/** What is connected to, for people. */
	readonly address: string;
	/** Variables by which programs of this machine reach it. */
	readonly environment?: EngineState['environment'];
	readonly intervals?: Partial<Intervals>;
	/** What was to be said before there was a screen for it. */
	readonly notices?: readonly Notice[];
	/** ms since the epoch. */
	readonly now?: () => number;
};

const initialState = ({host, address, environment = {}, notices = []}: MonitorOptions): EngineState => ({
	id: address,
	host,
	address,
	environment,
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
	notices,
});

/** Connects to an engine, and again whenever it is lost, and believes what it says until closed. */
export const startMonitor = (options: MonitorOptions): Monitor => {
	const ownClock = options.now ?? Date.now;
	const clock = createEngineClock(ownClock);
	const deaths = createDeathBook();
	const events = createEventBook();
	const intervals: Intervals = {...usualIntervals, ...options.intervals};
	const root = new AbortController();
	const {signal} = root;
	const ledger = createUsageLedger(clock.now);
	const logs = new Set<OpenLog>();
	let interest: Interest | undefined;

	const publisher = createPublisher(initialState(options), intervals.publish, ownClock, state => {
		const totals = ledger.totals();
		const {totals: _, ...rest} = state;
		const recent = deaths.recent(clock.now());
		return {...rest, usage: ledger.usage(), deaths: recent, ...(totals === undefined ? {} : {totals})};
	});
	const lasting: Lasting = {
		options,
		publisher,
		ledger,
		deaths,
		events,
		logs,
		intervals,
		clock,
		interest: () => interest,
	};
	const connection = keepConnected(lasting, signal);
	const actions = createActionRunner(
		{
			publisher,
			now: clock.now,
			engine: () => connection.live()?.engine,
			answered: id => connection.live()?.lanes.answered(id),
		},
		signal,
	);

	return {
		store: publisher.store,
		now: clock.now,
		act: actions.act,
		stopJobs: actions.stop,
		effort: () => ({requests: connection.requests(), samples: ledger.samples(), slowdown: publisher.slowdown()}),
		retry: connection.retry,
		watch(next) {
			if (isDeepStrictEqual(interest, next)) return;
			interest = next;
			connection.live()?.lanes.interestChanged();
		},
		openLog(targets, span) {
			const log = openLogFeed(targets, span, clock.now, signal);
			logs.add(log);
			const engine = connection.live()?.engine;
			if (engine !== undefined) log.attach(engine);
			return {
				snapshot: log.snapshot,
				subscribe: log.subscribe,
				follow: log.follow,
				readOlder: log.readOlder,
				close() {
					logs.delete(log);
					log.close();
				},
			};
		},
		async *readLog(target, span, given) {
			const engine = connection.live()?.engine;
			if (engine === undefined) throw new EngineError('unreachable', 'not connected');
			yield* engine.logs(target, {...span, follow: false}, AbortSignal.any([given, signal]));
		},
		async openShell(id, shellOptions, given) {
			const engine = connection.live()?.engine;
			if (engine === undefined) throw new EngineError('unreachable', 'not connected');
			return engine.containers.shell(id, shellOptions, AbortSignal.any([given, signal]));
		},
		async ask(_id, question, given) {
			const engine = connection.live()?.engine;
			if (engine === undefined) throw new EngineError('unreachable', 'not connected');
			return question(engine, AbortSignal.any([given, signal]));
		},
		close() {
			publisher.close();
			root.abort();
		},
	};
};

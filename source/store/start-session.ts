import type {EngineEvent} from '../model/event.ts';
import type {DeathBook} from './deaths.ts';
import {startDetailsLane} from './details-lane.ts';
import {followEvents} from './events-feed.ts';
import {startInfoLane} from './info-lane.ts';
import {startInspector} from './inspector.ts';
import type {OpenLog} from './log-feed.ts';
import {startPoller} from './poller.ts';
import type {Session} from './session.ts';
import type {StatsTier} from './state.ts';
import {startStatsLane} from './stats-lane.ts';
import type {TableHooks, TableLane} from './table-lane.ts';
import type {UsageLedger} from './usage-ledger.ts';

/** Within so many ms what nobody waits for is published: with the figures, where there are any. */
const quiet = 1000;

/** The lanes of one connection, at work. */
export type Lanes = {
	interestChanged(): void;
	/** The engine answered a verb on this object. */
	answered(id: string): void;
	/** Asks now whether the engine is there. */
	check(): void;
};

/** What lives longer than one connection. */
export type Lasting = {
	readonly ledger: UsageLedger;
	readonly logs: ReadonlySet<OpenLog>;
	readonly deaths: DeathBook;
	readonly tier: StatsTier | undefined;
};

/** How long an answer that costs the engine nothing is under way: what the quickest one took. */
const createLatency = () => {
	let quickest = 0;
	return {
		/** ms; 0 before there was one. */
		value: () => quickest,
		async timed<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
			const asked = performance.now();
			const answer = await ask();
			const took = performance.now() - asked;
			quickest = quickest === 0 ? took : Math.min(quickest, took);
			return answer;
		},
	};
};

/** Starts all lanes; they end with the signal. `lost` is called when a ping fails. */
export const startLanes = (
	session: Session,
	lasting: Lasting,
	lost: (reason: string) => void,
	signal: AbortSignal,
): Lanes => {
	const {engine, publisher, intervals} = session;
	const {ledger, logs, deaths} = lasting;

	const lanes = new Map<string, TableLane>();
	const way = createLatency();
	const forced = lasting.tier ?? (session.engine.isNarrow ? 'polling' : undefined);
	const stats = startStatsLane(session, {ledger, forced, latency: way.value}, signal);
	const details = startDetailsLane(session, signal);
	const rowsChanged = () => {
		const {rows} = publisher.state().tables.containers;
		ledger.follow(rows);
		stats.follow(rows);
		details.follow();
	};
	let isFirst = publisher.state().tables.containers.at === undefined;
	const refreshManagers = () => {
		for (const {id, needs} of session.tables) if (needs === 'manager') lanes.get(id)?.refresh();
	};
	const info = startInfoLane(session, refreshManagers, signal);
	const hooks: TableHooks = {
		changed(id) {
			if (id !== 'containers') return;
			rowsChanged();
			// The first list is what one waits for.
			if (isFirst) publisher.flush();
			isFirst = false;
		},
		refused: info.ask,
		settled: async ids => {
			await Promise.all(ids.map(id => lanes.get(id)?.settled()));
		},
	};
	for (const table of session.tables) lanes.set(table.id, table.start(session, hooks, signal));
	const hearing = (isHeard: boolean) => {
		for (const lane of lanes.values()) lane.hearing(isHeard);
	};
	const inspector = startInspector(session, signal);
	/** Whether it is news. */
	const record = (event: EngineEvent): boolean => {
		if (deaths.record(event)) publisher.touch();
		return session.events.record(event, deaths.last(event.id));
	};

	void followEvents(
		session,
		{
			opened: () => hearing(true),
			unheard: () => hearing(false),
			past: record,
			event(event) {
				// What is told again, as a stream was opened again, happened once.
				if (!record(event)) return;
				if (event.type === 'container' && event.action === 'start') ledger.restart(event.id);
				for (const lane of lanes.values()) lane.event(event);
				inspector.event(event);
				for (const log of logs) log.event(event);
			},
		},
		signal,
	);

	const ping = startPoller(
		async () => {
			try {
				const {swarm: role} = await way.timed(() => engine.ping(signal));
				if (signal.aborted) return;
				session.heard();
				info.heardRole(role);
				// Once per ping the quiet news, such as the time of the last list, goes out as well, with the next of the rest.
				publisher.touch(quiet);
			} catch (error) {
				if (!signal.aborted) lost(session.fault(error).message);
			}
		},
		() => intervals.ping,
		signal,
	);
	rowsChanged();

	return {
		check: ping.poke,
		interestChanged() {
			stats.follow(publisher.state().tables.containers.rows);
			for (const lane of lanes.values()) lane.interestChanged();
			inspector.interestChanged();
		},
		answered(id) {
			const {tables} = publisher.state();
			const touched = session.tables.filter(table => tables[table.id]?.rows.has(id));
			for (const table of touched) lanes.get(table.id)?.mark(id);
			// What is named after it changes with it: the tasks of a service. What it is nobody knows touches all.
			for (const {id: name, after = []} of session.tables)
				if (touched.length === 0 || touched.some(table => after.includes(table.id))) lanes.get(name)?.refresh();
			inspector.touched(id);
		},
	};
};

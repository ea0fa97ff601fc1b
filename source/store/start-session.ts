import {startContainersLane} from './containers-lane.ts';
import type {DeathBook} from './deaths.ts';
import {startDetailsLane} from './details-lane.ts';
import {followEvents} from './events-feed.ts';
import {startInspector} from './inspector.ts';
import type {OpenLog} from './log-feed.ts';
import {startPoller} from './poller.ts';
import type {Session} from './session.ts';
import type {StatsTier} from './state.ts';
import {startStatsLane} from './stats-lane.ts';
import {startSwarmLane} from './swarm-lane.ts';
import type {UsageLedger} from './usage-ledger.ts';

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

/** Starts all lanes; they end with the signal. `lost` is called when a ping fails. */
export const startLanes = (
	session: Session,
	lasting: Lasting,
	lost: (reason: string) => void,
	signal: AbortSignal,
): Lanes => {
	const {engine, publisher, intervals} = session;
	const {ledger, logs, deaths} = lasting;

	const stats = startStatsLane(session, ledger, lasting.tier, signal);
	const rowsChanged = () => {
		const {rows} = publisher.state().containers;
		ledger.follow(rows);
		stats.follow(rows);
		details.follow();
	};
	const details = startDetailsLane(session, signal);
	const containers = startContainersLane(session, rowsChanged, signal);
	const swarm = startSwarmLane(session, signal);
	const inspector = startInspector(session, signal);

	void followEvents(
		session,
		{
			opened: containers.heard,
			unheard: containers.unheard,
			past(event) {
				if (deaths.record(event)) publisher.touch();
			},
			event(event) {
				if (event.type === 'container' && event.action === 'start') ledger.restart(event.id);
				if (deaths.record(event)) publisher.touch();
				containers.event(event);
				swarm.event(event);
				inspector.event(event);
				for (const log of logs) log.event(event);
			},
		},
		signal,
	);

	const ping = startPoller(
		async () => {
			try {
				const {swarm: role} = await engine.ping(signal);
				if (signal.aborted) return;
				session.heard();
				swarm.heardRole(role);
				// Once per ping the quiet news, such as the time of the last list, goes out as well.
				publisher.touch();
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
			stats.follow(publisher.state().containers.rows);
			swarm.interestChanged();
			inspector.interestChanged();
		},
		answered(id) {
			if (publisher.state().containers.rows.has(id)) containers.mark(id);
			else swarm.refresh();
			inspector.touched(id);
		},
	};
};

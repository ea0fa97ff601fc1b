import type Docker from 'dockerode';
import type {PoolName} from './agents.ts';
import {createDockerode} from './modem.ts';
import {createPatience} from './patience.ts';
import type {Transport} from './transport.ts';

/** Deadlines in ms. A manager without quorum hangs 20 s: swarm calls give up long before. */
const deadlines = {containers: 10_000, swarm: 3000, stats: 10_000, streams: 10_000, changes: 10_000} as const;

/** dockerode for one call. */
export type Connect = (signal: AbortSignal) => Docker;

/** The ways of asking one engine; the nouns of the engine are made of them. */
export type Calls = {
	/** Name of the engine that rows carry. */
	readonly host: string;
	/** Whether the engine runs on this machine. */
	readonly isLocal: boolean;
	/** ms, by the engine's clock. */
	now(): number;
	/** Questions about what this engine keeps itself. */
	readonly containers: Connect;
	/** Questions that only managers answer; they hang while quorum is lost. */
	readonly swarm: Connect;
	/** A question of the swarm’s that is asked again and again, by its route: waited for longer after each miss. */
	patiently<Answer>(route: string, ask: (docker: Docker) => Promise<Answer>, signal: AbortSignal): Promise<Answer>;
	readonly stats: Connect;
	/** What goes on until it is aborted; the deadline is for its headers. */
	readonly streams: Connect;
	/** Verbs that wait as long as the engine does: a stop takes the grace period of the container. */
	readonly verbs: Connect;
	/** Long work that is told of as it goes on, or moves files: it may take until it is aborted. */
	readonly works: Connect;
	/** Verbs that are answered at once. */
	readonly changes: Connect;
};

/** The ways of asking over one transport. */
export const createCalls = (
	transport: Transport,
	{version, host, isLocal}: {readonly version: string; readonly host: string; readonly isLocal: boolean},
): Calls => {
	const docker = createDockerode(transport, version);
	const via =
		(pool: PoolName, deadline: number | undefined): Connect =>
		signal =>
			docker({pool, deadline, signal});
	const patience = createPatience();
	return {
		host,
		isLocal,
		now: () => Date.now() + transport.clockOffset(),
		containers: via('containers', deadlines.containers),
		swarm: via('swarm', deadlines.swarm),
		patiently: (route, ask, signal) =>
			patience.ask(route, deadlines.swarm, deadline => ask(docker({pool: 'swarm', deadline, signal}))),
		stats: via('stats', deadlines.stats),
		streams: via('streams', deadlines.streams),
		verbs: via('actions', undefined),
		works: via('streams', undefined),
		changes: via('actions', deadlines.changes),
	};
};

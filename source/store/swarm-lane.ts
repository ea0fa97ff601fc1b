import type {EngineEvent} from '../model/event.ts';
import type {SwarmRole} from '../model/swarm.ts';
import {emptyLane, isSameLane, laneOfFault, laneOfList} from './lane.ts';
import {startPoller} from './poller.ts';
import type {Session} from './session.ts';
import type {EngineState, Lane} from './state.ts';

/** Keeps what only the swarm's managers know, apart from all else: its calls may hang. */
export type SwarmLane = {
	event(event: EngineEvent): void;
	/** Reads services, nodes and tasks again. */
	refresh(): void;
	/** A swarm view was opened or closed. */
	interestChanged(): void;
	/** What a ping said of the role, where it says it. */
	heardRole(role: SwarmRole): void;
};

const withoutSwarm = (state: EngineState): EngineState =>
	state.services === emptyLane && state.tasks === emptyLane && state.nodes === emptyLane
		? state
		: {...state, services: emptyLane, tasks: emptyLane, nodes: emptyLane};

const withRole = (state: EngineState, role: SwarmRole): EngineState => {
	const next = state.role === role ? state : {...state, role};
	return role === 'manager' || role === 'unknown' ? next : withoutSwarm(next);
};

export const startSwarmLane = (session: Session, signal: AbortSignal): SwarmLane => {
	const {engine, publisher, intervals} = session;
	const isWatched = () => session.interest()?.swarm === true;
	const isManager = () => publisher.state().role === 'manager';
	/** Where nobody says what this engine is, its answer to a list does. */
	const isWorthAsking = () => {
		const {role, infoFault} = publisher.state();
		return role === 'manager' || (role === 'unknown' && infoFault !== undefined);
	};
	let wasWatched = isWatched();

	/** Reads one kind of rows into its lane; a fault is the lane's own. */
	const readLane = async <Row extends {readonly id: string}>(
		lane: (state: EngineState) => Lane<Row>,
		put: (state: EngineState, lane: Lane<Row>) => EngineState,
		ask: () => Promise<readonly Row[]>,
	): Promise<void> => {
		if (!isWorthAsking()) return;
		try {
			const list = await ask();
			if (signal.aborted || !isWorthAsking()) return;
			session.heard();
			const before = lane(publisher.state());
			const next = laneOfList(before, list, session.now());
			const isNews = !isManager() || !isSameLane(before, next);
			(isNews ? publisher.update : publisher.note)(state => put(withRole(state, 'manager'), next));
		} catch (error) {
			if (signal.aborted) return;
			const fault = session.fault(error);
			if (!isWorthAsking()) return;
			// One route may be refused by a proxy: what this engine is, the engine itself has to say.
			const isNews = lane(publisher.state()).fault?.kind !== fault.kind;
			publisher.update(state => put(state, laneOfFault(lane(state), fault)));
			if (fault.kind === 'not-manager' && isNews && isManager()) info.poke();
		}
	};

	const info = startPoller(
		async () => {
			try {
				const answer = await engine.info(signal);
				if (signal.aborted) return;
				session.heard();
				const known = {isManager: isManager(), nodeId: publisher.state().info?.nodeId};
				publisher.update(({infoFault: _, ...state}) =>
					withRole({...state, info: answer, isSimulated: answer.isSimulated}, answer.swarm),
				);
				if (!known.isManager || known.nodeId !== answer.nodeId) refresh();
			} catch (error) {
				if (signal.aborted) return;
				const infoFault = session.fault(error);
				publisher.update(state => ({...state, infoFault}));
				if (!isManager()) refresh();
			}
		},
		() => intervals.info,
		signal,
	);
	const pace = (usual: number) => () => (isWatched() ? usual : intervals.swarmAside);

	const services = startPoller(
		() =>
			readLane(
				state => state.services,
				(state, lane) => ({...state, services: lane}),
				() => engine.services(signal),
			),
		pace(intervals.services),
		signal,
	);
	const nodes = startPoller(
		() =>
			readLane(
				state => state.nodes,
				(state, lane) => ({...state, nodes: lane}),
				() => engine.nodes(publisher.state().info?.nodeId, signal),
			),
		pace(intervals.nodes),
		signal,
	);
	const tasks = startPoller(
		async () => {
			// Tasks are named after services and nodes.
			await Promise.all([services.settled(), nodes.settled()]);
			if (signal.aborted) return;
			const {state} = publisher;
			const known = {services: [...state().services.rows.values()], nodes: [...state().nodes.rows.values()]};
			await readLane(
				now => now.tasks,
				(now, lane) => ({...now, tasks: lane}),
				() => engine.tasks(known, signal),
			);
		},
		pace(intervals.tasks),
		signal,
	);

	const refresh = () => {
		if (!isWorthAsking()) return;
		services.poke();
		nodes.poke();
		tasks.poke();
	};

	// Events of a rolling update come in dozens.
	let timer: NodeJS.Timeout | undefined;
	signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
	const refreshSoon = () => {
		timer ??= setTimeout(() => {
			timer = undefined;
			refresh();
		}, intervals.coalesce);
	};

	return {
		refresh,
		event(event) {
			if (event.type === 'service' || event.type === 'node') refreshSoon();
			// A task's container says sooner than the next poll that its task changes state.
			else if (event.type === 'container' && event.attributes['com.docker.swarm.task.id'] !== undefined) {
				if (isWatched() && (event.action === 'start' || event.action === 'die')) refreshSoon();
			}
		},
		interestChanged() {
			if (isWatched() === wasWatched) return;
			wasWatched = isWatched();
			if (wasWatched) refresh();
			else for (const poller of [services, nodes, tasks]) poller.reschedule();
		},
		heardRole(role) {
			if (role === 'unknown' || role === publisher.state().role) return;
			publisher.update(state => withRole(state, role));
			info.poke();
			refresh();
		},
	};
};

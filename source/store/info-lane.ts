import {isDeepStrictEqual} from 'node:util';
import type {EngineInfo} from '../model/engine-info.ts';
import type {SwarmRole} from '../model/swarm.ts';
import {startPoller} from './poller.ts';
import {withRole} from './role.ts';
import type {Session} from './session.ts';
import type {EngineState} from './state.ts';

/** Keeps what the engine tells of itself, and what its part in a swarm is. Its answer hangs while quorum is lost. */
export type InfoLane = {
	/** What a ping said of the role, where it says it. */
	heardRole(role: SwarmRole): void;
	/** Asks now. */
	ask(): void;
};

/** Starts to ask; `refresh` is called when the tables of managers are to be read anew. */
export const startInfoLane = (session: Session, refresh: () => void, signal: AbortSignal): InfoLane => {
	const {engine, publisher, intervals, tables} = session;
	const isManager = () => publisher.state().role === 'manager';
	/** What is told again is no news. */
	const tellOf =
		(answer: EngineInfo) =>
		(state: EngineState): EngineState => {
			const {infoFault, ...rest} = state;
			if (infoFault === undefined && isDeepStrictEqual(state.info, answer) && state.role === answer.swarm) return state;
			return withRole({...rest, info: answer, isSimulated: answer.isSimulated}, answer.swarm, tables);
		};
	const read = async (): Promise<void> => {
		try {
			const answer = await engine.info(signal);
			if (signal.aborted) return;
			session.heard();
			const known = {isManager: isManager(), nodeId: publisher.state().info?.nodeId};
			publisher.update(tellOf(answer));
			if (!known.isManager || known.nodeId !== answer.nodeId) refresh();
		} catch (error) {
			if (signal.aborted) return;
			const infoFault = session.fault(error);
			publisher.update(state => ({...state, infoFault}));
			if (!isManager()) refresh();
		}
	};
	const poller = startPoller(read, () => intervals.info, signal);
	return {
		ask: poller.poke,
		heardRole(role) {
			if (role === 'unknown' || role === publisher.state().role) return;
			publisher.update(state => withRole(state, role, tables));
			poller.poke();
			refresh();
		},
	};
};

import type {EngineState} from '../store/state.ts';

/** Why a swarm list is empty, in words that say what to do. */
export const swarmEmptyReason =
	(what: string) =>
	(state: EngineState): string => {
		switch (state.role) {
			case 'none':
				return `this engine is not part of a swarm, so it has no ${what} (docker swarm init makes one)`;
			case 'worker':
				return `this engine is a worker of its swarm: only managers know the ${what}; connect to a manager`;
			case 'manager':
				return `this swarm has no ${what}`;
			default:
				return state.infoFault === undefined
					? `asking the engine about its swarm…`
					: `the engine does not tell about its swarm: ${state.infoFault.message}`;
		}
	};

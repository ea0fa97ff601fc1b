import {EngineError} from './engine-error.ts';

/** How long the answers of one engine are waited for, by route: longer after each miss, as usual again after an answer. */
export type Patience = {
	/** Asks with the deadline of the route, ms; `ask` rejects with an EngineError of kind `timeout` when it is over. */
	ask<Answer>(route: string, usual: number, ask: (deadline: number) => Promise<Answer>): Promise<Answer>;
};

/** A machine under load or Podman takes some seconds; more says that nothing will come, ms. */
const longest = 24_000;

/** Starts with the usual deadline of each route. */
export const createPatience = (): Patience => {
	const factors = new Map<string, number>();
	return {
		async ask(route, usual, ask) {
			const factor = factors.get(route) ?? 1;
			const deadline = Math.min(Math.max(usual, longest), usual * factor);
			try {
				const answer = await ask(deadline);
				// One quick answer does not make a slow engine quick.
				if (factor > 1) factors.set(route, factor / 2);
				return answer;
			} catch (error) {
				if (error instanceof EngineError && error.kind === 'timeout' && deadline < longest)
					factors.set(route, factor * 2);
				throw error;
			}
		},
	};
};

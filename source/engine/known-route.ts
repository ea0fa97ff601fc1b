import {EngineError} from './engine-error.ts';

/** The answer of a list's route; where the engine has no such route, that is said in a sentence of ours: `what` is in it. */
export const ofKnownRoute = async <Answer>(what: string, work: Promise<Answer>): Promise<Answer> => {
	try {
		return await work;
	} catch (error) {
		// A list is always there where its route is.
		if (error instanceof EngineError && error.status === 404)
			throw new EngineError('missing', `this engine knows no ${what}`, {status: 404, cause: error});
		throw error;
	}
};

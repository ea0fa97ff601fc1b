import {engineKey} from '../store/engine-key.ts';
import type {ActionRequest} from '../store/monitor.ts';
import {partView} from './remembered.ts';
import type {View} from './resource.ts';
import {type GeneralVerb, requestsIn} from './verb.ts';

/** A verb on no row, for one of several engines: it looks at that one alone, and what it does is keyed with its id. */
export const generalAcross = (verb: GeneralVerb, engine: string | undefined): GeneralVerb => {
	if (engine === undefined) return verb;
	const {fields, program} = verb;
	const keyed = (request: ActionRequest): ActionRequest => ({...request, id: engineKey(engine, request.id)});
	return {
		...verb,
		question: view => verb.question(partView(view, engine)),
		refusal: view => verb.refusal(partView(view, engine)),
		reach: view => verb.reach(partView(view, engine)),
		...(fields === undefined ? {} : {fields: (view: View) => fields(partView(view, engine))}),
		...(program === undefined
			? {}
			: {program: (values, view, words) => program(values, partView(view, engine), words)}),
		request: (values, view) => requestsIn(verb.request(values, partView(view, engine))).map(keyed),
	};
};

/** The key that means an engine itself, and no object of it; empty where one engine is looked at by itself. */
export const keyOfEngine = (engine: string | undefined): string => (engine === undefined ? '' : engineKey(engine, ''));

import type {View} from '../../resources/resource.ts';
import {type AppState, withRefusal} from '../app-state.ts';
import {type Outcome, only} from '../effects.ts';
import type {Asked} from './confirm.ts';
import {editOf} from './draft.ts';

/** Puts a question on the screen, or says why it cannot be asked; what the engine is to be asked first is an effect. */
export const putQuestion = (state: AppState, asked: Asked, view: View): Outcome<AppState> => {
	switch (asked.kind) {
		case 'confirm':
			return only({...state, overlay: asked});
		case 'unasked':
			return {state, effects: asked.effects};
		case 'draft':
			return {state, effects: [editOf(asked)]};
		case 'refused':
			return only(withRefusal(state, asked.reason, view.now));
		case 'prepare': {
			const {id, title, ask} = asked;
			return {
				state,
				effects: [
					{
						kind: 'learn',
						id,
						title,
						async ask(engine, signal) {
							const question = await ask(engine, signal);
							return (then, now) => putQuestion(then, question(now), now);
						},
					},
				],
			};
		}
	}
};

import type {View} from '../../resources/resource.ts';
import {editFile} from '../../terminal/edit-file.ts';
import type {BareTerminal} from '../../terminal/handover.ts';
import type {AppState} from '../app-state.ts';
import type {EditRequest, Outcome} from '../effects.ts';

/** Has texts edited with a person's own program, one at a time; what could not be sent is kept for the next time. */
export type EditTurn = {open(request: EditRequest): void};

/** What it needs of the screen. */
type EditScreen = {
	say(word: {readonly text: string; readonly tone: 'plain' | 'bad'}): void;
	/** Gives the terminal away until `run` resolves. */
	away(run: (terminal: BareTerminal) => Promise<void>): void;
	/** Goes on with what was written. */
	goOn(turned: (state: AppState, view: View) => Outcome<AppState>): void;
};

/** Letters of a text that is taken back: more than any engine takes. */
const mostLetters = 4_194_304;

/** The screen gives the terminal away while a text is edited, and goes on with what was written. */
export const createEditTurn = ({say, away, goOn}: EditScreen): EditTurn => {
	const kept = new Map<string, string>();
	const edit = async (request: EditRequest, terminal: BareTerminal): Promise<void> => {
		const {id, title, fileName, again} = request;
		const before = again === undefined ? undefined : kept.get(id);
		if (before !== undefined) kept.delete(id);
		const text = before === undefined ? request.text : (again?.(before) ?? before);
		try {
			const left = await editFile(terminal, {fileName, text});
			if (left.length > mostLetters) say({text: `${title} is longer than any engine takes`, tone: 'bad'});
			else goOn(request.left(left, () => kept.set(id, left)));
		} catch (error) {
			// What was kept of it was not written over.
			if (before !== undefined) kept.set(id, before);
			const words = error instanceof Error ? error.message : String(error);
			say({text: `${title} was not edited: ${words}`, tone: 'bad'});
		}
	};
	return {open: request => away(terminal => edit(request, terminal))};
};

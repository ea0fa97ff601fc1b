import type {View} from '../../resources/resource.ts';
import type {Draft} from '../../resources/verb.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import {type AppState, type Confirm, withWord} from '../app-state.ts';
import {type Effect, type Outcome, only} from '../effects.ts';
import {type Drafting, unanswered} from './confirm.ts';

/** What is told within a text, above it; lines of before are dropped. */
const remarked = ({remark}: Draft, text: string, words: string): string => {
	if (remark === undefined) return text;
	const sign = `${remark} ✗ `;
	const lines = text.split('\n').filter(line => !line.startsWith(sign));
	return [`${sign}${words.replaceAll(/\s+/g, ' ')}`, ...lines].join('\n');
};

/** A text that could not be sent is kept. */
const keeping = (request: ActionRequest, keep: () => void, command: string): ActionRequest => ({
	...request,
	run: async (engine, signal, tell) => {
		try {
			return await request.run(engine, signal, tell);
		} catch (error) {
			keep();
			throw error;
		}
	},
	left: () => `:${command} begins with your text`,
});

/** Asks whether a text that cannot be taken is edited again; a no drops it. */
const againQuestion = (asked: Drafting, text: string, fault: string): Confirm => ({
	kind: 'confirm',
	title: `Edit ${asked.draft.title} again?`,
	lines: [[{text: fault, tone: 'bad'}], [{text: 'Nothing was sent. No drops what you wrote.'}]],
	...unanswered({danger: 'none'}, []),
	word: () => undefined,
	effects: () => [editOf(asked, remarked(asked.draft, text, fault))],
	requests: () => [],
});

const leftAs =
	(asked: Drafting, text: string, keep: () => void) =>
	(state: AppState, view: View): Outcome<AppState> => {
		const {draft} = asked;
		const read = draft.read(text);
		if (read === undefined) return only(withWord(state, `nothing was changed in ${draft.title}`, view.now));
		if ('fault' in read) return only({...state, overlay: againQuestion(asked, text, read.fault)});
		const request = keeping(read.request, keep, asked.command);
		return only({...state, overlay: asked.question({...read, request}, view)});
	};

/** What has a text edited; what was changed is the question after it. */
export const editOf = (asked: Drafting, begun?: string): Extract<Effect, {kind: 'edit'}> => {
	const {id, draft} = asked;
	return {
		kind: 'edit',
		id,
		title: draft.title,
		fileName: draft.fileName,
		text: begun ?? draft.text,
		...(begun === undefined
			? {
					again: kept =>
						remarked(draft, kept, 'what you wrote before, which could not be sent; all else is as it is now'),
				}
			: {}),
		left: (text, keep) => leftAs(asked, text, keep),
	};
};

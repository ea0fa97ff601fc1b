import type {View} from '../../resources/resource.ts';
import {editorOf} from '../../ui/line-editor.ts';
import type {AppState, Prompt} from '../app-state.ts';
import type {Effect} from '../effects.ts';
import {isTellable} from './tellable-line.ts';

/** Lines of one sort that can be had again. */
const mostKept = 500;

/** Sorts of prompts whose lines outlive the session, where that is set. */
const keptPurposes = ['filter', 'command'] as const;

/** A prompt whose lines outlive the session. */
export type KeptPurpose = (typeof keptPurposes)[number];

/** Lines that were typed, by what they were for; the latest last. */
export type KeptLines = Readonly<Record<KeptPurpose, readonly string[]>>;

/** Lines with others after them: the latest last, each once. */
const followedBy = (lines: readonly string[] = [], later: readonly string[]): readonly string[] => {
	const known = new Set(later);
	return [...lines.filter(line => !known.has(line)), ...known].slice(-mostKept);
};

/** The same with a line that was typed among those that can be had again. */
export const remembered = (state: AppState, purpose: Prompt['purpose'], typed: string): AppState => {
	const line = typed.trim();
	if (line === '') return state;
	return {...state, typed: {...state.typed, [purpose]: followedBy(state.typed?.[purpose], [line])}};
};

/** The same with what was typed in sessions before, which stands before what was typed in this one. */
export const withKept = (state: AppState, kept: KeptLines): AppState => ({
	...state,
	typed: {
		...state.typed,
		...Object.fromEntries(
			keptPurposes.map(purpose => [purpose, followedBy(kept[purpose], state.typed?.[purpose] ?? [])]),
		),
	},
});

/** What keeps a line for later sessions: nothing where it is of no such prompt, or may hold what nobody shall read. */
export const keeping = (purpose: Prompt['purpose'], typed: string, view: View): readonly Effect[] => {
	const kept = keptPurposes.find(candidate => candidate === purpose);
	return kept === undefined || typed.trim() === '' || !isTellable(typed, kept === 'command' ? view : undefined)
		? []
		: [{kind: 'keep', purpose: kept, line: typed.trim()}];
};

/**
 * The prompt with the line that was typed before the one in it, or after, of those that begin as what is being typed;
 * undefined where there is none.
 */
export const recalled = ({typed}: AppState, prompt: Prompt, direction: 'earlier' | 'later'): Prompt | undefined => {
	const fresh = prompt.recall?.fresh ?? prompt.editor.value;
	// What stood there when the prompt was opened was not typed.
	const beginning = fresh === prompt.before ? '' : fresh;
	const lines = (typed?.[prompt.purpose] ?? []).filter(line => line.startsWith(beginning) && line !== fresh);
	const index = (prompt.recall?.index ?? lines.length) + (direction === 'earlier' ? -1 : 1);
	if (index < 0 || index > lines.length) return undefined;
	// Past the latest is what was being typed.
	return {...prompt, recall: {index, fresh}, editor: editorOf(lines[index] ?? fresh)};
};

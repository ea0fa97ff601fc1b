import {editorOf} from '../ui/line-editor.ts';
import type {AppState, Prompt} from './app-state.ts';

/** Lines of one sort that are kept. */
const mostKept = 100;

/** The same with a line that was typed among those that can be had again; the latest last, each once. */
export const remembered = (state: AppState, purpose: Prompt['purpose'], typed: string): AppState => {
	const line = typed.trim();
	if (line === '') return state;
	const before = (state.typed?.[purpose] ?? []).filter(known => known !== line);
	return {...state, typed: {...state.typed, [purpose]: [...before, line].slice(-mostKept)}};
};

/** The prompt with the line that was typed before the one in it, or after; undefined where there is none. */
export const recalled = ({typed}: AppState, prompt: Prompt, direction: 'earlier' | 'later'): Prompt | undefined => {
	const lines = typed?.[prompt.purpose] ?? [];
	const {recall = {index: lines.length, fresh: prompt.editor.value}} = prompt;
	const index = recall.index + (direction === 'earlier' ? -1 : 1);
	if (index < 0 || index > lines.length) return undefined;
	// Past the latest is what was being typed.
	return {...prompt, recall: {...recall, index}, editor: editorOf(lines[index] ?? recall.fresh)};
};

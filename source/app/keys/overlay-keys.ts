import type {Key} from 'ink';
import type {View} from '../../resources/resource.ts';
import {editLine, editorOf} from '../../ui/line-editor.ts';
import {type AppState, type Prompt, withFault, withoutOverlay} from '../app-state.ts';
import {completeCommand, runCommand} from '../command/command-line.ts';
import {withPinnedSelection} from '../command/list-commands.ts';
import {keeping, recalled, remembered} from '../command/prompt-history.ts';
import {type Outcome, only} from '../effects.ts';
import {followTop} from '../list/list-state.ts';
import {currentPanel, withList} from '../list/panel.ts';
import {currentText, isLiveText, withOnlyTyped, withText} from '../text/current-text.ts';
import {withoutMatch} from '../text/text-state.ts';

/** What the overlay may look at. */
export type OverlayView = {
	readonly view: View;
	readonly isReadOnly: boolean;
};

/** Writes what is typed where it belongs: a list narrows while one types. */
const applyTyped = (state: AppState, purpose: Prompt['purpose'], value: string): AppState => {
	if (purpose === 'filter') {
		const panel = currentPanel(state);
		return panel === undefined ? state : withList(state, {...panel.list, filter: value});
	}
	if (purpose === 'only') return withOnlyTyped(state, value);
	const text = purpose === 'search' ? currentText(state) : undefined;
	return text === undefined ? state : withText(state, {...withoutMatch(text), search: value});
};

const submitted = (state: AppState, prompt: Prompt, {view, isReadOnly}: OverlayView): Outcome<AppState> => {
	const closed = withoutOverlay(remembered(state, prompt.purpose, prompt.editor.value));
	if (prompt.purpose === 'command') {
		const outcome = runCommand(closed, prompt.editor.value, view, isReadOnly);
		switch (outcome.kind) {
			case 'state':
				return only(outcome.state);
			case 'quit':
				return {state: closed, effects: [{kind: 'quit'}]};
			case 'outcome':
				return outcome.outcome;
			case 'fault':
				return only(withFault(closed, outcome.message, view.now));
		}
	}
	if (prompt.purpose === 'only') return only(closed);
	if (prompt.purpose === 'filter') return only(withPinnedSelection(closed, view));
	const text = currentText(closed);
	if (text === undefined || text.search === '') return only(closed);
	// What grows at its end is searched from there.
	const direction = isLiveText(closed) && text.isFollowing ? -1 : 1;
	return {state: closed, effects: [{kind: 'search', direction}]};
};

const submitPrompt = (state: AppState, prompt: Prompt, around: OverlayView): Outcome<AppState> => {
	const outcome = submitted(state, prompt, around);
	// Before what it comes to, which may be the end.
	return {...outcome, effects: [...keeping(prompt.purpose, prompt.editor.value, around.view), ...outcome.effects]};
};

/** Which way a key walks through the lines that were typed before, if it does. */
const walkOf = (input: string, key: Key): 'earlier' | 'later' | undefined => {
	if (key.upArrow || (key.ctrl && input === 'p')) return 'earlier';
	return key.downArrow || (key.ctrl && input === 'n') ? 'later' : undefined;
};

/** The prompt with its line changed: what was had again is typed anew from then on. */
const edited = ({recall, ...prompt}: Prompt, editor: Prompt['editor']): Prompt =>
	recall === undefined || editor.value !== prompt.editor.value ? {...prompt, editor} : {...prompt, recall, editor};

/** A key while a line is typed. */
export const promptKey = (
	state: AppState,
	prompt: Prompt,
	input: string,
	key: Key,
	around: OverlayView,
): Outcome<AppState> => {
	if (key.escape || (key.ctrl && input === 'c')) {
		const closed = withoutOverlay(applyTyped(state, prompt.purpose, prompt.before));
		const panel = currentPanel(closed);
		const isFollowing = prompt.wasFollowing === true && panel !== undefined;
		return only(isFollowing ? withList(closed, followTop(panel.list)) : closed);
	}
	if (key.return) return submitPrompt(state, prompt, around);
	if (key.tab && prompt.purpose === 'command') {
		const {text, offers} = completeCommand(state, prompt.editor.value, around.view, around.isReadOnly);
		const hint = offers.length > 1 ? {hint: {text: offers.join(' '), tone: 'plain' as const, at: around.view.now}} : {};
		return only<AppState>({...state, ...hint, overlay: {...prompt, editor: editorOf(text)}});
	}
	const walk = walkOf(input, key);
	if (walk !== undefined) {
		const found = recalled(state, prompt, walk);
		return only(
			found === undefined ? state : applyTyped({...state, overlay: found}, prompt.purpose, found.editor.value),
		);
	}
	const editor = editLine(prompt.editor, input, key);
	return editor === undefined
		? only(state)
		: only(applyTyped({...state, overlay: edited(prompt, editor)}, prompt.purpose, editor.value));
};

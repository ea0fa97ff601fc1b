import type {Key} from 'ink';
import type {View} from '../resources/resource.ts';
import {editLine, editorOf} from '../ui/line-editor.ts';
import {type AppState, type Confirm, type Prompt, withoutOverlay} from './app-state.ts';
import {completeCommand, runCommand} from './command-line.ts';
import {currentText, isLiveText, withText} from './current-text.ts';
import {type Outcome, only} from './effects.ts';
import type {Press} from './key-name.ts';
import {withPinnedSelection} from './list-commands.ts';
import {followTop} from './list-state.ts';
import {currentPanel, withList} from './panel.ts';
import {wordNeeded} from './question.ts';
import {withoutMatch} from './text-state.ts';

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
	const text = purpose === 'search' ? currentText(state) : undefined;
	return text === undefined ? state : withText(state, {...withoutMatch(text), search: value});
};

const submitPrompt = (state: AppState, prompt: Prompt, {view, isReadOnly}: OverlayView): Outcome<AppState> => {
	const closed = withoutOverlay(state);
	if (prompt.purpose === 'command') {
		const outcome = runCommand(closed, prompt.editor.value, view, isReadOnly);
		switch (outcome.kind) {
			case 'state':
				return only(outcome.state);
			case 'quit':
				return {state: closed, effects: [{kind: 'quit'}]};
			case 'fault':
				return only({...closed, hint: {text: outcome.message, tone: 'bad', at: view.now}});
		}
	}
	if (prompt.purpose === 'filter') return only(withPinnedSelection(closed, view));
	const text = currentText(closed);
	if (text === undefined || text.search === '') return only(closed);
	// What grows at its end is searched from there.
	const direction = isLiveText(closed) && text.isFollowing ? -1 : 1;
	return {state: closed, effects: [{kind: 'search', direction}]};
};

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
	const editor = editLine(prompt.editor, input, key);
	return editor === undefined
		? only(state)
		: only(applyTyped({...state, overlay: {...prompt, editor}}, prompt.purpose, editor.value));
};

const accept = (state: AppState, confirm: Confirm, number?: number): Outcome<AppState> => {
	const choice = confirm.choices[confirm.chosen]?.id;
	return {
		state: withoutOverlay(state),
		effects: [
			{
				kind: 'act',
				requests: confirm.requests({
					...(choice === undefined ? {} : {choice}),
					...(number === undefined ? {} : {number}),
				}),
			},
		],
	};
};

/**
 * A key while a question stands. Nothing but its own answers does anything, and yes only where the question was seen:
 * drawn whole, taken by the terminal, and the key read by itself after that.
 */
export const confirmKey = (
	state: AppState,
	confirm: Confirm,
	{input, key}: Press,
	{isSeen, now}: {readonly isSeen: boolean; readonly now: number},
): Outcome<AppState> => {
	if (key.escape || (key.ctrl && input === 'c')) return only(withoutOverlay(state));
	if (!isSeen && (key.return || input === 'y' || input === 'Y')) return only(state);
	if ((key.upArrow || key.downArrow) && confirm.choices.length > 1) {
		const chosen = (confirm.chosen + (key.upArrow ? -1 : 1) + confirm.choices.length) % confirm.choices.length;
		return only<AppState>({...state, overlay: {...confirm, chosen}});
	}
	if (confirm.number !== undefined) {
		const {value} = confirm.number.editor;
		if (key.return && value === String(confirm.number.current))
			return only<AppState>({...withoutOverlay(state), hint: {text: `it is ${value} already`, tone: 'plain', at: now}});
		if (key.return) return /^\d{1,6}$/.test(value) ? accept(state, confirm, Number(value)) : only(state);
		const editor = /^\D+$/.test(input) && !key.ctrl ? undefined : editLine(confirm.number.editor, input, key);
		return editor === undefined
			? only(state)
			: only<AppState>({...state, overlay: {...confirm, number: {...confirm.number, editor}}});
	}
	const word = wordNeeded(confirm);
	if (word !== undefined) {
		if (key.return) return confirm.typed.value.trim() === word ? accept(state, confirm) : only(state);
		const typed = editLine(confirm.typed, input, key);
		return typed === undefined ? only(state) : only<AppState>({...state, overlay: {...confirm, typed}});
	}
	if (key.leftArrow || key.rightArrow || key.tab)
		return only<AppState>({...state, overlay: {...confirm, isYes: !confirm.isYes}});
	if (input === 'y' || input === 'Y' || (key.return && confirm.isYes)) return accept(state, confirm);
	if (key.return) return only(withoutOverlay(state));
	if (input === 'n' || input === 'N' || input === 'q') return only(withoutOverlay(state));
	return only(state);
};

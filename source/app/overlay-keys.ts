import type {Key} from 'ink';
import type {View} from '../resources/resource.ts';
import type {ActionRequest} from '../store/monitor.ts';
import {editLine, editorOf} from '../ui/line-editor.ts';
import {
	type AppState,
	type Confirm,
	currentPanel,
	currentPlace,
	type Prompt,
	withList,
	withoutOverlay,
	withPlace,
} from './app-state.ts';
import {completeCommand, runCommand} from './command-line.ts';
import type {Press} from './key-name.ts';
import {withPinnedSelection} from './list-commands.ts';
import {followTop} from './list-state.ts';
import {withoutMatch} from './place.ts';
import {wordNeeded} from './question.ts';

/** What a key in a prompt or question comes to. */
export type OverlayOutcome = {
	readonly state: AppState;
	readonly requests?: readonly ActionRequest[];
	readonly isQuit?: boolean;
};

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
	const place = currentPlace(state);
	if (purpose !== 'search' || (place.kind !== 'log' && place.kind !== 'raw')) return state;
	return withPlace(state, {...place, text: {...withoutMatch(place.text), search: value}});
};

const submitPrompt = (state: AppState, prompt: Prompt, {view, isReadOnly}: OverlayView): OverlayOutcome => {
	const closed = withoutOverlay(state);
	if (prompt.purpose === 'command') {
		const outcome = runCommand(closed, prompt.editor.value, view, isReadOnly);
		switch (outcome.kind) {
			case 'state':
				return {state: outcome.state};
			case 'quit':
				return {state: closed, isQuit: true};
			case 'fault':
				return {state: {...closed, hint: {text: outcome.message, tone: 'bad', at: view.now}}};
		}
	}
	if (prompt.purpose === 'filter') return {state: withPinnedSelection(closed, view)};
	const place = currentPlace(closed);
	if (prompt.purpose !== 'search' || (place.kind !== 'log' && place.kind !== 'raw') || place.text.search === '')
		return {state: closed};
	return {state: {...closed, seeking: {direction: place.kind === 'log' && place.text.isFollowing ? -1 : 1}}};
};

/** A key while a line is typed. */
export const promptKey = (
	state: AppState,
	prompt: Prompt,
	input: string,
	key: Key,
	around: OverlayView,
): OverlayOutcome => {
	if (key.escape || (key.ctrl && input === 'c')) {
		const closed = withoutOverlay(applyTyped(state, prompt.purpose, prompt.before));
		const panel = currentPanel(closed);
		const isFollowing = prompt.wasFollowing === true && panel !== undefined;
		return {state: isFollowing ? withList(closed, followTop(panel.list)) : closed};
	}
	if (key.return) return submitPrompt(state, prompt, around);
	if (key.tab && prompt.purpose === 'command') {
		const {text, offers} = completeCommand(state, prompt.editor.value, around.view, around.isReadOnly);
		const hint = offers.length > 1 ? {hint: {text: offers.join(' '), tone: 'plain' as const, at: around.view.now}} : {};
		return {state: {...state, ...hint, overlay: {...prompt, editor: editorOf(text)}}};
	}
	const editor = editLine(prompt.editor, input, key);
	return editor === undefined
		? {state}
		: {state: applyTyped({...state, overlay: {...prompt, editor}}, prompt.purpose, editor.value)};
};

const accept = (state: AppState, confirm: Confirm, number?: number): OverlayOutcome => {
	const choice = confirm.choices[confirm.chosen]?.id;
	return {
		state: withoutOverlay(state),
		requests: confirm.requests({...(choice === undefined ? {} : {choice}), ...(number === undefined ? {} : {number})}),
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
): OverlayOutcome => {
	if (key.escape || (key.ctrl && input === 'c')) return {state: withoutOverlay(state)};
	if (!isSeen && (key.return || input === 'y' || input === 'Y')) return {state};
	if ((key.upArrow || key.downArrow) && confirm.choices.length > 1) {
		const chosen = (confirm.chosen + (key.upArrow ? -1 : 1) + confirm.choices.length) % confirm.choices.length;
		return {state: {...state, overlay: {...confirm, chosen}}};
	}
	if (confirm.number !== undefined) {
		const {value} = confirm.number.editor;
		if (key.return && value === String(confirm.number.current))
			return {state: {...withoutOverlay(state), hint: {text: `it is ${value} already`, tone: 'plain', at: now}}};
		if (key.return) return /^\d{1,6}$/.test(value) ? accept(state, confirm, Number(value)) : {state};
		const editor = /^\D+$/.test(input) && !key.ctrl ? undefined : editLine(confirm.number.editor, input, key);
		return editor === undefined
			? {state}
			: {state: {...state, overlay: {...confirm, number: {...confirm.number, editor}}}};
	}
	const word = wordNeeded(confirm);
	if (word !== undefined) {
		if (key.return) return confirm.typed.value.trim() === word ? accept(state, confirm) : {state};
		const typed = editLine(confirm.typed, input, key);
		return typed === undefined ? {state} : {state: {...state, overlay: {...confirm, typed}}};
	}
	if (key.leftArrow || key.rightArrow || key.tab)
		return {state: {...state, overlay: {...confirm, isYes: !confirm.isYes}}};
	if (input === 'y' || input === 'Y' || (key.return && confirm.isYes)) return accept(state, confirm);
	if (key.return) return {state: withoutOverlay(state)};
	if (input === 'n' || input === 'N' || input === 'q') return {state: withoutOverlay(state)};
	return {state};
};

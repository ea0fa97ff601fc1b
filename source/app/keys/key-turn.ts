import {bindingIn} from '../../keys.ts';
import type {View} from '../../resources/resource.ts';
import {type AppState, type Confirm, withFault, withoutHint, withoutOverlay} from '../app-state.ts';
import {takesText} from '../asking/form.ts';
import {menuKey} from '../asking/menu.ts';
import {questionKey} from '../asking/question-keys.ts';
import {type Outcome, only} from '../effects.ts';
import {sortMenuKey} from '../list/sort-menu.ts';
import type {Text} from '../text/text-state.ts';
import {withVisit} from '../ways/visits.ts';
import {burstOf} from './key-gate.ts';
import {keyName, noKey, type Press} from './key-name.ts';
import {promptKey} from './overlay-keys.ts';
import {placeKey} from './place-keys.ts';

/** What a key finds when it is pressed. */
export type Around = {
	readonly view: View;
	readonly isReadOnly: boolean;
	/** Whether the terminal is too small to show anything. */
	readonly isTooSmall: boolean;
	/** Rows of a full-size list, for paging. */
	readonly page: number;
	/** The text of the place on screen. */
	text(state: AppState): Text;
	/** Whether a question was on the terminal, whole, before the key. */
	isSeen(question: Confirm['requests']): boolean;
};

/** Letters of a paste that go into a prompt; more is no filter, pattern or command. */
const mostPasted = 2000;

/** Where nothing can be shown, nothing but leaving works. */
const leave = (state: AppState, name: string | undefined): Outcome<AppState> => {
	if (name === 'escape' || state.overlay !== undefined) return only(withoutOverlay(state));
	const command = name === undefined ? undefined : bindingIn(state.bindings, name, 'overview')?.command;
	return command === 'leave' || command === 'quit' ? {state, effects: [{kind: 'quit'}]} : only(state);
};

/** What one key comes to but for what is kept of visits. */
const turned = (before: AppState, press: Press, around: Around): Outcome<AppState> => {
	const {input, key} = press;
	const {view, isReadOnly, page} = around;
	// What was said of the key before is not about this one.
	const state: AppState = {...withoutHint(before), keyAt: view.now};
	const name = keyName(input, key);
	if (around.isTooSmall) return leave(state, name);
	// Who is told no may have typed the answer already: it is not for what stands there instead.
	if (before.hint?.isRefusal === true && name !== 'ctrl+c') return only(state);
	const {overlay} = state;
	switch (overlay?.kind) {
		case 'prompt':
			return promptKey(state, overlay, input, key, {view, isReadOnly});
		case 'sort':
			return only(sortMenuKey(state, overlay, input, key));
		case 'menu':
			return menuKey(state, overlay, input, key, view);
		case 'confirm':
			return questionKey(state, overlay, press, {isSeen: around.isSeen(overlay.requests), now: view.now});
		case undefined:
			return name === undefined
				? only(state)
				: placeKey(state, name, {view, isReadOnly, page, text: around.text(state)});
	}
};

/** What one key comes to, wherever it goes: to what stands over the place, or to the place. */
export const pressed = (before: AppState, press: Press, around: Around): Outcome<AppState> => {
	const {state, effects} = turned(before, press, around);
	return {state: withVisit(before, state), effects};
};

const told = (state: AppState, text: string, now: number): Outcome<AppState> => only(withFault(state, text, now));

const oneByOne = (before: AppState, presses: readonly Press[], around: Around): Outcome<AppState> =>
	presses.reduce<Outcome<AppState>>(({state, effects}, press) => {
		const next = pressed(state, press, around);
		return {state: next.state, effects: [...effects, ...next.effects]};
	}, only(before));

/** What keys come to that were read at once; see `burstOf`. */
export const pressedAtOnce = (state: AppState, presses: readonly Press[], around: Around): Outcome<AppState> => {
	if (presses.length < 2) return oneByOne(state, presses, around);
	// Who wants out of a screen that was slow to read gets out, whatever was pressed before: it harms nothing.
	const out = presses.find(({input, key}) => keyName(input, key) === 'ctrl+c');
	if (out !== undefined) return pressed(state, out, around);
	const understood = burstOf(state, presses);
	switch (understood.kind) {
		case 'refused':
			return told(
				state,
				'keys that come at once, as from a paste, do nothing here: press them one by one',
				around.view.now,
			);
		case 'text':
			return oneByOne(
				state,
				[...(understood.opening === undefined ? [] : [understood.opening]), ...understood.presses],
				around,
			);
		case 'keys':
			return oneByOne(state, understood.presses, around);
	}
};

/** What a paste comes to: text where something is typed, and nothing anywhere else. */
export const pasted = (state: AppState, text: string, around: Around): Outcome<AppState> => {
	const {overlay} = state;
	const hasField = overlay?.kind === 'prompt' || (overlay?.kind === 'confirm' && takesText(overlay));
	return hasField && !around.isTooSmall
		? pressed(state, {input: text.slice(0, mostPasted).replaceAll(/\p{Control}+/gu, ' '), key: noKey}, around)
		: told(state, 'a paste goes to prompts and fields only: nothing was done with it', around.view.now);
};

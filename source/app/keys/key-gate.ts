import {bindingIn} from '../../keys.ts';
import {type AppState, currentPlace} from '../app-state.ts';
import {takesText} from '../asking/form.ts';
import {recordOf} from '../places.ts';
import {keyName, type Press} from './key-name.ts';

/** What presses that were read at once come to: a person did not see what each of them did before the next one. */
export type Burst =
	/** One after another: they only move and leave. */
	| {readonly kind: 'keys'; readonly presses: readonly Press[]}
	/** Text for the prompt or field that is open, or that their first key opens. */
	| {readonly kind: 'text'; readonly opening?: Press; readonly presses: readonly Press[]}
	/** Nothing: what was pasted, or typed ahead of a screen that hung, does not act. */
	| {readonly kind: 'refused'};

const isLeaving = ({input, key}: Press): boolean => key.escape || (key.ctrl && input === 'c');

const isMove = ({key}: Press): boolean => key.upArrow || key.downArrow || key.leftArrow || key.rightArrow;

/** Enter and Tab act on what is typed: that wants a person who saw it. */
const isTyping = ({key}: Press): boolean => !key.return && !key.tab;

/** Understands presses of one read, more than one, in the state that they find. */
export const burstOf = (state: AppState, presses: readonly Press[]): Burst => {
	const {overlay} = state;
	if (overlay?.kind === 'prompt') return {kind: 'text', presses: presses.filter(isTyping)};
	if (overlay?.kind === 'menu') {
		const leaving = presses.find(isLeaving);
		return leaving === undefined
			? {kind: 'text', presses: presses.filter(isTyping)}
			: {kind: 'keys', presses: [leaving]};
	}
	if (overlay?.kind === 'confirm') {
		const leaving = presses.find(isLeaving);
		if (leaving !== undefined) return {kind: 'keys', presses: [leaving]};
		if (presses.every(isMove)) return {kind: 'keys', presses};
		return takesText(overlay) ? {kind: 'text', presses: presses.filter(isTyping)} : {kind: 'refused'};
	}
	const mode = recordOf(currentPlace(state)).mode;
	const commandOf = ({input, key}: Press) => {
		const name = keyName(input, key);
		return name === undefined ? undefined : bindingIn(state.bindings, name, mode);
	};
	const isHarmless = (press: Press): boolean => {
		const binding = commandOf(press);
		return binding?.group === 'move' || binding?.command === 'quit';
	};
	if (presses.every(isHarmless)) return {kind: 'keys', presses};
	const [first, ...rest] = presses;
	const opening = first === undefined ? undefined : commandOf(first)?.command;
	return first !== undefined &&
		(opening === 'filter' || opening === 'search' || opening === 'only' || opening === 'command')
		? {kind: 'text', opening: first, presses: rest.filter(isTyping)}
		: {kind: 'refused'};
};

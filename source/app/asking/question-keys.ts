import {type AppState, type Confirm, withoutOverlay, withWord} from '../app-state.ts';
import {type Outcome, only} from '../effects.ts';
import type {Press} from '../keys/key-name.ts';
import {type FieldState, isTyped, turnedField, typedField} from './field.ts';
import {answersOf, focusedField, focusOf, loneChoice, styleOf, withField, withFocus} from './form.ts';

const accept = (state: AppState, confirm: Confirm): Outcome<AppState> => {
	const answers = answersOf(confirm);
	if ('values' in answers) {
		const {values} = answers;
		const effects = confirm.effects?.(values) ?? [{kind: 'act', requests: confirm.requests(values)}];
		return {state: withoutOverlay(state), effects};
	}
	const {fault} = answers;
	// Where nothing but a word is typed, its line says what to type.
	if (styleOf(confirm) === 'word' && fault.index === focusOf(confirm)) return only(state);
	return only({...state, overlay: {...confirm, focus: fault.index, fault}});
};

/** A key for the field that keys go to, where its answer is typed. */
const type = (state: AppState, confirm: Confirm, focused: FieldState, {input, key}: Press): Outcome<AppState> => {
	const next = typedField(focused, input, key);
	return only(next === undefined ? state : {...state, overlay: withField(confirm, focusOf(confirm), next)});
};

const formKey = (state: AppState, confirm: Confirm, focused: FieldState, press: Press): Outcome<AppState> => {
	const {input, key} = press;
	const to = (next: Confirm): Outcome<AppState> => only({...state, overlay: next});
	if (key.return) {
		if (confirm.isYes || confirm.isTouched) return accept(state, confirm);
		const text = 'nothing was answered yet: Tab and then Enter take it as it stands';
		return to({...confirm, fault: {index: focusOf(confirm), text}});
	}
	if (key.tab || key.downArrow || key.upArrow)
		return to(withFocus(confirm, key.upArrow || (key.tab && key.shift) ? -1 : 1));
	if (isTyped(focused)) return type(state, confirm, focused, press);
	if (key.leftArrow || key.rightArrow || input === ' ')
		return to(withField(confirm, focusOf(confirm), turnedField(focused, key.leftArrow ? -1 : 1)));
	return only(state);
};

const plainKey = (state: AppState, confirm: Confirm, {input, key}: Press): Outcome<AppState> => {
	if (key.leftArrow || key.rightArrow || key.tab) return only({...state, overlay: {...confirm, isYes: !confirm.isYes}});
	if (input === 'y' || input === 'Y' || (key.return && confirm.isYes)) return accept(state, confirm);
	if (key.return) return only(withoutOverlay(state));
	if (input === 'n' || input === 'N' || input === 'q') return only(withoutOverlay(state));
	return only(state);
};

/** What a number is already is no answer: an Enter that came by itself changes nothing. */
const unchanged = ({field, editor}: FieldState): string | undefined =>
	field.kind === 'number' && editor.value === String(field.current) ? editor.value : undefined;

/**
 * A key while a question stands. Nothing but its own answers does anything, and yes only where the question was seen:
 * drawn whole, taken by the terminal, and the key read by itself after that.
 */
export const questionKey = (
	state: AppState,
	confirm: Confirm,
	press: Press,
	{isSeen, now}: {readonly isSeen: boolean; readonly now: number},
): Outcome<AppState> => {
	const {input, key} = press;
	if (key.escape || (key.ctrl && input === 'c')) return only(withoutOverlay(state));
	if (!isSeen && (key.return || input === 'y' || input === 'Y')) return only(state);
	const style = styleOf(confirm);
	const focused = focusedField(confirm);
	if (style === 'form') return focused === undefined ? only(state) : formKey(state, confirm, focused, press);
	const [first] = confirm.fields;
	if ((key.upArrow || key.downArrow) && first !== undefined && (loneChoice(confirm)?.options.length ?? 0) > 1)
		return only({...state, overlay: withField(confirm, 0, turnedField(first, key.upArrow ? -1 : 1))});
	if (style === 'plain' || focused === undefined) return plainKey(state, confirm, press);
	if (!key.return) return type(state, confirm, focused, press);
	const same = unchanged(focused);
	return same === undefined
		? accept(state, confirm)
		: only(withWord(withoutOverlay(state), `it is ${same} already`, now));
};

import type {Choice, Values} from '../../resources/verb.ts';
import type {Confirm} from '../app-state.ts';
import {chosenIndex, type FieldState, isTyped, readField} from './field.ts';

/**
 * How a question looks and is answered: by yes and no, with a choice above them or without; by a word or a number that is
 * typed; or by several fields, a line each.
 */
export type QuestionStyle = 'plain' | 'word' | 'number' | 'form';

/** The word that the policy of asking wants typed for the present answers, if it wants one. */
export const wordNeeded = (confirm: Confirm): string | undefined => confirm.word(confirm.fields);

/** All that is asked for now: the verb's own fields, and the policy's word behind them. */
export const askedFields = (confirm: Confirm): readonly FieldState[] => {
	const word = wordNeeded(confirm);
	return word === undefined
		? confirm.fields
		: [...confirm.fields, {field: {kind: 'word', id: 'word', title: `Type ${word}`, word}, editor: confirm.typed}];
};

/** How the question is answered now; a choice may bring a word to be typed. */
export const styleOf = (confirm: Confirm): QuestionStyle => {
	const {fields} = confirm;
	const hasWord = wordNeeded(confirm) !== undefined;
	if (fields.length > 1) return 'form';
	switch (fields[0]?.field.kind) {
		case undefined:
		case 'choice':
			return hasWord ? 'word' : 'plain';
		case 'number':
			return hasWord ? 'form' : 'number';
		case 'word':
			return hasWord ? 'form' : 'word';
		default:
			return 'form';
	}
};

/** The choice that stands above yes and no; only where it is the one field. */
export const loneChoice = (
	confirm: Confirm,
): {readonly options: readonly Choice[]; readonly chosen: number} | undefined => {
	const [only] = confirm.fields;
	return confirm.fields.length === 1 && only?.field.kind === 'choice'
		? {options: only.field.options, chosen: chosenIndex(only.field, only.editor)}
		: undefined;
};

/** Place among all that is asked for of the field that keys go to. */
export const focusOf = (confirm: Confirm): number => {
	const last = askedFields(confirm).length - 1;
	return styleOf(confirm) === 'form' ? Math.min(confirm.focus, last) : last;
};

/** The field that keys go to. */
export const focusedField = (confirm: Confirm): FieldState | undefined => askedFields(confirm)[focusOf(confirm)];

/** Whether letters are typed into the question just now, and do not answer it. */
export const takesText = (confirm: Confirm): boolean => {
	const focused = focusedField(confirm);
	return focused !== undefined && isTyped(focused);
};

/** The same with another answer to one of all that is asked for; a fault that was told is gone. */
export const withField = ({fault: _, ...confirm}: Confirm, index: number, field: FieldState): Confirm =>
	index < confirm.fields.length
		? {...confirm, fields: confirm.fields.with(index, field), isTouched: true}
		: {...confirm, typed: field.editor, isTouched: true};

/** The same with the keys going to another field; round at the ends. */
export const withFocus = (confirm: Confirm, step: 1 | -1): Confirm => {
	const count = askedFields(confirm).length;
	return {...confirm, focus: (focusOf(confirm) + step + count) % count, isTouched: true};
};

/** All answers as values, or why one of them is none and where it stands. */
export const answersOf = (
	confirm: Confirm,
): {readonly values: Values} | {readonly fault: {readonly index: number; readonly text: string}} => {
	const values: Record<string, Values[string]> = {};
	for (const [index, {field, editor}] of askedFields(confirm).entries()) {
		const reading = readField(field, editor.value);
		if ('fault' in reading) return {fault: {index, text: reading.fault}};
		if (index < confirm.fields.length) values[field.id] = reading.value;
	}
	const discord = confirm.discord?.(values);
	if (discord === undefined) return {values};
	const index = confirm.fields.findIndex(({field}) => field.id === discord.id);
	return {fault: {index: Math.max(0, index), text: discord.text}};
};

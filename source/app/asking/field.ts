import type {Key} from 'ink';
import type {ChoiceField, Field, NumberField, Value} from '../../resources/verb.ts';
import {type Editor, editLine, editorOf} from '../../ui/line-editor.ts';

/** A field and its answer so far, as text whatever its type: the id of an option, `yes` or `no`, digits. */
export type FieldState = {readonly field: Field; readonly editor: Editor};

/** What the text of an answer comes to: a value that the field takes, or a sentence why it does not. */
export type FieldReading = {readonly value: Value} | {readonly fault: string};

const mostByDefault = 999_999;

const rangeFault = ({title, min = 0, max = mostByDefault}: NumberField, value: number): string | undefined => {
	if (value >= min && value <= max) return undefined;
	return value < min ? `${title} takes no less than ${min}` : `${title} takes no more than ${max}`;
};

/** The option that a word means: its id, an alias or its label. */
const optionOf = ({options}: ChoiceField, text: string) => {
	const word = text.toLowerCase();
	return options.find(({id, label, aliases = []}) =>
		[id, label, ...aliases].some(candidate => candidate.toLowerCase() === word),
	);
};

const flags: Readonly<Record<string, boolean>> = {yes: true, true: true, on: true, no: false, false: false, off: false};

const checked = <Checked extends Value>(
	value: Checked,
	check: ((value: Checked) => string | undefined) | undefined,
): FieldReading => {
	const fault = check?.(value);
	return fault === undefined ? {value} : {fault};
};

/** Reads the text of an answer. */
export const readField = (field: Field, text: string): FieldReading => {
	switch (field.kind) {
		case 'choice': {
			const option = optionOf(field, text);
			return option === undefined
				? {fault: `${text} is none of ${field.options.map(({id}) => id).join(', ')}`}
				: checked(option.id, field.check);
		}
		case 'number': {
			if (text === '') return {fault: `${field.title} takes a whole number`};
			if (!/^-?\d{1,15}$/.test(text)) return {fault: `${text} is no count: it takes a whole number`};
			const value = Number(text);
			const fault = rangeFault(field, value);
			return fault === undefined ? checked(value, field.check) : {fault};
		}
		case 'flag': {
			const value = flags[text.toLowerCase()];
			return value === undefined ? {fault: `${text} is neither yes nor no`} : checked(value, field.check);
		}
		case 'word':
			return text.trim() === field.word ? checked(field.word, field.check) : {fault: `type "${field.word}"`};
		case 'text':
			return checked(text, field.check);
	}
};

const firstText = (field: Field): string => {
	switch (field.kind) {
		case 'choice':
			return (field.options.find(({id}) => id === field.default) ?? field.options[0])?.id ?? '';
		case 'number':
			return field.current === undefined ? '' : String(field.current);
		case 'flag':
			return field.default === true ? 'yes' : 'no';
		case 'text':
			return field.default ?? '';
		case 'word':
			return '';
	}
};

/** A field as it is asked at first. */
export const freshField = (field: Field): FieldState => ({field, editor: editorOf(firstText(field))});

/** The field with an answer as the command line gives it, or a sentence why it is none. */
export const answeredField = (field: Field, text: string): FieldState | {readonly fault: string} => {
	if (field.kind === 'word' || (field.kind === 'text' && field.isHidden?.(text) === true))
		return {fault: `${field.title} is to be typed where it is asked`};
	const reading = readField(field, text);
	if ('fault' in reading) return reading;
	const {value} = reading;
	return {field, editor: editorOf(typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value))};
};

/** Whether its answer is typed, and not chosen. */
export const isTyped = ({field}: FieldState): boolean => field.kind !== 'choice' && field.kind !== 'flag';

/** Place of the chosen option. */
export const chosenIndex = ({options}: ChoiceField, {value}: Editor): number =>
	options.findIndex(({id}) => id === value);

/** The same with the option beside the chosen one, or the flag turned; round at the ends. */
export const turnedField = (state: FieldState, step: 1 | -1): FieldState => {
	const {field, editor} = state;
	if (field.kind === 'flag') return {field, editor: editorOf(editor.value === 'yes' ? 'no' : 'yes')};
	if (field.kind !== 'choice') return state;
	const {options} = field;
	const next = options[(chosenIndex(field, editor) + step + options.length) % options.length];
	return next === undefined ? state : {field, editor: editorOf(next.id)};
};

/** Likely texts that go on from what is typed. */
export const likelyTexts = ({field, editor: {value}}: FieldState): readonly string[] =>
	field.kind === 'text'
		? (field.completions ?? []).filter(text => text.startsWith(value) && text.length > value.length)
		: [];

/** The field after a key of a line that is typed; undefined when the key is none of it. */
export const typedField = (state: FieldState, input: string, key: Key): FieldState | undefined => {
	const {field, editor} = state;
	const [likely] = likelyTexts(state);
	if (key.rightArrow && editor.cursor === editor.value.length && likely !== undefined)
		return {field, editor: editorOf(likely)};
	const isSign = input === '-' && field.kind === 'number' && (field.min ?? 0) < 0;
	if (field.kind === 'number' && /^\D+$/.test(input) && !key.ctrl && !isSign) return undefined;
	const next = editLine(editor, input, key);
	return next === undefined ? undefined : {field, editor: next};
};

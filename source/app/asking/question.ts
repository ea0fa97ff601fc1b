import type {Line} from '../../model/tone.ts';
import {type Dialog, dialogRoom} from '../../ui/dialog.tsx';
import {type Editor, editorText} from '../../ui/line-editor.ts';
import {textWidth} from '../../ui/text-width.ts';
import {wrapLine} from '../../ui/wrap-text.ts';
import type {Confirm} from '../app-state.ts';
import {chosenIndex, type FieldState, isTyped, likelyTexts} from './field.ts';
import {askedFields, focusedField, focusOf, loneChoice, styleOf, takesText, wordNeeded} from './form.ts';

const keyHint = (key: string, does: string): Line => [{text: key, tone: 'accent'}, {text: ` ${does}   `}];

/** The keys that answer, in words. */
const hintOf = (confirm: Confirm): Line => {
	const hasChoice = (loneChoice(confirm)?.options.length ?? 0) > 1;
	switch (styleOf(confirm)) {
		case 'form':
			return [
				...keyHint('Enter', 'yes'),
				...keyHint('Esc', 'no'),
				...(askedFields(confirm).length > 1 ? keyHint('Tab ↑ ↓', 'next field') : []),
				...(takesText(confirm) ? [] : keyHint('← →', 'change it')),
			];
		case 'number':
			return [...keyHint('Enter', 'yes'), {text: 'Esc', tone: 'accent'}, {text: ' no   type the number'}];
		case 'plain':
			return [
				{text: 'y', tone: 'accent'},
				{text: ' yes   '},
				{text: 'n', tone: 'accent'},
				{text: ' or '},
				{text: 'Esc', tone: 'accent'},
				{text: ' no   '},
				{text: 'Enter', tone: 'accent'},
				{text: confirm.isYes ? ' yes   ' : ' no   '},
				{text: '← →', tone: 'accent'},
				{text: ' change it'},
				...(hasChoice ? [{text: '   ↑ ↓', tone: 'accent'} as const, {text: ' choose'}] : []),
			];
		case 'word': {
			const focused = focusedField(confirm)?.field;
			const word = focused?.kind === 'word' ? focused.word : wordNeeded(confirm);
			return [
				{text: `type "${word}" and press `},
				{text: 'Enter', tone: 'accent'},
				{text: '; '},
				{text: 'Esc', tone: 'accent'},
				{text: ' no'},
				...(hasChoice ? [{text: '; ↑ ↓', tone: 'accent'} as const, {text: ' choose'}] : []),
			];
		}
	}
};

/** What is typed as it is shown: dots for what nobody shall read. */
const shownEditor = ({field, editor}: FieldState): Editor =>
	field.kind === 'text' && field.isHidden?.(editor.value) === true
		? {...editor, value: '•'.repeat(editor.value.length)}
		: editor;

/** The answer to a field as it is read. */
const answerText = ({field, editor}: FieldState): string =>
	field.kind === 'choice'
		? (field.options[chosenIndex(field, editor)]?.label ?? '')
		: shownEditor({field, editor}).value;

/** Why the last yes was not taken, if it was not. */
const faultLines = ({fault}: Confirm, width: number): readonly Line[] =>
	fault === undefined ? [] : wrapLine([{text: `✗ ${fault.text}`, tone: 'bad'}], width, 2);

const likelyLine = (texts: readonly string[], indent: number): readonly Line[] => [
	[{text: `${' '.repeat(indent)}→ ${texts.slice(0, 3).join('  ')}`, tone: 'quiet'}],
];

/** A form as lines: each field with its answer, below it why that is not taken, or how it may go on. */
const formLines = (confirm: Confirm, width: number): readonly Line[] => {
	const asked = askedFields(confirm);
	const focus = focusOf(confirm);
	const titleWidth = Math.max(...asked.map(({field}) => textWidth(field.title)));
	const room = Math.max(1, width - titleWidth - 4);
	return asked.flatMap((state, index): readonly Line[] => {
		const {field} = state;
		const isFocused = index === focus;
		const padding = ' '.repeat(titleWidth - textWidth(field.title) + 2);
		const answer: Line = !isFocused
			? [{text: answerText(state)}]
			: isTyped(state)
				? editorText(shownEditor(state), room)
				: [{text: `‹ ${answerText(state)} ›`, tone: 'strong'}];
		const likely = isFocused ? likelyTexts(state) : [];
		return [
			[
				{text: isFocused ? '› ' : '  ', tone: 'accent'},
				{text: `${field.title}${padding}`, tone: isFocused ? 'strong' : 'quiet'},
				...answer,
			],
			...(confirm.fault?.index === index ? faultLines(confirm, width) : []),
			...(likely.length > 0 ? likelyLine(likely, titleWidth + 4) : []),
		];
	});
};

/** What the answers come to as they stand. */
const previewLines = ({preview, fields}: Confirm): readonly Line[] =>
	preview === undefined
		? []
		: [
				[
					{
						text: preview(Object.fromEntries(fields.map(({field, editor}) => [field.id, editor.value]))),
						tone: 'accent',
					},
				],
			];

/** The question as a dialog of at most `height` lines. */
export const questionDialog = (confirm: Confirm, width: number, height: number): Dialog => {
	const choice = loneChoice(confirm);
	const focused = focusedField(confirm);
	const style = styleOf(confirm);
	const room = dialogRoom(width);
	const fault = faultLines(confirm, room);
	return {
		title: confirm.title,
		lines: [...confirm.lines, ...previewLines(confirm)],
		...(choice === undefined ? {} : {choices: choice.options.map(({label}) => label), chosen: choice.chosen}),
		input:
			style === 'form'
				? formLines(confirm, room)
				: style === 'plain' || focused === undefined
					? fault
					: [[{text: `${focused.field.title}  `, tone: 'quiet'}, ...editorText(focused.editor)], ...fault],
		hint: hintOf(confirm),
		width,
		height,
	};
};

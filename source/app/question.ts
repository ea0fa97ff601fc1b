import type {Line} from '../model/tone.ts';
import {type DialogBox, dialogBox} from '../ui/dialog.ts';
import {editorText} from '../ui/line-editor.ts';
import type {Confirm} from './app-state.ts';

/** The word that must be typed for the present choice, if one must. */
export const wordNeeded = (confirm: Confirm): string | undefined => confirm.word?.(confirm.choices[confirm.chosen]);

/** The question as a box of at most `height` lines; `isWhole` tells whether all that an answer is about is in sight. */
export const questionBox = (confirm: Confirm, width: number, height: number): DialogBox => {
	const word = wordNeeded(confirm);
	const hint: Line =
		confirm.number !== undefined
			? [
					{text: 'Enter', tone: 'accent'},
					{text: ' yes   '},
					{text: 'Esc', tone: 'accent'},
					{text: ' no   type the number'},
				]
			: word === undefined
				? [
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
						...(confirm.choices.length > 1 ? [{text: '   ↑ ↓', tone: 'accent'} as const, {text: ' choose'}] : []),
					]
				: [
						{text: `type "${word}" and press `},
						{text: 'Enter', tone: 'accent'},
						{text: '; '},
						{text: 'Esc', tone: 'accent'},
						{text: ' no'},
						...(confirm.choices.length > 1 ? [{text: '; ↑ ↓', tone: 'accent'} as const, {text: ' choose'}] : []),
					];
	const input =
		confirm.number !== undefined
			? {title: confirm.number.title, line: editorText(confirm.number.editor)}
			: word === undefined
				? undefined
				: {title: `Type ${word}`, line: editorText(confirm.typed)};
	return dialogBox({
		title: confirm.title,
		lines: confirm.lines,
		choices: confirm.choices.map(choice => choice.label),
		chosen: confirm.chosen,
		...(input === undefined ? {} : {input}),
		hint,
		width,
		height,
	});
};

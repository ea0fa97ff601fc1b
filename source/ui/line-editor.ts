// Ours and not ink-text-input: that owns the keyboard by a useInput of its own, and what is typed is state here, so that a
// key and the state give the next state.

import type {Line} from '../model/tone.ts';
import {graphemes, sliceCells, textWidth} from './text-width.ts';

/** A line that is being typed; the cursor counts UTF-16 units and stands between graphemes. */
export type Editor = {readonly value: string; readonly cursor: number};

/** What happened on the keyboard, as far as an input line cares; Ink's `Key` fits. */
export type EditKey = {
	readonly leftArrow?: boolean;
	readonly rightArrow?: boolean;
	readonly home?: boolean;
	readonly end?: boolean;
	readonly backspace?: boolean;
	readonly delete?: boolean;
	readonly ctrl?: boolean;
	readonly meta?: boolean;
};

/** A line with the cursor at its end. */
export const editorOf = (value = ''): Editor => ({value, cursor: value.length});

const previousStop = ({value, cursor}: Editor): number => {
	let stop = 0;
	let at = 0;
	for (const {text} of graphemes(value.slice(0, cursor))) {
		stop = at;
		at += text.length;
	}
	return stop;
};

const nextStop = ({value, cursor}: Editor): number => {
	for (const {text} of graphemes(value.slice(cursor))) return cursor + text.length;
	return cursor;
};

const without = ({value}: Editor, from: number, to: number): Editor => ({
	value: value.slice(0, from) + value.slice(to),
	cursor: from,
});

/** Puts text in at the cursor, typed or pasted; line breaks and other controls are left out. */
export const insertText = ({value, cursor}: Editor, text: string): Editor => {
	const clean = text.replaceAll(/\p{Control}+/gu, ' ');
	return {value: value.slice(0, cursor) + clean + value.slice(cursor), cursor: cursor + clean.length};
};

const editControl = (editor: Editor, letter: string): Editor | undefined => {
	const {value, cursor} = editor;
	switch (letter) {
		case 'a':
			return {value, cursor: 0};
		case 'e':
			return {value, cursor: value.length};
		case 'b':
			return {value, cursor: previousStop(editor)};
		case 'f':
			return {value, cursor: nextStop(editor)};
		case 'h':
			return without(editor, previousStop(editor), cursor);
		case 'd':
			return without(editor, cursor, nextStop(editor));
		case 'u':
			return without(editor, 0, cursor);
		case 'k':
			return without(editor, cursor, value.length);
		case 'w': {
			const start = value.slice(0, cursor).replace(/\S+\s*$|\s+$/u, '').length;
			return without(editor, start, cursor);
		}
		default:
			return undefined;
	}
};

/** The line after a key; undefined when the key is none of an input line's. */
export const editLine = (editor: Editor, input: string, key: EditKey = {}): Editor | undefined => {
	const {value, cursor} = editor;
	if (key.leftArrow) return {value, cursor: previousStop(editor)};
	if (key.rightArrow) return {value, cursor: nextStop(editor)};
	if (key.home) return {value, cursor: 0};
	if (key.end) return {value, cursor: value.length};
	if (key.backspace) return without(editor, previousStop(editor), cursor);
	if (key.delete) return without(editor, cursor, nextStop(editor));
	if (key.ctrl) return editControl(editor, input);
	if (key.meta || input === '' || /^\p{Control}+$/u.test(input)) return undefined;
	return insertText(editor, input);
};

/** The line with its cursor; given a width, it is scrolled so that the cursor is seen in that many cells. */
export const editorText = ({value, cursor}: Editor, width = Number.POSITIVE_INFINITY): Line => {
	const before = textWidth(value.slice(0, cursor));
	const under = value.slice(cursor, nextStop({value, cursor})) || ' ';
	const cells = Math.max(1, textWidth(under));
	const from = Math.max(0, before + cells - width);
	const room = Math.max(0, width - (before - from) - cells);
	return [
		{text: sliceCells(value.slice(0, cursor), from, before - from)},
		{text: under, tone: 'cursor'},
		{text: sliceCells(value.slice(cursor + under.length), 0, room)},
	];
};

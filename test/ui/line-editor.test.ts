import {expect, test} from 'vitest';
import {type EditKey, editLine, editorOf, editorText, insertText} from '../../source/ui/line-editor.ts';

const type = (value: string, ...keys: ReadonlyArray<string | EditKey | readonly [string, EditKey]>) =>
	keys.reduce((editor, key) => {
		const next =
			typeof key === 'string'
				? editLine(editor, key)
				: 'length' in key
					? editLine(editor, key[0], key[1])
					: editLine(editor, '', key);
		return next ?? editor;
	}, editorOf(value));

test('a line is edited as in a shell', () => {
	expect(type('web', '_', 'api')).toEqual({value: 'web_api', cursor: 7});
	expect(type('a👩‍👩‍👧b', {leftArrow: true}, {backspace: true})).toEqual({value: 'ab', cursor: 1});
	expect(type('ab', {home: true}, {delete: true})).toEqual({value: 'b', cursor: 0});
	expect(type('state=running web', ['w', {ctrl: true}])).toEqual({value: 'state=running ', cursor: 14});
	expect(type('abc', {leftArrow: true}, ['k', {ctrl: true}])).toEqual({value: 'ab', cursor: 2});
	expect(type('abc', {leftArrow: true}, ['u', {ctrl: true}])).toEqual({value: 'c', cursor: 0});
	expect(editLine(editorOf('a'), '', {})).toBeUndefined();
	expect(editLine(editorOf('a'), 'x', {ctrl: true})).toBeUndefined();
});

test('pasted text is one line without controls', () => {
	expect(insertText(editorOf('x'), 'a\r\nb\u{1b}[31m')).toEqual({value: 'xa b [31m', cursor: 9});
});

test('the cursor stays in sight however long the line', () => {
	const shown = editorText(editorOf('x'.repeat(50)), 10);
	expect(shown.map(span => span.text).join('')).toBe(`${'x'.repeat(9)} `);
	expect(shown.find(span => span.tone === 'cursor')?.text).toBe(' ');
});

import {describe, expect, it} from 'vitest';
import {cleanJson, cleanText} from '../../source/model/clean-text.ts';

const hostile: ReadonlyArray<readonly [name: string, text: string, clean: string]> = [
	['colours', 'a\x1b[31mb\x1b[0m', 'ab'],
	['cursor movement', 'a\x1b[2J\x1b[1;1Hb', 'ab'],
	['a title', 'a\x1b]0;evil\x07b', 'ab'],
	['a title that ends in ST', 'a\x1b]0;evil\x1b\\b', 'ab'],
	['a title that does not end', 'a\x1b]0;evil', 'a'],
	['a device control string', 'a\x1bPq#0\x1b\\b', 'ab'],
	['8-bit sequences', 'a\x9b31mb\x9d0;evil\x9cc', 'abc'],
	['a sequence around a sequence', 'a\x1b\x1b[31m[31mb', 'a31mb'],
	['a sequence that is cut', 'a\x1b[31', 'a'],
	['NUL, bell and backspace', 'a\0\x07\bb', 'ab'],
	['line breaks and tabs', 'a\nb\tc', 'a b c'],
	['marks of direction', 'a\u202eb\u2066c\u200fd', 'abcd'],
	['zero width', 'a\u200bb\ufeffc', 'abc'],
	['half a pair', 'a\ud800b', 'a\ufffdb'],
];

describe('text from outside', () => {
	it.each(hostile)('loses %s', (_name, text, clean) => expect(cleanText(text)).toBe(clean));

	it('keeps scripts and emoji', () => {
		for (const text of ['plain', '船 grüße', '👩‍💻 ok', 'عربى']) expect(cleanText(text)).toBe(text);
	});

	it('is cleaned in the depth of JSON, keys too', () => {
		expect(cleanJson({'a\x1b[1m': ['b\0', 1, null, {c: true}]})).toEqual({a: ['b', 1, null, {c: true}]});
	});
});

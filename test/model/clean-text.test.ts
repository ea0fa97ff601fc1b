import {describe, expect, it} from 'vitest';
import {cleanJson, cleanLogText, cleanText} from '../../source/model/clean-text.ts';

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

describe('a line of a log', () => {
	it('keeps colours and nothing else that drives a terminal', () => {
		expect(cleanLogText('\x1b[31;1mred\x1b[0m\x1b[2K\x1b]8;;http://x\x07link\x1b]8;;\x07')).toBe(
			'\x1b[31;1mred\x1b[0mlink',
		);
		expect(cleanLogText('\x1b[?25lx\x1b[>4my')).toBe('xy');
	});

	it('shows what a carriage return left, and tabs as the spaces that they stand for', () => {
		expect(cleanLogText('10%\r50%\r100%')).toBe('100%');
		expect(cleanLogText('whole\r')).toBe('whole');
		expect(cleanLogText('ab\tc\x1b[1m\td')).toBe('ab      c\x1b[1m       d');
	});

	it('is harmless whatever it is made of', () => {
		const pieces = [
			'\x1b',
			'[',
			']',
			'3',
			';',
			'm',
			'H',
			'\x9b',
			'\x9d',
			'\x9c',
			'\x07',
			'\\',
			'\r',
			'P',
			'?',
			' ',
			'船',
			'\ue000',
		];
		let seed = 1;
		const next = (): number => {
			seed = (seed * 48_271) % 2_147_483_647;
			return seed;
		};
		for (let round = 0; round < 20_000; round++) {
			const text = Array.from({length: 1 + (next() % 14)}, () => pieces[next() % pieces.length] ?? '').join('');
			const shown = JSON.stringify(text);
			expect(/[\x00-\x1f\x7f-\x9f]/.test(cleanText(text)), shown).toBe(false);
			expect(/[\x00-\x1f\x7f-\x9f]/.test(cleanLogText(text).replaceAll(/\x1b\[[\d;:]*m/g, '')), shown).toBe(false);
		}
	});

	it('takes time in proportion to its length', () => {
		const start = performance.now();
		for (const piece of ['\x1b]', '\x1b[', '\x9d', '\r', '\t', '\ud800']) cleanLogText(piece.repeat(200_000));
		expect(performance.now() - start).toBeLessThan(3000);
	});
});

import {expect, test} from 'vitest';
import {fitEnd, fitText, sliceCells, textWidth} from '../../source/ui/text-width.ts';
import {wrapLine} from '../../source/ui/wrap-text.ts';

const hostile = [
	'web',
	'',
	'東京サーバー',
	'👩‍👩‍👧 family',
	'e\u{301}'.repeat(30),
	`a${'\u{300}'.repeat(10_000)}b`,
	'\u{202e}drow',
	'x'.repeat(10_000),
	'한국어',
	'❤️ love',
	'– ● ▁█ ⣿ …',
];

/** Rows of a text of one look, without blanks at their ends. */
const wrapped = (text: string, width: number): readonly string[] =>
	wrapLine([{text}], width).map(row =>
		row
			.map(span => span.text)
			.join('')
			.trimEnd(),
	);

test('any text is fitted into exactly its cells, at any width and from either side', () => {
	for (const text of hostile) {
		for (let width = 1; width < 24; width++) {
			expect(textWidth(fitText(text, width)), `${text.slice(0, 20)} in ${width}`).toBe(width);
			expect(textWidth(fitText(text, width, 'right'))).toBe(width);
			expect(textWidth(fitEnd(text, width))).toBe(width);
		}
	}
});

test('what is cut says so, between graphemes', () => {
	expect(fitText('getstartedlab', 8)).toBe('getstar…');
	expect(fitText('東京都', 6)).toBe('東京都');
	expect(fitText('東京都', 5)).toBe('東京…');
	expect(fitText('東京都', 4)).toBe('東… ');
	expect(fitText('7', 3, 'right')).toBe('  7');
});

test('a sideways cut through a wide character leaves blanks, not half of it', () => {
	expect(sliceCells('a東b', 0, 2)).toBe('a ');
	expect(sliceCells('a東b', 2, 2)).toBe(' b');
	expect(sliceCells('abcdef', 2, 3)).toBe('cde');
});

test('text wraps between words, and within words that are longer than a row', () => {
	expect(wrapped('swarm will start another', 12)).toEqual(['swarm will', 'start', 'another']);
	expect(wrapped('aaaaaaaaaa bb', 4)).toEqual(['aaaa', 'aaaa', 'aa', 'bb']);
	for (const text of hostile) for (const row of wrapped(text, 7)) expect(textWidth(row)).toBeLessThanOrEqual(7);
});

test('a value that wraps goes on under itself, not under its label', () => {
	const rows = wrapLine([{text: 'Image   ', tone: 'quiet'}, {text: 'registry.example.com/team/app'}], 20, 8);
	expect(rows.map(row => row.map(span => span.text).join(''))).toEqual([
		'Image   registry.exa',
		'        mple.com/tea',
		'        m/app',
	]);
});

test('what keeps its end loses its beginning', () => {
	expect(fitEnd('registry.example/shop/api:1.8.2', 15)).toBe('…shop/api:1.8.2');
	expect(fitEnd('api:1', 7)).toBe('api:1  ');
	expect(fitEnd('東京都', 5)).toBe('…京都');
});

import {afterEach, expect, test} from 'vitest';
import type {Line} from '../../source/model/tone.ts';
import {fitLine, lineWidth, paintLine} from '../../source/ui/paint.ts';
import {plainText} from '../../source/ui/styled-text.ts';
import {textWidth} from '../../source/ui/text-width.ts';
import {createTheme, isColoredTerminal, setTheme} from '../../source/ui/theme.ts';

afterEach(() => setTheme(createTheme({isColored: true})));

const line: Line = [
	{text: '● ', tone: 'good'},
	{text: '東京', tone: 'strong'},
	{text: ' up 3m'},
	{text: ' – ', tone: 'quiet'},
];

test('a line is exactly as wide as asked, whatever it holds', () => {
	for (let width = 1; width < 40; width++) expect(textWidth(plainText(paintLine(line, width)))).toBe(width);
	expect(lineWidth(fitLine(line, 30))).toBe(30);
	expect(fitLine([{text: 'abc'}, {text: 'def'}], 3)).toEqual([{text: 'ab…'}]);
});

test('a selected row is one bar of inverse video in which only what is wrong keeps its colour', () => {
	const painted = paintLine(
		[
			{text: '●', tone: 'good'},
			{text: ' dead', tone: 'bad'},
		],
		10,
		{isSelected: true},
	);
	expect(painted.startsWith('\u{1b}[7m●')).toBe(true);
	expect(painted).toContain('\u{1b}[31m');
	expect(painted.endsWith('\u{1b}[27m')).toBe(true);
});

test('blanks between two words of one tone cost no codes', () => {
	const painted = paintLine([{text: 'a', tone: 'good'}, {text: '   '}, {text: 'b', tone: 'good'}], 5);
	expect(painted).toBe('\u{1b}[32ma   b\u{1b}[39m');
});

test('without colours the selection still shows', () => {
	setTheme(createTheme({isColored: false}));
	expect(paintLine([{text: 'bad', tone: 'bad'}], 3, {isSelected: true})).toBe(
		'\u{1b}[7m\u{1b}[1mbad\u{1b}[22m\u{1b}[27m',
	);
	expect(paintLine([{text: 'good', tone: 'good'}], 4)).toBe('good');
	expect(isColoredTerminal({NO_COLOR: '1', TERM: 'xterm'})).toBe(false);
	expect(isColoredTerminal({TERM: 'dumb'})).toBe(false);
	expect(isColoredTerminal({NO_COLOR: '', TERM: 'xterm'})).toBe(true);
});

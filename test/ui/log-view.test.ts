import {expect, test} from 'vitest';
import type {LogLine} from '../../source/model/log-line.ts';
import {searchPattern} from '../../source/resources/pattern.ts';
import {timeStyles} from '../../source/ui/log-times.ts';
import {type LogView, logViewLines} from '../../source/ui/log-view.ts';
import {parseStyled, plainText, windowOfRuns} from '../../source/ui/styled-text.ts';
import {textViewLines} from '../../source/ui/text-view.ts';
import {textWidth} from '../../source/ui/text-width.ts';

const lines: readonly LogLine[] = Array.from({length: 100}, (_, index) => ({
	text: index % 10 === 3 ? `\u{1b}[31mred ${index}\u{1b}[0m and 東京 ${'long '.repeat(20)}` : `line ${index}`,
	source: index % 10 === 5 ? 'stderr' : 'stdout',
	timestamp: '2026-11-24T12:00:01.234567890Z',
}));

const drawn = (options: Partial<LogView> = {}) =>
	logViewLines({
		lines,
		width: 40,
		height: 10,
		top: 0,
		isFollowing: false,
		isWrapped: false,
		column: 0,
		times: 'none',
		now: 0,
		form: 'columns',
		...options,
	});

test('every line of a log is exactly as wide as the screen, cut, scrolled or wrapped', () => {
	for (const isWrapped of [false, true]) {
		for (let column = 0; column < 24; column++) {
			const view = drawn({isWrapped, column, width: 37, times: timeStyles[column % timeStyles.length] ?? 'none'});
			expect(view.lines).toHaveLength(10);
			for (const line of view.lines) expect(textWidth(plainText(line))).toBe(37);
		}
	}
});

test('following shows the end, and a top past the end settles on it', () => {
	expect(drawn({isFollowing: true}).top).toBe(90);
	expect(plainText(drawn({isFollowing: true}).lines[9] ?? '')).toMatch(/^│line 99/);
	expect(drawn({top: 1000})).toMatchObject({top: 90, isAtEnd: true});
	expect(drawn({top: 20})).toMatchObject({top: 20, isAtEnd: false});
	const wrapped = drawn({isFollowing: true, isWrapped: true});
	expect(plainText(wrapped.lines[9] ?? '')).toMatch(/^│line 99/);
	expect(drawn({lines: lines.slice(0, 2)}).lines).toHaveLength(10);
});

test('a cut line keeps its colour to the cut and none beyond', () => {
	expect(windowOfRuns(parseStyled('\u{1b}[1;31mred\u{1b}[39m bold'), 1, 4)).toBe(
		'\u{1b}[1m\u{1b}[31med\u{1b}[0m\u{1b}[1m b\u{1b}[0m',
	);
	expect(windowOfRuns(parseStyled('\u{1b}[38;5;208mpalette'), 3, 8)).toBe('\u{1b}[38;5;208mette\u{1b}[0m    ');
	expect(windowOfRuns(parseStyled('\u{1b}[5;8mhidden'), 0, 6)).toBe('hidden');
});

test('stderr has a bar of its own, and the task that wrote a line is named', () => {
	const view = drawn({prefix: () => ({text: 'web.1', tone: 'hue0'}), times: 'clock'});
	expect(plainText(view.lines[5] ?? '')).toMatch(/^┃\d\d:\d\d:01\.234 web\.1 line 5/);
	expect(plainText(view.lines[4] ?? '')).toMatch(/^│/);
});

test('search hits stand out', () => {
	const search = searchPattern('line 1$');
	const view = drawn({match: 1, ...(search === undefined ? {} : {search})});
	expect(view.lines[1]).toContain('\u{1b}[7m\u{1b}[33mline 1\u{1b}[0m');
});

test('plain text is searched and wrapped the same way', () => {
	const search = searchPattern('web');
	const view = textViewLines({
		lines: ['Name: web', 'x'.repeat(25)],
		width: 10,
		height: 5,
		top: 0,
		isWrapped: true,
		column: 0,
		...(search === undefined ? {} : {search}),
	});
	expect(view.lines.map(line => plainText(line).trimEnd())).toEqual([
		'Name: web',
		'x'.repeat(10),
		'x'.repeat(10),
		'xxxxx',
		'',
	]);
	expect(view.lines[0]).toContain('\u{1b}[7mweb');
});

import {describe, expect, it} from 'vitest';
import {besideOf, createSeek} from '../../source/app/text/seek.ts';
import {searchPattern} from '../../source/resources/pattern.ts';

const textOf = (lines: readonly string[], first = 0) => ({
	count: lines.length,
	number: (index: number) => first + index,
	index: (number: number) => number - first,
	line: (index: number) => lines[index] ?? '',
	mayReadOlder: false,
});

describe('a search in turns', () => {
	it('gives way, and finds all lines with a hit', () => {
		const pattern = searchPattern('needle');
		if (pattern === undefined) throw new Error('it is a pattern');
		const lines = Array.from({length: 5000}, (_, index) => (index % 1000 === 7 ? 'a needle' : 'hay '.repeat(50)));
		const seek = createSeek(textOf(lines, 100), pattern);
		let turns = 1;
		while (!seek.step()) turns++;
		expect(turns).toBeGreaterThan(5);
		expect(seek.lines()).toEqual([107, 1107, 2107, 3107, 4107]);
		expect(seek.progress()).toBe(1);
	});

	it.each([
		[[3, 7, 9], 3, 1, {line: 7, index: 1}],
		[[3, 7, 9], 9, 1, {line: 3, index: 0}],
		[[3, 7, 9], 3, -1, {line: 9, index: 2}],
		[[3, 7, 9], 8, -1, {line: 7, index: 1}],
		[[3], 3, 1, {line: 3, index: 0}],
		[[], 3, 1, undefined],
	] as const)('goes from hit to hit and round the end: %j from %i by %i', (lines, from, direction, expected) =>
		expect(besideOf(lines, from, direction)).toEqual(expected),
	);
});

import {describe, expect, it} from 'vitest';
import {parsePattern, searchPattern} from '../../source/resources/pattern.ts';

/** Each makes an engine that backtracks take for ever on the text beside it. */
const hostile: ReadonlyArray<readonly [pattern: string, text: string]> = [
	['(a+)+$', `${'a'.repeat(5000)}!`],
	['(a|a)*$', `${'a'.repeat(5000)}!`],
	['(\\w+\\s?)+$', `${'word '.repeat(1000)}!`],
	['([a-z0-9]+)*!', 'a1'.repeat(2500)],
	['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(5000)],
	['(.*)*x', 'y'.repeat(5000)],
];

const cpu = (work: () => void): number => {
	const before = process.cpuUsage();
	work();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
};

describe('a pattern that a person typed', () => {
	it.each(hostile)('%s is searched for in no time', (source, text) => {
		const parsed = parsePattern(source);
		if ('fault' in parsed) throw new Error(parsed.fault);
		// What backtracks takes longer than the age of the world: any bound tells the two apart.
		expect(
			cpu(() => {
				parsed.pattern.test(text);
				parsed.pattern.hits(text);
			}),
		).toBeLessThan(5000);
	});

	it.each([
		['(', 'not a regular expression yet'],
		['[', 'not a regular expression yet'],
		['(?=a)', 'not a regular expression yet'],
		['x'.repeat(1001), 'longer than 1000 letters'],
		['('.repeat(40_000), 'longer than 1000 letters'],
	])('%.8s… is refused in words', (source, fault) => expect(parsePattern(source)).toEqual({fault}));

	it.each([
		[
			'web',
			'a Web and a WEB',
			[
				[2, 5],
				[12, 15],
			],
		],
		[
			'w.b',
			'web wob',
			[
				[0, 3],
				[4, 7],
			],
		],
		[
			'^a|b$',
			'ab',
			[
				[0, 1],
				[1, 2],
			],
		],
		['x*', 'axxb', [[1, 3]]],
		['漢', 'x漢y', [[1, 2]]],
	])('%s is found where it stands', (source, text, hits) => {
		const parsed = parsePattern(source);
		if ('fault' in parsed) throw new Error(parsed.fault);
		expect(parsed.pattern.hits(text).map(({from, to}) => [from, to])).toEqual(hits);
		expect(parsed.pattern.test(text)).toBe(true);
	});

	it('is searched for as it stands while it is half typed', () => {
		expect(searchPattern('a(')?.test('x A( y')).toBe(true);
		expect(searchPattern('')).toBeUndefined();
	});
});

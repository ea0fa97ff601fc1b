import {expect, test} from 'vitest';
import {formatDuration} from '../../source/model/duration.ts';

test.each([
	[-5, '0s'],
	[999, '0s'],
	[19_999, '19s'],
	[20_000, '20s'],
	[24_999, '20s'],
	[59_999, '55s'],
	[60_000, '1m'],
	[3_599_999, '59m'],
	[3_600_000, '1h'],
	[172_799_999, '47h'],
	[172_800_000, '2d'],
	[1_209_599_999, '13d'],
	[1_209_600_000, '2w'],
	[5_183_999_999, '8w'],
	[5_184_000_000, '2mo'],
	[63_071_999_999, '24mo'],
	[63_072_000_000, '2y'],
])('%i ms are %s', (milliseconds, text) => {
	expect(formatDuration(milliseconds)).toBe(text);
});

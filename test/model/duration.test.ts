import {expect, test} from 'vitest';
import {formatDuration} from '../../source/model/duration.ts';

test.each([
	[-5, '0s'],
	[999, '0s'],
	[19_999, '19s'],
	[20_000, '20s'],
	[24_999, '20s'],
	[119_999, '115s'],
	[120_000, '2m'],
	[7_199_999, '119m'],
	[7_200_000, '2h'],
	[172_799_999, '47h'],
	[172_800_000, '2d'],
])('%i ms are %s', (milliseconds, text) => {
	expect(formatDuration(milliseconds)).toBe(text);
});

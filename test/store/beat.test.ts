import {expect, it} from 'vitest';
import {untilBeat} from '../../source/store/beat.ts';

it.each([
	['just after a beat, the next', 500, 3020, 980],
	['late in one, the one after', 500, 3600, 1400],
	['on one, the next', 500, 3000, 1000],
	['twice as long, every other', 1500, 3020, 1980],
])('%s', (_, least, at, wait) => {
	expect(untilBeat(least, at)).toBe(wait);
});

it('is the same moment for whoever asks', () => {
	const moments = [4001, 4020, 4140, 4499].map(at => at + untilBeat(500, at));
	expect(new Set(moments)).toEqual(new Set([5000]));
});

import {expect, it} from 'vitest';
import {createBackoff} from '../../source/store/backoff.ts';

it('waits longer after each failure, and as at first after what went well', () => {
	const backoff = createBackoff(1000, 10_000);
	expect([1, 2, 3, 4, 5, 6].map(() => backoff.next(false))).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000]);
	// A proxy that cuts what is idle: each cut is the first.
	expect([1, 2, 3].map(() => backoff.next(true))).toEqual([1000, 1000, 1000]);
	expect(backoff.next(false)).toBe(2000);
});

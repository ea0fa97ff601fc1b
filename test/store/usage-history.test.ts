import {expect, test} from 'vitest';
import {createUsageRing} from '../../source/store/usage-history.ts';

test('a step has the mean of its samples, a short gap the last value, a long one nothing', () => {
	const ring = createUsageRing();
	for (const [at, cpu] of [
		[1000, 10],
		[2000, 20],
		[3000, 40],
		[30_000, 7],
	] as const)
		ring.add({at, cpu});
	const series = ring.history()?.series('cpu', 10, 40_000, 40_000);
	expect(series).toEqual([70 / 3, 40, 40, undefined, undefined, undefined, undefined, 7, 7, 7]);
});

test('a sample without a figure leaves a hole and not a zero', () => {
	const ring = createUsageRing();
	ring.add({at: 1000, memory: 5});
	ring.add({at: 2000, memory: 6, cpu: 3});
	expect(ring.history()?.series('cpu', 3, 3000, 3000)).toEqual([undefined, 3, 3]);
});

test('five minutes of samples each second are kept, and no more', () => {
	const ring = createUsageRing();
	for (let second = 0; second < 1000; second++) ring.add({at: second * 1000, cpu: second});
	const series = ring.history()?.series('cpu', 300, 300_000, 999_000);
	expect(series?.[0]).toBe(700);
	expect(series?.[299]).toBe(999);
	expect(ring.history()?.series('cpu', 1, 1000, 600_000)).toEqual([undefined]);
});

test('each sample gives a new object, so that a change is seen', () => {
	const ring = createUsageRing();
	expect(ring.history()).toBeUndefined();
	ring.add({at: 1000, cpu: 1});
	const before = ring.history();
	ring.add({at: 2000, cpu: 2});
	expect(ring.history()).not.toBe(before);
	expect(before?.latest.cpu).toBe(1);
});

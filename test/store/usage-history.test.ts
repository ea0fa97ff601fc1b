import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
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

test('an hour is kept as means of 20 seconds, however often samples come', () => {
	const ring = createUsageRing();
	for (let second = 0; second < 8000; second++) ring.add({at: second * 1000, cpu: Math.floor(second / 20), memory: 7});
	const series = ring.history()?.series('cpu', 180, 3_600_000, 7_999_000) ?? [];
	expect(series).toHaveLength(180);
	expect(series[0]).toBeCloseTo(220, 0);
	expect(series.at(-1)).toBe(399);
	expect(ring.history()?.series('memory', 60, 3_600_000, 7_999_000)).toEqual(new Array(60).fill(7));
});

test('a day is kept as means of 10 minutes', () => {
	const ring = createUsageRing();
	for (let minute = 0; minute < 2000; minute++) ring.add({at: minute * 60_000, cpu: Math.floor(minute / 10)});
	const series = ring.history()?.series('cpu', 144, 86_400_000, 1_999 * 60_000) ?? [];
	expect(series).toHaveLength(144);
	expect(series[0]).toBeCloseTo(56, 0);
	expect(series.at(-1)).toBe(199);
	expect(ring.history()?.series('cpu', 1, 60_000, 500 * 60_000)).toEqual([undefined]);
});

test('an hour of a thousand containers takes less than 10 MB, and the hours after it no more', () => {
	setFlagsFromString('--expose-gc');
	const collect: () => void = runInNewContext('gc');
	const held = () => {
		// The second waits for what the first only put aside.
		collect();
		collect();
		return process.memoryUsage().arrayBuffers;
	};
	const before = held();
	const rings = Array.from({length: 1000}, createUsageRing);
	const watch = (from: number, to: number) => {
		// Most are off screen, where they are sampled each 6 s.
		for (let second = from; second < to; second += 6)
			for (const ring of rings) ring.add({at: second * 1000, cpu: 1, memory: 2});
	};
	watch(0, 3700);
	const hour = held() - before;
	expect(hour).toBeLessThan(10_000_000);
	watch(3700, 7400);
	// What else the process does may hold a little.
	expect(held() - before).toBeLessThan(hour + 100_000);
	expect(rings.every(ring => ring.history()?.latest.cpu === 1)).toBe(true);
});

test('a clock that is set back begins anew', () => {
	const ring = createUsageRing();
	for (const at of [100_000, 101_000, 40_000, 41_000]) ring.add({at, cpu: at});
	expect(ring.history()?.series('cpu', 2, 2000, 41_000)).toEqual([40_000, 41_000]);
	expect(ring.history()?.series('cpu', 1, 200_000, 200_000)).toEqual([40_500]);
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

import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {createNotifier} from '../../source/store/notifier.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const heardBy = (now: () => number, signal: AbortSignal) => {
	const notifier = createNotifier(100, now, signal);
	const listener = vi.fn<() => void>();
	return {...notifier, listener, unsubscribe: notifier.subscribe(listener)};
};

it('tells of the first change at once and of a flood at most each interval', async () => {
	const {touch, listener} = heardBy(Date.now, new AbortController().signal);
	touch();
	expect(listener).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(1);
	expect(listener).toHaveBeenCalledTimes(1);
	for (let change = 0; change < 1000; change++) {
		touch();
		await vi.advanceTimersByTimeAsync(1);
	}
	expect(listener.mock.calls.length).toBeGreaterThanOrEqual(10);
	expect(listener.mock.calls.length).toBeLessThanOrEqual(11);
	await vi.advanceTimersByTimeAsync(100);
	const settled = listener.mock.calls.length;
	await vi.advanceTimersByTimeAsync(1000);
	expect(listener).toHaveBeenCalledTimes(settled);
});

it('waits no longer than the interval where the clock was set back', async () => {
	let offset = 0;
	const {touch, listener} = heardBy(() => Date.now() + offset, new AbortController().signal);
	touch();
	await vi.advanceTimersByTimeAsync(1);
	offset = -3_600_000;
	touch();
	await vi.advanceTimersByTimeAsync(100);
	expect(listener).toHaveBeenCalledTimes(2);
});

it('tells nothing to who has gone, and nothing after the abort', async () => {
	const closing = new AbortController();
	const {touch, listener, subscribe, unsubscribe} = heardBy(Date.now, closing.signal);
	const other = vi.fn<() => void>();
	subscribe(other);
	unsubscribe();
	touch();
	await vi.advanceTimersByTimeAsync(1000);
	expect(listener).not.toHaveBeenCalled();
	expect(other).toHaveBeenCalledTimes(1);
	touch();
	closing.abort();
	touch();
	await vi.advanceTimersByTimeAsync(1000);
	expect(other).toHaveBeenCalledTimes(1);
	expect(vi.getTimerCount()).toBe(0);
});

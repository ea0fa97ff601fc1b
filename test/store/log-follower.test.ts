import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {LogTarget} from '../../source/engine/engine.ts';
import {EngineError} from '../../source/engine/engine-error.ts';
import {followLog} from '../../source/store/log-follower.ts';

const closing: AbortController[] = [];

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	for (const each of closing.splice(0)) each.abort();
	vi.useRealTimers();
});

type Reading = {reached(): void; end(): void; fail(error: EngineError): void};

/** A follower whose readings go as the test says. */
const follow = (kind: LogTarget['kind']) => {
	const readings: Reading[] = [];
	const told: string[] = [];
	const until = new AbortController();
	closing.push(until);
	const read = (reached: () => void) => {
		const {promise, resolve, reject} = Promise.withResolvers<void>();
		readings.push({reached, end: resolve, fail: reject});
		return promise;
	};
	const follower = followLog(kind, {read, tell: ({type}) => told.push(type), now: Date.now}, until.signal);
	return {...follower, readings, told, until};
};
const cut = () => new EngineError('unreachable', 'cut');

describe('following a log', () => {
	it('reads a container again when it starts, and not before', async () => {
		const {readings, told, wake} = follow('container');
		readings[0]?.reached();
		readings[0]?.end();
		await vi.advanceTimersByTimeAsync(3_600_000);
		expect(readings).toHaveLength(1);
		wake();
		await vi.advanceTimersByTimeAsync(0);
		expect(readings).toHaveLength(2);
		expect(told).toEqual(['reached', 'ended']);
	});

	it('remembers a start that is told before the end of the run before it', async () => {
		const {readings, wake} = follow('container');
		wake();
		readings[0]?.end();
		await vi.advanceTimersByTimeAsync(0);
		expect(readings).toHaveLength(2);
		// Once.
		readings[1]?.end();
		await vi.advanceTimersByTimeAsync(3_600_000);
		expect(readings).toHaveLength(2);
	});

	it('reads a service again after some time, or when it is changed after the end', async () => {
		const {readings, wake} = follow('service');
		wake();
		readings[0]?.end();
		await vi.advanceTimersByTimeAsync(4999);
		expect(readings).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(1);
		expect(readings).toHaveLength(2);
		readings[1]?.end();
		await vi.advanceTimersByTimeAsync(10);
		wake();
		await vi.advanceTimersByTimeAsync(0);
		expect(readings).toHaveLength(3);
	});

	it('waits longer after each reading that failed without having reached the log', async () => {
		const {readings, told} = follow('container');
		readings[0]?.fail(cut());
		await vi.advanceTimersByTimeAsync(1000);
		readings[1]?.fail(cut());
		await vi.advanceTimersByTimeAsync(1999);
		expect(readings).toHaveLength(2);
		await vi.advanceTimersByTimeAsync(1);
		readings[2]?.reached();
		readings[2]?.fail(cut());
		await vi.advanceTimersByTimeAsync(1000);
		expect(readings).toHaveLength(4);
		expect(told).toEqual(['failed', 'failed', 'reached', 'failed']);
	});

	it('ends with its signal, and then tells of no end and leaves no timer', async () => {
		for (const finish of [(reading: Reading) => reading.end(), (reading: Reading) => reading.fail(cut())]) {
			const {readings, told, until} = follow('service');
			until.abort();
			for (const reading of readings) finish(reading);
			await vi.advanceTimersByTimeAsync(20_000);
			expect(readings).toHaveLength(1);
			expect(told).toEqual([]);
		}
		const {readings, until} = follow('service');
		readings[0]?.end();
		await vi.advanceTimersByTimeAsync(10);
		until.abort();
		await vi.advanceTimersByTimeAsync(20_000);
		expect(readings).toHaveLength(1);
		expect(vi.getTimerCount()).toBe(0);
	});
});

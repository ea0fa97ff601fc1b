import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {LogOptions, LogTarget} from '../../source/engine/engine.ts';
import type {LogLine} from '../../source/model/log-line.ts';
import {createLogReader} from '../../source/store/log-reader.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const line = (second: number, text: string): LogLine => ({
	text,
	source: 'stdout',
	timestamp: new Date(second * 1000).toISOString().replace('Z', '000000Z'),
});

/** A step of an engine's log: lines, or ms in which none come. */
type Step = readonly LogLine[] | number;

const engineOf = (steps: readonly Step[]) => {
	const asked: LogOptions[] = [];
	return {
		asked,
		async *logs(_target: LogTarget, options: LogOptions) {
			asked.push(options);
			for (const step of steps) {
				if (typeof step === 'number') await new Promise(resolve => setTimeout(resolve, step));
				else yield step;
			}
		},
	};
};

/** A reader, and what came of it in order: texts, and `(over)` at the end of a reading. */
const readerOf = (kind: LogTarget['kind']) => {
	const kept: string[] = [];
	const reached = vi.fn<() => void>();
	const sink = {
		keep: (lines: readonly LogLine[]) => kept.push(...lines.map(({text}) => text)),
		over: () => kept.push('(over)'),
	};
	const {read} = createLogReader({kind, id: 'a'}, {tail: 100}, sink, Date.now);
	const until = new AbortController();
	return {kept, reached, until, read: (engine: ReturnType<typeof engineOf>) => read(engine, reached, until.signal)};
};

describe('one reading of a log', () => {
	it('goes on where the one before it stopped', async () => {
		const {kept, read} = readerOf('container');
		const first = engineOf([[line(10, 'a'), line(11, 'b')]]);
		await read(first);
		expect(first.asked).toEqual([{tail: 100, follow: true}]);
		const second = engineOf([[line(10, 'a'), line(11, 'b'), line(12, 'c')]]);
		await read(second);
		expect(second.asked).toEqual([{tail: 'all', follow: true, since: '1970-01-01T00:00:09.000Z'}]);
		expect(kept).toEqual(['a', 'b', '(over)', 'c', '(over)']);
	});

	it('has reached a log that stays empty after a while', async () => {
		const {reached, read} = readerOf('container');
		const reading = read(engineOf([400]));
		await vi.advanceTimersByTimeAsync(299);
		expect(reached).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(1);
		expect(reached).toHaveBeenCalledTimes(1);
		await vi.advanceTimersByTimeAsync(100);
		await reading;
	});

	it('has not reached one that ends before that', async () => {
		const {kept, reached, read} = readerOf('container');
		await read(engineOf([]));
		await vi.advanceTimersByTimeAsync(1000);
		expect(reached).not.toHaveBeenCalled();
		expect(kept).toEqual(['(over)']);
	});

	it('keeps nothing that comes after the abort', async () => {
		const {kept, until, read} = readerOf('container');
		const reading = read(engineOf([[line(1, 'a')], 100, [line(2, 'b')]]));
		await vi.advanceTimersByTimeAsync(50);
		until.abort();
		await vi.advanceTimersByTimeAsync(50);
		await reading;
		expect(kept).toEqual(['a', '(over)']);
	});
});

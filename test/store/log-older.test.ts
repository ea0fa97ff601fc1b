import {describe, expect, it} from 'vitest';
import type {LogOptions, LogTarget} from '../../source/engine/engine.ts';
import type {LogLine} from '../../source/model/log-line.ts';
import {createLogBuffer, mostLines, mostWithOlder} from '../../source/store/log-buffer.ts';
import {olderTogether, readOlder, withOlder} from '../../source/store/log-older.ts';
import type {LogSpan} from '../../source/store/monitor.ts';

const never = new AbortController().signal;

const stamp = (at: number): string => new Date(at).toISOString().replace('Z', '000000Z');

const line = (at: number, text: string, taskId?: string, source: LogLine['source'] = 'stdout'): LogLine => ({
	text,
	source,
	timestamp: stamp(at),
	...(taskId === undefined ? {} : {taskId}),
});

/** An engine as Docker's is: it takes the tail of each task's log first, and leaves out of that what is of another time. */
const engineOf = (lines: readonly LogLine[]) => {
	const asked: LogOptions[] = [];
	return {
		asked,
		async *logs(_target: LogTarget, options: LogOptions) {
			asked.push(options);
			for (const own of Map.groupBy(lines, ({taskId}) => taskId).values()) {
				const tail = options.tail === 'all' ? own : own.slice(Math.max(0, own.length - options.tail));
				yield tail.filter(
					({timestamp = ''}) =>
						timestamp >= (options.since ?? '') && (options.until === undefined || timestamp <= options.until),
				);
			}
		},
	};
};

/** Reads back until there is no more: all lines that are held then, and how many readings it took. */
const readBack = async (lines: readonly LogLine[], tail: number, span: LogSpan = {tail}) => {
	const engine = engineOf(lines);
	let held: readonly LogLine[] = [...Map.groupBy(lines, ({taskId}) => taskId).values()]
		.flatMap(own => own.slice(-tail))
		.filter(({timestamp = ''}) => span.until === undefined || timestamp <= span.until)
		.sort((a, b) => (a.timestamp ?? '').localeCompare(b.timestamp ?? ''));
	const target = {kind: 'service', id: 'a', name: 'a'} as const;
	for (let readings = 1; ; readings++) {
		const older = olderTogether([await readOlder(engine, target, span, held, never)]);
		if (older.length === 0) return {held, readings, asked: engine.asked};
		held = withOlder(held, older);
	}
};

const textsOf = (lines: readonly LogLine[]): readonly string[] => lines.map(({text}) => text);

describe('older lines', () => {
	it.each([
		['of different times', (index: number) => index * 10],
		['of the same times', (index: number) => Math.floor(index / 7) * 10],
		['all of one time', () => 5],
	])('%s are read without doubles and without gaps', async (_, timeOf) => {
		const lines = Array.from({length: 3210}, (_, index) => line(timeOf(index), `line ${index}`));
		const {held, readings} = await readBack(lines, 100);
		expect(textsOf(held)).toEqual(textsOf(lines));
		expect(readings).toBe(5);
	});

	it('of two outputs and of tasks that write at different rates have none left out', async () => {
		const lines = Array.from({length: 9000}, (_, index) => {
			const task = index % 10 === 0 ? 'slow' : index < 4000 ? 'early' : 'late';
			return line(Math.floor(index / 3), `line ${index}`, task, index % 4 === 0 ? 'stderr' : 'stdout');
		});
		const {held} = await readBack(lines, 50);
		const texts = textsOf(held);
		expect(new Set(texts).size).toBe(texts.length);
		expect(texts.toSorted()).toEqual(textsOf(lines).toSorted());
		const times = held.map(({timestamp = ''}) => timestamp);
		expect(times).toEqual(times.toSorted());
	});

	it('are found though many were written since', async () => {
		const lines = Array.from({length: 20_000}, (_, index) => line(index, `line ${index}`));
		const engine = engineOf(lines);
		const held = lines.slice(5000, 5100);
		const {lines: older} = await readOlder(engine, {kind: 'container', id: 'a', name: 'a'}, {tail: 100}, held, never);
		expect(older.at(-1)?.text).toBe('line 4999');
		expect(engine.asked.map(({tail}) => tail)).toEqual([1100, 4400, 17_600]);
	});

	it('of a part that has ended are those of the part', async () => {
		const lines = Array.from({length: 5000}, (_, index) => line(index, `line ${index}`));
		const span = {tail: 100, since: stamp(1500), until: stamp(3999)};
		const engine = engineOf(lines);
		const target = {kind: 'container', id: 'a', name: 'a'} as const;
		const {lines: older} = await readOlder(engine, target, span, lines.slice(3900, 4000), never);
		expect(textsOf(older)).toEqual(textsOf(lines.slice(1500, 3900)));
	});

	it('of several logs reach back only as far as all of them were read', () => {
		const older = olderTogether([
			{lines: [line(1, 'a1'), line(6, 'a6')], from: undefined},
			{lines: [line(4, 'b4'), line(5, 'b5')], from: stamp(4)},
		]);
		expect(textsOf(older)).toEqual(['b4', 'b5', 'a6']);
	});

	it('of nothing are none', async () => {
		const target = {kind: 'container', id: 'a', name: 'a'} as const;
		expect(await readOlder(engineOf([]), target, {tail: 100}, [], never)).toEqual({lines: [], from: undefined});
	});

	it('leave what we said behind the line that it followed', () => {
		const mark: LogLine = {text: 'mark', source: 'stdout', isMark: true};
		expect(textsOf(withOlder([line(2, 'b'), mark, line(5, 'e')], [line(1, 'a'), line(3, 'c')]))).toEqual([
			...['a', 'b', 'mark', 'c', 'e'],
		]);
	});
});

describe('the lines that are kept', () => {
	const many = (count: number, letters: number) =>
		Array.from({length: count}, (_, index) => line(index, 'x'.repeat(letters)));

	it('are bounded in a million', () => {
		const buffer = createLogBuffer();
		const batch = many(1000, 80);
		let most = 0;
		for (let index = 0; index < 1000; index++) {
			buffer.add(batch);
			if (index % 50 === 0) most = Math.max(most, buffer.look().lines.length);
		}
		expect(most).toBeLessThanOrEqual(mostLines);
		expect(buffer.look()).toMatchObject({first: 1_000_000 - mostLines});
		expect(buffer.held().lines).toBeLessThanOrEqual(mostLines);
	});

	it('are bounded in letters', () => {
		const buffer = createLogBuffer();
		for (let index = 0; index < 100; index++) {
			buffer.add(many(20, 200_000));
			expect(buffer.held().characters).toBeLessThanOrEqual(16_000_000);
		}
		expect(buffer.look().lines.length).toBeGreaterThan(50);
	});

	it('are more where older ones were asked for, and no more than so many', () => {
		const buffer = createLogBuffer();
		buffer.add(many(mostLines, 10));
		expect(buffer.insert(many(30_000, 10))).toBe(true);
		expect(buffer.look()).toMatchObject({first: -30_000});
		expect(buffer.insert(many(30_000, 10))).toBe(false);
		expect(buffer.look().lines).toHaveLength(mostWithOlder);
		for (let index = 0; index < 100; index++) buffer.add(many(1000, 10));
		expect(buffer.look().lines).toHaveLength(mostWithOlder);
		expect(buffer.held().lines).toBe(mostWithOlder);
	});
});

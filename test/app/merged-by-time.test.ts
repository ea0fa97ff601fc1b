import {expect, it} from 'vitest';
import {mergedByTime} from '../../source/app/log/merged-by-time.ts';
import type {LogLine} from '../../source/model/log-line.ts';
import type {NamedLog} from '../../source/store/monitor.ts';

const line = (at: number, text: string): LogLine => ({
	text,
	source: 'stdout',
	timestamp: new Date(at).toISOString().replace('Z', '000000Z'),
});

const logs: Readonly<Record<string, ReadonlyArray<readonly LogLine[]>>> = {
	a: [[line(1, 'a1'), line(4, 'a4')], [], [line(9, 'a9')]],
	b: [[line(2, 'b2')], [line(3, 'b3'), line(4, 'b4'), line(8, 'b8')]],
	c: [],
	d: [Array.from({length: 2500}, (_, index) => line(5 + index / 10_000, `d${index}`))],
};

const target = (id: string): NamedLog => ({kind: 'container', id, name: `${id}!`});

const read = async (...ids: readonly string[]) => {
	const batches: Array<readonly LogLine[]> = [];
	for await (const batch of mergedByTime(ids.map(target), async function* ({id}) {
		yield* logs[id] ?? [];
	}))
		batches.push(batch);
	return batches;
};

it('puts logs together in the order of time, each line with the name of its log', async () => {
	const lines = (await read('a', 'b', 'c')).flat();
	expect(lines.map(({text}) => text).join(' ')).toBe('a1 b2 b3 a4 b4 b8 a9');
	expect(lines.every(({text, origin}) => origin === `${text[0]}!`)).toBe(true);
});

it('hands one log on as it comes, and many lines in batches', async () => {
	expect(await read('a')).toEqual(logs.a);
	expect((await read('a', 'd')).map(({length}) => length)).toEqual([1000, 1000, 503]);
	expect(await read()).toEqual([]);
});

it('puts the tasks of one target in order, which come one after the other', async () => {
	const ofTask = (task: string, from: number) =>
		Array.from({length: 9000}, (_, index) => line(from + index * 10, task));
	const lines: LogLine[] = [];
	const target: NamedLog = {kind: 'task', id: 'a', name: 'a'};
	for await (const batch of mergedByTime([target], async function* () {
		yield ofTask('one', 0);
		yield ofTask('two', 5);
	}))
		lines.push(...batch);
	const times = lines.map(({timestamp = ''}) => timestamp);
	expect(times).toHaveLength(18_000);
	expect(times).toEqual(times.toSorted());
});

import {expect, test} from 'vitest';
import type {LogLine} from '../../source/model/log-line.ts';
import {createLogBuffer} from '../../source/store/log-buffer.ts';
import {createMergeWindow} from '../../source/store/merge-window.ts';
import {createResumePoint} from '../../source/store/resume-point.ts';

const stamp = (second: number) => new Date(second * 1000).toISOString().replace('Z', '000000Z');
const line = (second: number, text: string, taskId?: string): LogLine => ({
	text,
	source: 'stdout',
	timestamp: stamp(second),
	...(taskId === undefined ? {} : {taskId}),
});
const texts = (lines: readonly LogLine[]) => lines.map(({text}) => text);

test('a buffer keeps the newest lines and counts those that nobody could see', () => {
	const buffer = createLogBuffer();
	const batch = Array.from({length: 1000}, (_, index) => line(index, String(index)));
	for (let turn = 0; turn < 15; turn++) buffer.add(batch);
	expect(buffer.look()).toMatchObject({first: 0, skipped: 0});
	for (let turn = 0; turn < 10; turn++) buffer.add(batch);
	const seen = buffer.look();
	expect(seen.lines.length).toBe(20_000);
	expect(seen).toMatchObject({first: 5000, skipped: 0});
	for (let turn = 0; turn < 50; turn++) buffer.add(batch);
	const flooded = buffer.look();
	expect(flooded.lines.length).toBe(20_000);
	expect(flooded).toMatchObject({first: 55_000, skipped: 30_000});
});

test('a buffer of long lines stays within its bytes', () => {
	const buffer = createLogBuffer();
	const long = 'x'.repeat(1_000_000);
	for (let turn = 0; turn < 40; turn++) buffer.add([line(turn, long)]);
	const {lines, first} = buffer.look();
	expect(lines.length).toBeLessThanOrEqual(16);
	expect(lines.length + first).toBe(40);
});

test('lines of several tasks come out in order of time once their wait is over', () => {
	const window = createMergeWindow(300);
	window.add([line(1, 'a1', 'a'), line(3, 'a3', 'a')], 0);
	window.add([line(2, 'b2', 'b'), line(3, 'b3', 'b')], 200);
	expect(window.take(250)).toEqual([]);
	expect(texts(window.take(300))).toEqual(['a1', 'b2', 'a3', 'b3']);
	window.add([line(9, 'b9', 'b')], 400);
	expect(texts(window.take(699))).toEqual([]);
	expect(texts(window.take(700))).toEqual(['b9']);
	expect(window.size()).toBe(0);
});

test('a resumed log repeats nothing and loses nothing, even of lines with one timestamp', () => {
	const resume = createResumePoint();
	expect(resume.since()).toBeUndefined();
	resume.fresh([line(1, 'a'), line(2, 'b'), line(2, 'c')]);
	resume.rewind();
	const replay = [line(1, 'a'), line(2, 'b'), line(2, 'c'), line(2, 'd'), line(3, 'e')];
	expect(texts(resume.fresh(replay))).toEqual(['d', 'e']);
	expect(Date.parse(resume.since() ?? '')).toBeLessThan(3000);
});

test('a clock that was set back hides no lines', () => {
	const resume = createResumePoint();
	resume.fresh([line(100, 'before')]);
	expect(texts(resume.fresh([line(50, 'after'), line(51, 'later')]))).toEqual(['after', 'later']);
});

import {expect, test} from 'vitest';
import {formatBytes, formatMemory} from '../../source/model/bytes.ts';
import type {Graph} from '../../source/resources/resource.ts';
import {graphLines, sparkline} from '../../source/ui/graph-lines.ts';
import {roundScale} from '../../source/ui/graph-scale.ts';
import {lineWidth} from '../../source/ui/paint.ts';

const textOf = (lines: ReturnType<typeof graphLines>) => lines.map(line => line.map(span => span.text).join(''));

test('a sparkline keeps unknown apart from 0 and never hides a peak', () => {
	expect(sparkline([undefined, 0, 50, 100], 4, 100)).toBe(' ▁▄█');
	expect(sparkline([1, 2], 4, 2)).toBe('  ▄█');
	expect(sparkline([0, 0, 100, 0], 2, 100)).toBe('▁█');
	expect(sparkline([500], 1, 100)).toBe('█');
});

test('a scale is a round number in the units that it is written in', () => {
	expect(roundScale([undefined, 37, 12], String)).toBe(50);
	expect(roundScale([0], String)).toBe(1);
	expect(formatMemory(roundScale([100 * 1024 * 1024], formatMemory))).toBe('128MiB');
	expect(formatBytes(roundScale([130_000_000], formatBytes))).toBe('200MB');
});

test('a graph fills its place exactly and says title, latest value, scale and time', () => {
	const graph: Graph = {
		title: 'CPU',
		span: {title: '5 min', milliseconds: 300_000},
		latest: 23,
		values: [undefined, undefined, 0, 10, 40, 20],
		tone: 'accent',
		format: value => `${value}%`,
	};
	const lines = graphLines(graph, 30, 6);
	expect(lines).toHaveLength(6);
	for (const line of lines) expect(lineWidth(line)).toBe(30);
	const text = textOf(lines);
	expect(text[0]).toMatch(/^CPU 23% +≤50%$/);
	expect(text[5]).toMatch(/^5 min +now$/);
	expect(text[4]?.trimStart()).toMatch(/^[\u{2801}-\u{28ff}]{2}$/u);
	// What is known no more is no latest value.
	expect(textOf(graphLines({...graph, values: [40, undefined]}, 30, 6))[0]).toMatch(/^CPU – +≤50%$/);
	// The scale has room for what stands beside it.
	expect(textOf(graphLines({...graph, latest: 60}, 30, 6))[0]).toMatch(/^CPU 60% +≤64%$/);
	expect(textOf(graphLines({...graph, values: []}, 20, 3))).toEqual([
		`CPU –${' '.repeat(15)}`,
		' '.repeat(20),
		' '.repeat(20),
	]);
});

test('a graph without room for a plot tells no scale', () => {
	const graph: Graph = {
		title: 'CPU',
		span: {title: '5 min', milliseconds: 300_000},
		latest: 23,
		values: [10, 23],
		tone: 'accent',
		format: value => `${value}%`,
	};
	expect(textOf(graphLines(graph, 16, 1))).toEqual(['CPU 23%         ']);
	expect(textOf(graphLines(graph, 16, 2))[0]).toBe('CPU 23%     ≤50%');
});

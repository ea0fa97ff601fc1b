import {describe, expect, it} from 'vitest';
import {createErrorTally, levelAt} from '../../source/app/log/log-levels.ts';
import {everyLine, type LogRule} from '../../source/app/log/log-rule.ts';
import {createSift, type ShownLines} from '../../source/app/log/log-sift.ts';
import type {LogLine} from '../../source/model/log-line.ts';
import type {LogSnapshot} from '../../source/store/monitor.ts';

let version = 0;

const snapshotOf = (lines: readonly LogLine[], first = 0): LogSnapshot => ({
	lines,
	first,
	skipped: 0,
	status: 'following',
	parts: [],
	older: {state: 'maybe'},
	version: version++,
});

const linesOf = (...texts: readonly string[]): readonly LogLine[] => texts.map(text => ({text, source: 'stdout'}));

const rule = (given: Partial<LogRule>): LogRule => ({...everyLine, ...given});

const textsOf = ({lines}: ShownLines): string => lines.map(({text}) => text).join(' ');

const log = linesOf('a1', 'b2', 'a3', 'c4', 'b5', 'a6', 'c7', 'c8');

describe('the lines that are shown', () => {
	it.each<readonly [Partial<LogRule>, string, number | undefined]>([
		[{}, 'a1 b2 a3 c4 b5 a6 c7 c8', undefined],
		[{only: 'a'}, 'a1 a3 a6', 3],
		[{only: 'A'}, 'a1 a3 a6', 3],
		[{only: '!c'}, 'a1 b2 a3 b5 a6', 5],
		[{only: 'a|b'}, 'a1 b2 a3 b5 a6', 5],
		[{only: '[ab] && !a3 && !5'}, 'a1 b2 a6', 3],
		[{only: '[1-'}, '', 0],
		[{only: 'z'}, '', 0],
		[{only: '  '}, 'a1 b2 a3 c4 b5 a6 c7 c8', undefined],
		[{only: 'c4', around: 1}, 'a3 c4 b5', 1],
		[{only: '[36]', around: 1}, 'b2 a3 c4 b5 a6 c7', 2],
		[{only: 'a1|c8', around: 2}, 'a1 b2 a3 a6 c7 c8', 2],
		[{from: 3}, 'c4 b5 a6 c7 c8', undefined],
		[{from: 3, only: 'a|c', around: 3}, 'c4 b5 a6 c7 c8', 4],
	])('by %j', (given, texts, hits) => {
		const shown = createSift(rule(given)).look(snapshotOf(log));
		expect(textsOf(shown)).toBe(texts);
		expect(shown.hits).toBe(hits);
		expect(shown.progress).toBe(1);
	});

	it('are the same whether they came at once or one by one, and as old ones fall out', () => {
		for (const around of [0, 1, 2]) {
			const sift = createSift(rule({only: 'a|8', around}));
			for (let count = 1; count <= log.length; count++) sift.look(snapshotOf(log.slice(0, count)));
			const whole = createSift(rule({only: 'a|8', around})).look(snapshotOf(log));
			const grown = sift.look(snapshotOf(log));
			expect(textsOf(grown)).toBe(textsOf(whole));
			const later = sift.look(snapshotOf(log.slice(3), 3));
			expect(later.lines.every(line => log.slice(3).includes(line))).toBe(true);
			expect(later.hits).toBe(2);
			expect(later.number(later.lines.length - 1)).toBe(7);
		}
	});

	it('are known by their numbers in the log', () => {
		const shown = createSift(rule({only: 'a'})).look(snapshotOf(log, 100));
		expect(shown.lines.map((_, index) => shown.number(index))).toEqual([100, 102, 105]);
		expect([99, 100, 101, 102, 105, 106].map(shown.index)).toEqual([0, 0, 1, 1, 2, 3]);
	});

	it('are looked for anew where older ones came in before', () => {
		const sift = createSift(rule({only: 'a'}));
		sift.look(snapshotOf(log.slice(2), 0));
		expect(textsOf(sift.look(snapshotOf(log, -2)))).toBe('a1 a3 a6');
	});

	it('are looked for in turns', () => {
		const long = linesOf(
			...Array.from({length: 3000}, (_, index) => `${index % 500 === 0 ? 'needle' : 'hay'.repeat(30)}`),
		);
		const snapshot = snapshotOf(long);
		const sift = createSift(rule({only: 'needle'}));
		let turns = 1;
		while (sift.look(snapshot).progress < 1) turns++;
		expect(turns).toBeGreaterThan(2);
		expect(sift.look(snapshot).hits).toBe(6);
		expect(sift.look(snapshot)).toBe(sift.look(snapshot));
	});
});

const trace = linesOf('INFO up', 'ERROR no', '  at a', '  at b', 'WARN late', '  hint', 'plain', '  more', 'DEBUG x');

describe('levels', () => {
	it('go on over the lines of a trace', () => {
		expect(trace.map((_, index) => levelAt(trace, index))).toEqual([
			...['info', 'error', 'error', 'error', 'warn', 'warn'],
			...[undefined, undefined, 'debug'],
		]);
	});

	it('are those of their own writer', () => {
		const mixed: readonly LogLine[] = [
			{text: 'ERROR no', source: 'stderr'},
			{text: 'INFO up', source: 'stdout'},
			{text: '  at a', source: 'stderr'},
			{text: '  more', source: 'stdout'},
		];
		expect(mixed.map((_, index) => levelAt(mixed, index))).toEqual(['error', 'info', 'error', 'info']);
	});

	it.each<readonly [LogRule['level'], string]>([
		['error', 'ERROR no,  at a,  at b'],
		['warn', 'ERROR no,  at a,  at b,WARN late,  hint'],
		['trace', 'INFO up,ERROR no,  at a,  at b,WARN late,  hint,DEBUG x'],
	])('show %s and worse', (level, texts) => {
		const shown = createSift(rule(level === undefined ? {} : {level})).look(snapshotOf(trace));
		expect(shown.lines.map(({text}) => text).join(',')).toBe(texts);
	});

	it('leave what we say of the runs between the lines', () => {
		const lines: readonly LogLine[] = [...trace, {text: '── started ──', source: 'stdout', isMark: true}];
		expect(textsOf(createSift(rule({level: 'fatal', only: 'nothing'})).look(snapshotOf(lines)))).toBe('── started ──');
	});
});

describe('errors', () => {
	const at = (minute: number, text: string): LogLine => ({
		text,
		source: 'stdout',
		timestamp: new Date(minute * 60_000 + 5000).toISOString().replace('Z', '000000Z'),
	});
	const lines = [at(1, 'ERROR a'), at(1, '  at b'), at(1, 'ERROR c'), at(2, 'INFO'), at(3, 'FATAL d'), at(3, 'WARN e')];
	const wanted = [
		[1, 2],
		[3, 1],
	];

	it('are counted by the minute, and a trace once', () => {
		const tally = createErrorTally().look(snapshotOf(lines));
		expect([...tally.minutes]).toEqual(wanted);
		expect(tally).toMatchObject({count: 3, isWhole: true});
	});

	it('are counted once, however lines come and go', () => {
		const tally = createErrorTally();
		for (let count = 1; count <= lines.length; count++) tally.look(snapshotOf(lines.slice(0, count)));
		tally.look(snapshotOf(lines.slice(3), 3));
		expect([...tally.look(snapshotOf(lines.slice(4), 4)).minutes]).toEqual(wanted);
		const older = createErrorTally();
		older.look(snapshotOf(lines.slice(2), 0));
		expect([...older.look(snapshotOf(lines, -2)).minutes]).toEqual(wanted);
	});
});

import {afterEach, describe, expect, it} from 'vitest';
import {errorStrip} from '../../source/app/log/log-title.ts';
import {keys} from '../terminal/screen.ts';
import {has, line, openLogOf, typed} from './open-log.ts';
import type {Program} from './program.ts';

let program: Program | undefined;

const openLog = async (lines: Parameters<typeof openLogOf>[0]): Promise<Program> => {
	program = await openLogOf(lines);
	return program;
};

afterEach(async () => {
	await program?.close();
	program = undefined;
});

describe('only matching lines', () => {
	const lines = ['GET /a 200', 'timeout of db', 'GET /b 200', 'timeout of /healthz', 'timeout of cache', 'bye'];

	it('are shown while one types, counted, and all of them again after Esc', async () => {
		const opened = await openLog(lines.map(text => line(text)));
		await opened.screen.waitFor('bye');
		await opened.screen.press('&', ...'timeout');
		await opened.screen.waitFor(/&timeout {2}3 match/);
		await opened.screen.press(...' && !healthz', keys.enter);
		await opened.screen.waitFor(/&timeout && !healthz {2}2 match/);
		expect(has(opened, 'GET')).toBe(false);
		await typed(opened, 'around 1');
		await opened.screen.waitFor('GET /a 200');
		expect(has(opened, 'bye')).toBe(true);
		await opened.screen.press(keys.escape);
		await opened.screen.waitFor(
			rows => rows.some(row => row.includes('bye')) && !rows.some(row => row.includes('match')),
		);
		expect(has(opened, 'LOG database')).toBe(true);
	});

	it('are followed, and searched in', async () => {
		const opened = await openLog(lines.map(text => line(text)));
		await opened.screen.waitFor('bye');
		await opened.screen.press('&', ...'timeout', keys.enter);
		await opened.screen.waitFor('3 match');
		opened.simulator.machine.container('database').written.push(line('hay'), line('timeout again'));
		await opened.screen.waitFor(/4 match[\s\S]*timeout again/);
		await opened.screen.press('/', ...'of', keys.enter);
		await opened.screen.waitFor('/of  3 of 3 lines');
		await opened.screen.press('n');
		await opened.screen.waitFor('/of  1 of 3 lines');
	});

	it('survive a pattern that no engine that backtracks would', async () => {
		const opened = await openLog([line(`${'a'.repeat(48)}!`)]);
		await opened.screen.waitFor('aaaa!');
		await opened.screen.press('&', ...'(a+)+$', keys.enter);
		await opened.screen.waitFor('no line matches; Esc shows all of them');
	});
});

describe('levels', () => {
	const lines = [
		...Array.from({length: 60}, (_, index) => line(`2026-11-28 INFO step ${index}`, 9)),
		line('2026-11-28 ERROR first fault', 8),
		line('    at its.Trace(App.java:1)', 8),
		...Array.from({length: 60}, (_, index) => line(`{"level":"debug","msg":"step ${index}"}`, 7)),
		line('level=warn msg="it is late" host=a', 6),
		line('{"level":"error","msg":"second fault","code":7}', 5),
		...Array.from({length: 60}, (_, index) => line(`2026-11-28 INFO last ${index}`, 1)),
	];

	it('are narrowed to, with the errors of each minute over them', async () => {
		const opened = await openLog(lines);
		await opened.screen.waitFor(/errors a minute .* 0 in this one, 2 in all/);
		await typed(opened, 'level warn');
		await opened.screen.waitFor(
			/warn and worse {2}4 match[\s\S]*first fault[\s\S]*at its.Trace[\s\S]*it is late[\s\S]*second fault/,
		);
		await typed(opened, 'level error');
		await opened.screen.waitFor(/error and worse {2}3 match/);
		await typed(opened, 'level high');
		await opened.screen.waitFor('level takes one of fatal, error, warn');
		await typed(opened, 'level all');
		await opened.screen.waitFor('INFO last 59');
	});

	it('are counted for the last minute of a log that is over, and for the one that goes on of another', () => {
		const at = (seconds: number) => `2026-11-28T14:03:${String(seconds).padStart(2, '0')}.000000000Z`;
		const written = [3, 8].map(
			seconds => ({text: 'ERROR it broke', source: 'stderr', timestamp: at(seconds)}) as const,
		);
		const minute = Math.floor(Date.parse(at(0)) / 60_000);
		const tally = {minutes: new Map([[minute, 2]]), count: 2, isWhole: true};
		const strip = (isOver: boolean) =>
			(errorStrip(tally, written, {width: 80, end: Date.parse(at(8)), isOver}) ?? []).map(({text}) => text).join('');
		expect(strip(true)).toContain(' 2 in the last, 2 in all');
		expect(strip(false)).toContain(' 2 in this one, 2 in all');
	});

	it('lead from error to error', async () => {
		const opened = await openLog(lines);
		await opened.screen.waitFor('INFO last 59');
		await opened.screen.press('e');
		await opened.screen.waitFor('second fault');
		await opened.screen.press('E');
		await opened.screen.waitFor('first fault');
		await opened.screen.press('e');
		await opened.screen.waitFor('second fault');
	});

	it('are said to be none where there are none', async () => {
		const opened = await openLog([line('all is well')]);
		await opened.screen.waitFor('all is well');
		await opened.screen.press('e');
		await opened.screen.waitFor('no line here tells of an error');
		expect(has(opened, 'errors a minute')).toBe(false);
	});
});

describe('lines of fields', () => {
	it('are columns, then rows, then as they were written', async () => {
		const opened = await openLog([
			line('{"level":"error","msg":"no\\nsecond row","deep":{"a":1},"esc":"\\u001b[2J\\u009b31mred"}'),
			line('level=info msg=ready host=a'),
			line('plain text'),
		]);
		await opened.screen.waitFor(
			/ERROR no ↵ second row deep=\{"a":1\} esc=red[\s\S]*INFO {2}ready host=a[\s\S]*plain text/,
		);
		await opened.screen.press('p');
		await opened.screen.waitFor(
			/ERROR no\n[\s\S]*second row[\s\S]* {2}deep: \{[\s\S]*"a": 1[\s\S]*INFO {2}ready[\s\S]* {2}host: a/,
		);
		await opened.screen.press('p');
		await opened.screen.waitFor(/\{"level":"error","msg":"no\\nsecond row"/);
		await opened.screen.press('/', ...'u001b', keys.enter);
		await opened.screen.waitFor('1 of 1 lines');
	});
});

describe('times', () => {
	it('are of day, with the day, in UTC, and how long ago', async () => {
		const opened = await openLog([line('it', 3)]);
		await opened.screen.waitFor('│it');
		for (const shown of [
			/│\d\d:\d\d:\d\d\.\d{3} it/,
			/│\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} it/,
			/│\S+T\S+Z it/,
			/│ +3m it/,
			/│it/,
		]) {
			await opened.screen.press('t');
			await opened.screen.waitFor(shown);
		}
	});
});

import {afterEach, describe, expect, it} from 'vitest';
import type {SimulatedLine} from '../../source/simulator/log-text.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const minute = 60_000;

/** A line that was written so many minutes ago. */
const line = (text: string, ago = 0, source: SimulatedLine['source'] = 'stdout'): SimulatedLine => ({
	at: Date.now() - ago * minute,
	source,
	text,
});

/** The log of `database` with these lines in it. */
const openLog = async (lines: readonly SimulatedLine[], columns = 100): Promise<Program> => {
	program = await openProgramOn({columns});
	const {screen, simulator} = program;
	simulator.machine.container('database').written.push(...lines);
	await screen.waitFor('6/6 tasks');
	await typed(program, 'logs database');
	await screen.waitFor('LOG database');
	return program;
};

const typed = async ({screen}: Program, words: string): Promise<void> => {
	await screen.press(':', ...words, keys.enter);
};

const has = (opened: Program, text: string): boolean => opened.screen.text().some(row => row.includes(text));

describe('the part of a log that is read', () => {
	const hours = [
		line('three hours ago', 180),
		line('two hours ago', 120),
		line('half an hour ago', 30),
		line('just now'),
	];

	it('begins when it is told to, and says so', async () => {
		const opened = await openLog(hours);
		await opened.screen.waitFor('three hours ago');
		await typed(opened, 'since 1h');
		await opened.screen.waitFor(/LOG database {2}● following {2}since .*\d\d:\d\d:\d\d {2}2 lines/);
		expect(has(opened, 'two hours ago')).toBe(false);
		await typed(opened, 'since 150m');
		await opened.screen.waitFor('3 lines');
		await typed(opened, 'since all');
		await opened.screen.waitFor('three hours ago');
	});

	it('ends when it is told to, and is followed no more', async () => {
		const opened = await openLog(hours);
		await opened.screen.waitFor('just now');
		await typed(opened, 'until 1h');
		await opened.screen.waitFor(/○ ended {2}until .* 2 lines/);
		expect(has(opened, 'half an hour ago')).toBe(false);
		await typed(opened, 'since 150m');
		await opened.screen.waitFor(/since .* until .* 1 lines/);
		await typed(opened, 'until all');
		await opened.screen.waitFor(/● following {2}since .* 3 lines/);
	});

	it('has so many lines from its end', async () => {
		const opened = await openLog(Array.from({length: 1500}, (_, index) => line(`line ${index}.`, 1)));
		await opened.screen.waitFor('1000 lines');
		await typed(opened, 'tail 5');
		await opened.screen.waitFor(/last 5 {2}5 lines/);
		await typed(opened, 'tail all');
		await opened.screen.waitFor(/all of it {2}1500 lines/);
	});

	it('keeps the line that is read at the top', async () => {
		const opened = await openLog(Array.from({length: 900}, (_, index) => line(`line ${index}.`, 20 - index / 60)));
		await opened.screen.waitFor('line 899.');
		await opened.screen.press(keys.pageUp, keys.pageUp, keys.pageUp, keys.pageUp);
		await opened.screen.waitFor(rows => /│line 7\d\d\./.test(rows[3] ?? ''));
		const top = opened.screen.text()[3];
		await typed(opened, 'since 19m');
		await opened.screen.waitFor(/since .* 8\d\d lines/);
		expect(opened.screen.text()[3]).toBe(top);
	});

	it('is refused with an example where no time was typed', async () => {
		const opened = await openLog(hours);
		await typed(opened, 'since noon');
		await opened.screen.waitFor('noon is no time: 90s, 10m, 1h30m');
		await typed(opened, 'tail none');
		await opened.screen.waitFor('tail takes a number of lines, or all');
	});

	it('is gone to by a time', async () => {
		const opened = await openLog(Array.from({length: 900}, (_, index) => line(`line ${index}.`, 900 - index)));
		await opened.screen.waitFor('line 899.');
		await typed(opened, 'at 600m');
		await opened.screen.waitFor(rows => /│line (?:299|300|301)\./.test(rows[3] ?? ''));
		await opened.screen.waitFor('‖ held');
	});
});

describe('older lines', () => {
	const many = (count: number) => Array.from({length: count}, (_, index) => line(`line ${index}.`, 1));

	it('are read while one scrolls up past the first, and the line at the top stays', async () => {
		const opened = await openLog(many(2600));
		await opened.screen.waitFor('1000 lines, ↑ reads older');
		await opened.screen.press('g');
		await opened.screen.waitFor(/2000 lines, ↑ reads older/);
		await opened.screen.waitFor(rows => rows[3]?.includes('│line 1600.') === true);
		await opened.screen.press(keys.up);
		await opened.screen.waitFor(rows => rows[3]?.includes('│line 1599.') === true);
		await opened.screen.press('g');
		await opened.screen.waitFor(/2600 lines/);
		await opened.screen.press('g');
		await opened.screen.waitFor(/2600 lines, all there is before/);
		await opened.screen.waitFor(rows => rows[3]?.includes('│line 0.') === true);
		await opened.screen.press('G');
		await opened.screen.waitFor('● following');
	});

	it('that cannot be read say why, and the log goes on', async () => {
		const opened = await openLog(many(1200));
		await opened.screen.waitFor('1000 lines, ↑ reads older');
		opened.simulator.faults.refuse = {pattern: /\/logs$/, status: 500, message: 'the disk is gone'};
		await opened.screen.press('g');
		await opened.screen.waitFor('older ones cannot be read: the disk is gone');
		opened.simulator.faults.refuse = undefined;
		await opened.screen.press('g');
		await opened.screen.waitFor('1200 lines');
	});
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
		await opened.screen.waitFor(/errors a minute .* 0 in the last, 2 in all/);
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

it('says where words of a log work', async () => {
	program = await openProgramOn();
	await program.screen.waitFor('6/6 tasks');
	await typed(program, 'since 1h');
	await program.screen.waitFor('since works in an open log');
});

import {afterEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {has, line, openLogOf, typed} from './open-log.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

const openLog = async (lines: Parameters<typeof openLogOf>[0]): Promise<Program> => {
	program = await openLogOf(lines);
	return program;
};

afterEach(async () => {
	await program?.close();
	program = undefined;
});

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

	it('is read from a time on that is before what was read', async () => {
		const opened = await openLog(Array.from({length: 1500}, (_, index) => line(`line ${index}.`, 1500 - index)));
		await opened.screen.waitFor('1000 lines');
		await typed(opened, 'at 1400m');
		await opened.screen.waitFor(/since .* 1[34]\d\d lines/);
		await opened.screen.waitFor(rows => /│line (?:99|100|101)\./.test(rows[3] ?? ''));
		await typed(opened, 'at 0s');
		await opened.screen.waitFor(/looking for .*[\s\S]*line 1499\./);
	});
});

it('of what was removed stays, and is said to be all there is', async () => {
	const opened = await openLog([line('last words', 1)]);
	const {screen, simulator} = opened;
	await screen.waitFor('last words');
	const database = simulator.machine.container('database');
	simulator.machine.end(database, 137);
	simulator.machine.remove(database);
	await screen.waitFor(/○ gone: what was read is all there is[\s\S]*last words[\s\S]*── ended, exit 137/);
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

it('says where words of a log work', async () => {
	program = await openProgramOn();
	await program.screen.waitFor('6/6 tasks');
	await typed(program, 'since 1h');
	await program.screen.waitFor('since works in an open log');
});

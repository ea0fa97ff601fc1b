import {afterEach, describe, expect, it} from 'vitest';
import {usualSettings} from '../../source/settings/settings.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn({columns: 120, ...options});
	await program.screen.waitFor(/\d\/\d ctr/);
	return program;
};

const openList = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	const opened = await open(options);
	await opened.screen.press('2');
	await opened.screen.waitFor(lines => lines[2]?.includes('CONTAINERS 7') === true);
	return opened;
};

/** The titles of the columns after the first one, which the list's own title stands for. */
const titles =
	(...expected: readonly string[]) =>
	(lines: readonly string[]): boolean => {
		const line = lines.find(text => text.includes('CONTAINERS 7')) ?? '';
		return (
			line
				.replace(/^.*CONTAINERS 7▴?/, '')
				// On a wide screen a page stands beside it after a second.
				.replace(/ CONTAINER .*$/, '')
				.trim()
				.split(/\s+/)
				.join(' ') === expected.join(' ')
		);
	};

describe(':columns', () => {
	it('chooses and orders them, by id, title or beginning', async () => {
		const opened = await openList();
		const {screen} = opened;
		await typed(opened, 'columns name,MEM%, sleep cpu');
		await screen.waitFor('no column sleep');
		await typed(opened, 'columns name,MEM%, cpu imag');
		await screen.waitFor(titles('MEM%', 'CPU%', 'IMAGE'));
	});

	it('says which there are, and which are chosen', async () => {
		const opened = await openList({columns: 200});
		await typed(opened, 'columns');
		await opened.screen.waitFor(/columns: name, status, engine, image, /);
		await typed(opened, 'columns name,cpu');
		await opened.screen.waitFor(titles('CPU%'));
		await typed(opened, 'columns');
		await opened.screen.waitFor(/columns: name, cpu; there are also status, engine, image, /);
	});

	it('holds for all lists of the kind, until all are wanted again', async () => {
		const opened = await open();
		const {screen} = opened;
		await typed(opened, 'columns name,status,cpu');
		await screen.waitFor(titles('STATUS', 'CPU%'));
		await screen.press('2');
		await screen.waitFor(titles('STATUS', 'CPU%'));
		await screen.press('3');
		await screen.waitFor(/SERVICES 2▴? .*IMAGE/);
		await screen.press('2');
		await screen.waitFor(titles('STATUS', 'CPU%'));
		await typed(opened, 'columns usual');
		await screen.waitFor(/CONTAINERS 7.*WHY/);
	});

	it('says the line that keeps them', async () => {
		const opened = await openList();
		await typed(opened, 'columns name,memory');
		await typed(opened, 'columns save');
		await opened.screen.waitFor('for the configuration file:  columns: {containers: [name, memory]}');
	});

	it.each([
		['columns nam,cpu,sttus', 'no column sttus; did you mean status?'],
		['columns re', 'no column re; did you mean restarts'],
		['columns zebra', 'no column zebra: name, status'],
	])('%s is told to be none', async (words, expected) => {
		const opened = await openList();
		await typed(opened, words);
		await opened.screen.waitFor(expected);
		await opened.screen.waitFor(/CONTAINERS 7.*WHY/);
	});

	it('is nothing where there is no list', async () => {
		const opened = await openList();
		await opened.screen.press(keys.enter);
		await opened.screen.waitFor('Usage');
		await typed(opened, 'columns name');
		await opened.screen.waitFor('there is no list here whose columns could be chosen');
	});

	it('is completed, a column after another', async () => {
		const {screen} = await openList();
		await screen.press(':');
		await screen.press(...'columns statu', keys.tab);
		await screen.waitFor(':columns status ');
		await screen.press(keys.backspace, ...',memory-p', keys.tab, keys.enter);
		await screen.waitFor(titles('MEM%'));
	});

	it('begins with those that were set', async () => {
		const opened = await openList({settings: {...usualSettings, columns: {containers: ['name', 'cpu']}}});
		await opened.screen.waitFor(titles('CPU%'));
		await typed(opened, 'columns usual');
		await opened.screen.waitFor(/CONTAINERS 7.*WHY/);
	});
});

it('what was chosen gives way to the width, and c shows the rest', async () => {
	const opened = await openList({columns: 60});
	const {screen} = opened;
	await typed(opened, 'columns name,status,image,command,memory,cpu');
	await screen.waitFor(titles('STATUS', 'MEM', 'CPU%'));
	await screen.press('c');
	await screen.waitFor(/CONTAINERS 7▴? +STATUS +(?:IMAGE|COMMAND)/);
	expect(screen.text()[2]).not.toContain('CPU%');
});

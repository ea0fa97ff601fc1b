import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {line, openLogOf, typed} from './open-log.ts';
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

describe('a log', () => {
	const lines = [
		line('\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7}fault', 4),
		...Array.from({length: 2500}, (_, index) => line(`line ${index}.`, 3)),
	];
	let folder = '';

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'tallyman-save-'));
	});
	afterEach(() => rmSync(folder, {recursive: true, force: true}));

	it('is saved whole, without colours, and over nothing that is there', async () => {
		const opened = await openLog(lines);
		await opened.screen.waitFor('1000 lines');
		const file = join(folder, 'a.log');
		await typed(opened, `save ${file}`);
		await opened.screen.waitFor('saved 2,501 lines');
		const texts = readFileSync(file, 'utf8').split('\n');
		expect(texts).toHaveLength(2502);
		expect(texts.slice(0, 2)).toEqual(['red fault', 'line 0.']);
		writeFileSync(file, 'mine');
		await typed(opened, `save ${file}`);
		await opened.screen.waitFor('is there already: :save! ');
		expect(readFileSync(file, 'utf8')).toBe('mine');
		await typed(opened, `save! ${file}`);
		await opened.screen.waitFor('saved 2,501 lines');
		expect(readFileSync(file, 'utf8')).toMatch(/^red fault\n/);
	});

	it('is saved as far as it matches, with the times that stand there', async () => {
		const opened = await openLog(lines);
		await opened.screen.waitFor('1000 lines');
		await opened.screen.press('&', ...'line 1[0-9]*5', keys.enter, 't');
		await opened.screen.waitFor(/&line 1/);
		await typed(opened, 'around 1');
		const file = join(folder, 'b.log');
		await typed(opened, `save ${file}`);
		await opened.screen.waitFor(/saved \d+ lines/);
		const texts = readFileSync(file, 'utf8').trimEnd().split('\n');
		expect(texts.slice(0, 3).map(text => text.replace(/^\S+Z /, ''))).toEqual(['line 14.', 'line 15.', 'line 16.']);
		expect(texts[0]).toMatch(/^\d{4}-\d\d-\d\dT\S+Z line/);
		expect(new Set(texts).size).toBe(texts.length);
	});

	it('that cannot be saved says why', async () => {
		const opened = await openLog(lines);
		await typed(opened, `save ${join(folder, 'none', 'a.log')}`);
		await opened.screen.waitFor('could not save to');
		await typed(opened, 'save');
		await opened.screen.waitFor('save takes the name of a file');
	});

	it('is copied by its line that was found, by a range, and by what is in sight', async () => {
		const opened = await openLog(lines);
		const clipboard = (): string => {
			const [, last = ''] = [...opened.screen.output.matchAll(/\u{1b}\]52;c;([^\u{7}]*)\u{7}/gu)].at(-1) ?? [];
			return Buffer.from(last, 'base64').toString();
		};
		await opened.screen.waitFor('line 2499.');
		await opened.screen.press('x');
		await opened.screen.waitFor(/copied \d\d lines/);
		expect(clipboard()).toMatch(/^line \d+\.\n[\s\S]*\nline 2499\.$/);
		await opened.screen.press('/', ...'line 2400', keys.enter);
		await opened.screen.waitFor('1 of 1 lines');
		await opened.screen.press('x');
		await opened.screen.waitFor('copied a line');
		expect(clipboard()).toBe('line 2400.');
		await opened.screen.press(' ');
		await opened.screen.waitFor('▶line 2400.');
		await opened.screen.press('/', ...'line 2402', keys.enter);
		await opened.screen.waitFor(/2402 {2}1 of 1 lines/);
		await opened.screen.press('x');
		await opened.screen.waitFor('copied 3 lines');
		expect(clipboard()).toBe('line 2400.\nline 2401.\nline 2402.');
	});

	it('is cleared from here on, until Esc', async () => {
		const opened = await openLog(lines);
		await opened.screen.waitFor('line 2499.');
		await typed(opened, 'clear');
		await opened.screen.waitFor(
			rows => rows.some(row => row.includes('cleared')) && !rows.some(row => row.includes('line 2499.')),
		);
		opened.simulator.machine.container('database').written.push(line('a new one'));
		await opened.screen.waitFor(rows => rows[3]?.includes('│a new one') === true);
		await opened.screen.press(keys.escape);
		await opened.screen.waitFor(/line 2499[\s\S]*a new one/);
	});
});

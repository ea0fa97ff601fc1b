import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {without} from '../house/port.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed} from './program.ts';

// The whole program with a configuration file, in the folder where it is looked for.

let folder: string;
let program: Program | undefined;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-settings-'));
	vi.stubEnv('XDG_CONFIG_HOME', folder);
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	vi.unstubAllEnvs();
	rmSync(folder, {recursive: true});
});

const openWith = async (
	lines: readonly string[],
	options: Parameters<typeof openProgramOn>[0] = {},
): Promise<Program> => {
	mkdirSync(join(folder, 'tallyman'), {recursive: true});
	writeFileSync(join(folder, 'tallyman', 'config.yaml'), lines.join('\n'));
	program = await openProgramOn({columns: 140, rows: 40, ...options});
	await program.screen.waitFor(/\d\/\d+ ctr/);
	return program;
};

const footer = (opened: Program): string => opened.screen.text().at(-1) ?? '';

describe('keys that are bound anew', () => {
	it('work, in lists and in the footer, and those before them do not', async () => {
		const opened = await openWith(['keys: {stop: Z, filter: ctrl+f, help: H, all: b}']);
		const {screen} = opened;
		await screen.press('2');
		await screen.waitFor(/CONTAINERS \d/);
		await screen.waitFor(() => /Z stop/.test(footer(opened)));
		expect(footer(opened)).toContain('^f filter');
		expect(footer(opened)).toMatch(/H (?:help|more)/);
		await screen.press('S');
		await screen.waitFor('S does nothing here; H shows the keys');
		await screen.press('/');
		await screen.waitFor('/ does nothing here; H shows the keys');
		await screen.press('Z');
		await screen.waitFor(/stop container\s/);
		await screen.press(keys.escape);
		await screen.waitFor(without('stop container'));
		await screen.press(keys.control('f'));
		await screen.waitFor(() => /Enter keep/.test(footer(opened)));
		await screen.press(...'idle', keys.enter);
		await screen.waitFor(/CONTAINERS \d\/\d+ \/idle/);
	});

	it('stand in the help, and what was on them before is left out there', async () => {
		const {screen} = await openWith(['keys: {stop: Z, filter: ctrl+f, help: H}'], {rows: 70});
		await screen.press('2');
		await screen.waitFor(/CONTAINERS \d/);
		await screen.press('H');
		await screen.waitFor('the keys that work here');
		await screen.waitFor(/ \^f +narrow a list/);
		expect(screen.text().join('\n')).toMatch(/ Z +stop a container/);
		expect(screen.text().join('\n')).toMatch(/ PgDn +a page down/);
		// In texts the same key goes on paging.
		await screen.press('q', 'l');
		await screen.waitFor(/LOG/);
		await screen.press('H');
		await screen.waitFor(/ PgDn \^f +a page down/);
	});

	it('open prompts with what follows them in one read', async () => {
		const {screen} = await openWith(['keys: {filter: ctrl+f}']);
		await screen.press('2');
		await screen.waitFor(/CONTAINERS \d/);
		await screen.press(`${keys.control('f')}idle`);
		await screen.waitFor(/CONTAINERS \d\/\d+ \/idle/);
	});
});

describe('a fault in the file', () => {
	it('is said before the screen, on it, and in the messages, and the rest holds', async () => {
		const opened = await openWith(['kyes: {}', 'keys: {mark: s, stop: Z}', 'sort: {containers: cpu}']);
		const {screen} = opened;
		const file = join(folder, 'tallyman', 'config.yaml');
		const said = screen.output.indexOf(`tallyman: ${file}:1: kyes is not known; did you mean keys?`);
		expect(said).toBeGreaterThanOrEqual(0);
		expect(said).toBeLessThan(screen.output.indexOf('\u{1b}[?1049h'));
		await screen.waitFor(`${file}:2: keys.mark cannot have the key s: sort needs it in lists`);
		await typed(opened, 'messages');
		await screen.waitFor('MESSAGES');
		await screen.waitFor(`${file}:1: kyes is not known; did you mean keys?`);
		await screen.press('2');
		await screen.waitFor(/▾CPU%/);
	});
});

describe('lists', () => {
	it('open with the columns and the order that were set', async () => {
		const {screen} = await openWith([
			'columns: {containers: [cpu, name, memory]}',
			'sort: {containers: name reverse, services: cpu}',
		]);
		await screen.press('2');
		await screen.waitFor(lines => /^. +\d+\.\d+% +web +\S+MiB *$/.test(lines[3] ?? ''));
		expect(screen.text()[2]).toMatch(/^ +CONTAINERS 7 +MEM *$/);
		await screen.press('3');
		await screen.waitFor(lines => lines[2]?.includes('▾CPU%') === true);
	});
});

describe('what is set for engines', () => {
	it('holds for the one of this name', async () => {
		const {screen} = await openWith(['engines: {demo: {read-only: on}}'], {isDemo: true});
		await screen.press('2', 'S');
		await screen.waitFor('acting keys are off: read-only');
	});

	it('holds for no other', async () => {
		const {screen} = await openWith(['engines: {prod: {read-only: on, confirm: strict}}']);
		await screen.press('2');
		await screen.waitFor(/CONTAINERS \d/);
		await screen.press('S');
		await screen.waitFor(/stop container[\s\S]* y yes/);
	});

	it('wants a word before what interrupts, where it is strict', async () => {
		const {screen} = await openWith(['confirm: strict']);
		await screen.press('2');
		await screen.waitFor(/CONTAINERS \d/);
		await screen.press('S');
		await screen.waitFor(/stop container[\s\S]*type "yes" and press Enter/);
		await screen.press('y', keys.enter);
		await screen.waitFor(/stop container/);
		await screen.press('e', 's', keys.enter);
		await screen.waitFor(/stopped /);
	});
});

it('graphs look back as far as was set, in turn', async () => {
	const {screen} = await openWith(['graphs: [10m, 1h, 30m]']);
	const said: readonly string[] = ['the last hour', 'the last 30 min', 'the last 10 min'];
	for (const words of said) {
		await screen.press('h');
		await screen.waitFor(`graphs show ${words}`);
	}
});

it('figures stand out from the thresholds on that were set', async () => {
	const {screen} = await openWith(['thresholds: {memory: {warning: 0, bad: 0}}']);
	await screen.waitFor(/MEM +(?:<1|\d+)%/);
	const [first = ''] = screen.text();
	const at = first.search(/(?<=MEM +)(?:<1|\d+)%/);
	expect(screen.cell(0, at)).toMatchObject({color: 1, isBold: true});
});

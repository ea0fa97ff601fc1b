import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {isTellable} from '../../source/app/command/tellable-line.ts';
import {without} from '../house/port.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed} from './program.ts';

// The whole program with the folders where its settings and what was typed are.

let folder: string;
let program: Program | undefined;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-history-'));
	vi.stubEnv('XDG_CONFIG_HOME', folder);
	vi.stubEnv('XDG_STATE_HOME', folder);
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	vi.unstubAllEnvs();
	rmSync(folder, {recursive: true});
});

const file = () => join(folder, 'tallyman', 'history');

const open = async (): Promise<Program> => {
	program = await openProgramOn({hasHistory: true});
	await program.screen.waitFor('6/6 tasks');
	return program;
};

const shows = ({screen}: Program, line: string) =>
	screen.waitFor(lines => lines.some(shown => shown.trimEnd() === line));

const kept = (): readonly string[] => readFileSync(file(), 'utf8').split('\n').slice(0, -1);

it('what was typed is had again by ↑ in the next session', async () => {
	const first = await open();
	await typed(first, 'containers');
	await first.screen.waitFor('CONTAINERS ');
	await first.screen.press('/');
	await shows(first, '/');
	await first.screen.press(...'idle', keys.enter);
	await first.screen.waitFor('/idle');
	await typed(first, 'quit');
	await first.ended;
	await first.close();
	expect(kept()).toEqual([':containers', '/idle', ':quit']);
	const second = await open();
	await second.screen.press(':');
	await shows(second, ':');
	await second.screen.waitFor('earlier ones');
	await second.screen.press(...'co', keys.up);
	await shows(second, ':containers');
	await second.screen.press(keys.enter);
	await second.screen.waitFor('CONTAINERS ');
	await second.screen.press('/');
	await shows(second, '/');
	await second.screen.press(keys.up);
	await shows(second, '/idle');
});

it('keeps no line with a password in it, and none that begins with a blank', async () => {
	const opened = await open();
	const {screen} = opened;
	const enter = async (words: string, expected: string): Promise<void> => {
		await typed(opened, words);
		await screen.waitFor(expected);
	};
	const refuse = async (question: string): Promise<void> => {
		await screen.press(keys.escape);
		await screen.waitFor(without(question));
	};
	await enter('login registry.example bob hunter2', 'and here is hunter2 besides');
	await enter('create secret db content=hunter2', 'is to be typed where it is asked');
	await enter('create volume data', 'Create a volume?');
	await refuse('Create a volume?');
	await enter('run -e DB_PASSWORD=hunter2 nginx', 'Run a container?');
	await refuse('Run a container?');
	await enter('run -e MODE=fast nginx', 'Run a container?');
	await refuse('Run a container?');
	await enter(' networks', 'NETWORKS ');
	await enter('images', 'IMAGES ');
	await program?.close();
	program = undefined;
	expect(kept()).toEqual([':create volume data', ':run -e MODE=fast nginx', ':images']);
});

it.each([
	['web !idle', true],
	['label=com.example.team', true],
	['token=abc', false],
	[' web', false],
	['https://bob:hunter2@registry', false],
	['https://registry:5000/v2', true],
])('of filters, %j is kept: %s', (line, expected) => {
	expect(isTellable(line, undefined)).toBe(expected);
});

it('keeps nothing where the settings say so, and says what it cannot read', async () => {
	mkdirSync(join(folder, 'tallyman'));
	writeFileSync(join(folder, 'tallyman', 'config.yaml'), 'history: off\n');
	const quiet = await open();
	await typed(quiet, 'images');
	await quiet.screen.waitFor('IMAGES ');
	await quiet.close();
	expect(existsSync(file())).toBe(false);
	rmSync(join(folder, 'tallyman', 'config.yaml'));
	mkdirSync(file());
	const opened = await open();
	await opened.screen.waitFor('what was typed before is not known, and nothing is kept: ');
});

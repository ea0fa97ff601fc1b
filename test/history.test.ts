import {execFileSync} from 'node:child_process';
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type History, historyFile, openHistory} from '../source/history.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-history-'));
});

afterEach(() => rmSync(folder, {recursive: true}));

const file = () => join(folder, 'state', 'tallyman', 'history');

const written = (): readonly string[] => readFileSync(file(), 'utf8').split('\n').slice(0, -1);

const write = (text: string): void => {
	mkdirSync(dirname(file()), {recursive: true});
	writeFileSync(file(), text);
};

/** What is wrong with it, as far as was told by the end. */
const faultOf = async (history: History): Promise<string | undefined> => {
	const faults: string[] = [];
	history.onFault(text => faults.push(text));
	await history.lines;
	await history.close();
	expect(faults.length).toBeLessThan(2);
	return faults[0];
};

describe('what was typed', () => {
	it('is had again by the next session, and nobody else can read it', async () => {
		const first = openHistory(file());
		expect(await first.lines).toEqual({filter: [], command: []});
		first.keep('command', 'images');
		first.keep('filter', 'state=exited !web');
		first.keep('command', 'scale api 6');
		expect(await faultOf(first)).toBeUndefined();
		expect(written()).toEqual([':images', '/state=exited !web', ':scale api 6']);
		expect(statSync(file()).mode & 0o777).toBe(0o600);
		expect(statSync(dirname(file())).mode & 0o777).toBe(0o700);
		const second = openHistory(file());
		expect(await second.lines).toEqual({filter: ['state=exited !web'], command: ['images', 'scale api 6']});
	});

	it('is closed to others again where the file was open to them', async () => {
		write(':images\n');
		const history = openHistory(file());
		history.keep('command', 'volumes');
		expect(await faultOf(history)).toBeUndefined();
		expect(statSync(file()).mode & 0o777).toBe(0o600);
	});

	it('is cleaned, and not kept where nobody types so much', async () => {
		const history = openHistory(file());
		history.keep('filter', `a${'b'.repeat(1000)}`);
		history.keep('filter', 'red \u{1b}[31mweb');
		expect(await faultOf(history)).toBeUndefined();
		expect(written()).toEqual(['/red web']);
	});
});

describe('several programs at once', () => {
	it('lose nothing', async () => {
		const all = Array.from({length: 6}, () => openHistory(file()));
		for (let line = 0; line < 20; line++)
			for (const [index, history] of all.entries()) history.keep('command', `logs web.${index}.${line}`);
		expect(await Promise.all(all.map(faultOf))).toEqual(all.map(() => undefined));
		expect(written().toSorted()).toEqual(
			all.flatMap((_, index) => Array.from({length: 20}, (__, line) => `:logs web.${index}.${line}`)).toSorted(),
		);
	});

	it('lose nothing either while each of them makes the file shorter', async () => {
		const all = Array.from({length: 8}, () => openHistory(file(), 1));
		for (let line = 0; line < 40; line++)
			for (const [index, history] of all.entries()) history.keep('filter', `web.${index}.${line}`);
		expect(await Promise.all(all.map(faultOf))).toEqual(all.map(() => undefined));
		expect(new Set(written()).size).toBe(320);
		expect(existsSync(`${file()}.new`)).toBe(false);
		expect(statSync(file()).mode & 0o777).toBe(0o600);
	});

	it('keep the latest of what is too much', async () => {
		write(Array.from({length: 15_000}, (_, line) => `:logs long.gone.${line}\n`).join(''));
		const history = openHistory(file());
		history.keep('filter', 'web');
		expect(await faultOf(history)).toBeUndefined();
		const lines = written();
		expect(lines).toHaveLength(501);
		expect(lines).toContain(':logs long.gone.14999');
		expect(lines).toContain('/web');
	});

	it('wait for none that ended while it made the file shorter', async () => {
		write(Array.from({length: 15_000}, (_, line) => `:logs long.gone.${line}\n`).join(''));
		writeFileSync(`${file()}.new`, '');
		execFileSync('touch', ['-d', '2 hours ago', `${file()}.new`]);
		const history = openHistory(file());
		// The first finds what was left behind, and the second its place free.
		history.keep('command', 'images');
		history.keep('command', 'volumes');
		expect(await faultOf(history)).toBeUndefined();
		expect(written().slice(-2)).toEqual([':images', ':volumes']);
		expect(written().length).toBeLessThan(600);
	});
});

describe('a file that is not as it should be', () => {
	it.each([
		['too large', () => write(':images\n'.repeat(200_000)), 'it is larger than 1000000 bytes'],
		['a folder', () => mkdirSync(file(), {recursive: true}), 'it is no file'],
		[
			'a pipe, which nobody reads',
			() => {
				mkdirSync(dirname(file()), {recursive: true});
				execFileSync('mkfifo', [file()]);
			},
			'it is no file',
		],
		['below a file', () => writeFileSync(join(folder, 'state'), ''), 'ENOTDIR'],
	])('is left alone where it is %s, in a sentence', async (_, make, expected) => {
		make();
		const history = openHistory(file());
		history.keep('command', 'images');
		const fault = await faultOf(history);
		expect(fault).toMatch(/^what was typed before is not known, and nothing is kept: /);
		expect(fault).toContain(expected);
		expect(await history.lines).toEqual({filter: [], command: []});
	});

	it('is told of what is none of its lines, and gives the others', async () => {
		write(':images\nnothing of ours\n\u{1b}]0;owned\u{7}\n:\n/web\n:volumes');
		const history = openHistory(file());
		expect(await faultOf(history)).toBe(`3 lines of ${file()} are none that were typed here, and are left out`);
		expect(await history.lines).toEqual({filter: ['web'], command: ['images', 'volumes']});
	});

	it('says once that it cannot be written', async () => {
		const history = openHistory(file());
		await history.lines;
		writeFileSync(join(folder, 'state'), '');
		history.keep('command', 'images');
		history.keep('command', 'volumes');
		expect(await faultOf(history)).toMatch(/^what is typed is not kept: .*(?:EEXIST|ENOTDIR)/);
	});
});

it('goes on after a line that was written half', async () => {
	write(':images\n');
	appendFileSync(file(), ':vol');
	const history = openHistory(file());
	history.keep('command', 'networks');
	expect(await faultOf(history)).toBeUndefined();
	expect(await openHistory(file()).lines).toEqual({filter: [], command: ['images', 'vol', 'networks']});
});

it.each([
	[{XDG_STATE_HOME: '/var/state', HOME: '/home/a'}, '/var/state/tallyman/history'],
	[{XDG_STATE_HOME: 'here', HOME: '/home/a'}, '/home/a/.local/state/tallyman/history'],
])('lies where %j says', (environment, path) => {
	expect(historyFile(environment)).toBe(path);
});

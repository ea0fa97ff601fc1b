import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {settingsFile} from '../../source/settings/load-settings.ts';
import {run} from '../lab/process.ts';
import {program} from '../pty/program.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-config-'));
	mkdirSync(join(folder, 'tallyman'));
});

afterEach(() => rmSync(folder, {recursive: true}));

const file = () => join(folder, 'tallyman', 'config.yaml');

/** What the built program says on both outputs, and its exit code. */
const called = async (
	args: readonly string[],
	environment: Readonly<Record<string, string>> = {XDG_CONFIG_HOME: folder},
): Promise<string> => {
	const script = '"$@" 2>&1; echo "exit code $?"';
	return run('sh', ['-c', script, 'sh', program.command, program.entry, ...args], {
		env: {PATH: process.env.PATH, LANG: 'C.UTF-8', ...environment},
	});
};

describe('tallyman config', () => {
	it('prints what is usual where there is no file', async () => {
		const said = await called(['config']);
		expect(said).toContain(`# There is no ${file()}: all is as usual.\n`);
		expect(said).toContain('theme: auto # usual\n');
		expect(said).toContain('  filter: [/] # usual\n');
		expect(said).toContain('  publish: 250ms # usual\n');
		expect(said).toContain('exit code 0');
		expect(said.split('\n').filter(line => line.includes('#') && !/# usual$|^# There/.test(line))).toEqual([]);
	});

	it('prints what holds and where it comes from', async () => {
		writeFileSync(file(), 'theme: light\nkeys:\n  stop: Z\n  filter: ctrl+f\nsort: {tasks: cpu reverse}\n');
		const said = await called(['config', '--read-only', '--ascii'], {XDG_CONFIG_HOME: folder, NO_COLOR: '1'});
		for (const line of [
			`# Lines are those of ${file()}.`,
			'# No theme is in force: NO_COLOR, or TERM=dumb.',
			'# Only ASCII is drawn: --ascii.',
			'theme: light # line 1',
			'read-only: on # --read-only',
			'  tasks: cpu reverse # line 5',
			'  stop: [Z] # line 3',
			'  filter: [ctrl+f] # line 4',
			'  page-down: [pagedown, ctrl+f] # usual',
			'exit code 0',
		])
			expect(said.split('\n')).toContain(line);
	});

	it('prints a file that says the same', async () => {
		writeFileSync(
			file(),
			'theme: dark\nkeys: {stop: Z, filter: ctrl+f, mark: b}\ncolumns: {nodes: [name, cpu]}\nthresholds: {cpu: {bad: 80}}\ncommands: {trace: {run: "a {name} \\"#1\\"", kinds: nodes, key: F, ask: off}}\nengines: {prod: {confirm: strict}}\n',
		);
		const first = await called(['config']);
		const copy = join(folder, 'copy.yaml');
		writeFileSync(copy, first.replace(/exit code.*/, ''));
		const second = await called(['config', '--config', copy]);
		expect(second).toContain('exit code 0');
		expect(second).toContain(`# Lines are those of ${copy}.`);
		const values = (text: string): string => text.replaceAll(/ ?# .*/g, '');
		expect(values(second)).toBe(values(first));
	});

	it('tells faults, and that there are some by its exit code', async () => {
		writeFileSync(file(), 'theme: light\ncolour: red\n');
		const said = await called(['config']);
		expect(said).toContain(`tallyman: ${file()}:2: colour is not known`);
		expect(said).toContain('theme: light # line 1');
		expect(said).toContain('exit code 2');
	});
});

describe('the file', () => {
	it('has to be there where it is named', async () => {
		const missing = join(folder, 'none.yaml');
		for (const args of [['config'], ['-q', '--demo']]) {
			const said = await called([...args, '--config', missing]);
			expect(said).toBe(`tallyman: cannot read ${missing}: there is no such file\nexit code 2\n`);
		}
	});

	it.each([
		['a folder', () => mkdirSync(file()), /: it is no file\n/],
		['too large', () => writeFileSync(file(), `#${' '.repeat(1_000_001)}`), /: it is larger than 1000000 bytes\n/],
	])('that is %s is told, and does not stop what prints', async (_, make, expected) => {
		make();
		const said = await called(['-q', '--demo']);
		expect(said).toMatch(expected);
		expect(said).toMatch(/\n[0-9a-f]{12}\n/);
		expect(said).toContain('exit code 0');
	});

	it.each([
		[{XDG_CONFIG_HOME: '/etc/xdg', HOME: '/home/a'}, '/etc/xdg/tallyman/config.yaml'],
		[{HOME: '/home/a'}, '/home/a/.config/tallyman/config.yaml'],
		[{XDG_CONFIG_HOME: '', HOME: '/home/a'}, '/home/a/.config/tallyman/config.yaml'],
		[{XDG_CONFIG_HOME: 'here', HOME: '/home/a'}, '/home/a/.config/tallyman/config.yaml'],
	])('is looked for as %j says', (environment, path) => {
		expect(settingsFile(undefined, environment)).toEqual({path, isNamed: false});
		expect(settingsFile('mine.yaml', environment)).toEqual({path: 'mine.yaml', isNamed: true});
	});
});

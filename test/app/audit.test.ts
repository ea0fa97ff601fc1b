import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {usualSettings} from '../../source/settings/settings.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, openScreenOn, type Program, typed} from './program.ts';

// With `--audit` or `audit:` every request that may write stands in the file, with its answer and without its body, and so
// does every program of this machine that was run.

let folder: string;
let file: string;
let program: Program | undefined;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-audit-'));
	file = join(folder, 'audit.jsonl');
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	rmSync(folder, {recursive: true});
});

const written = (): ReadonlyArray<Readonly<Record<string, unknown>>> =>
	readFileSync(file, 'utf8')
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));

it('tells of verbs, good and refused, and of nothing that only looks', async () => {
	writeFileSync(file, '{"old":true}\n', {mode: 0o644});
	program = await openProgramOn({audit: file});
	await program.screen.waitFor('Overview');
	const {faults} = program.simulator;
	faults.refuse = {pattern: /\/stop$/, status: 409, message: 'not now'};
	await typed(program, 'stop web');
	await program.screen.waitFor('stop container web?');
	await program.screen.press('y');
	await program.screen.waitFor('not now');
	faults.refuse = undefined;
	await typed(program, 'stop web');
	await program.screen.waitFor('stop container web?');
	await program.screen.press('y');
	await expect.poll(() => written()).toHaveLength(3);
	const [old, ...lines] = written();
	expect(old).toEqual({old: true});
	expect(lines).toMatchObject([
		{
			method: 'POST',
			kind: 'containers',
			name: 'web',
			status: 409,
			address: program.simulator.url,
			who: expect.stringContaining('@'),
		},
		{method: 'POST', kind: 'containers', name: 'web', status: 204},
	]);
	expect(lines.map(({path}) => path)).toEqual([
		expect.stringMatching(/^\/containers\/[0-9a-f]{64}\/stop/),
		expect.stringMatching(/^\/containers\/[0-9a-f]{64}\/stop/),
	]);
	expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('tells what was removed by its name, and no name of what is called by its id', async () => {
	program = await openProgramOn({settings: {...usualSettings, audit: file}});
	await program.screen.waitFor('Overview');
	await typed(program, 'remove failed');
	await program.screen.waitFor('remove container failed?');
	await program.screen.press('y');
	await program.screen.waitFor('removed failed');
	await typed(program, 'volumes');
	await program.screen.waitFor(/VOLUMES \d/);
	await typed(program, 'create volumes name=fresh');
	await program.screen.waitFor(/Create a volume\?/);
	await program.screen.press(keys.tab, keys.enter);
	await expect.poll(() => written()).toHaveLength(2);
	const [removed, made] = written();
	expect(removed).toMatchObject({method: 'DELETE', kind: 'containers', name: 'failed', status: 204});
	expect(made).toMatchObject({method: 'POST', kind: 'volumes', status: 201});
	expect(made).not.toHaveProperty('name');
});

it('tells of each program that was run, on which engine and about what, and of one that was left', async () => {
	const [left, right] = await Promise.all(['left', 'right'].map(() => startSimulator({fleet: testFleet(Date.now())})));
	if (left === undefined || right === undefined) throw new Error('there are no two engines');
	const command = {kinds: ['containers'], isAsked: false, isReading: false};
	const opened = await openScreenOn({
		columns: 140,
		engines: [{host: left.url}, {host: right.url}],
		audit: file,
		settings: {
			...usualSettings,
			commands: [
				{...command, name: 'trace', run: 'echo traced; exit 3'},
				{...command, name: 'linger', run: 'echo stays; while :; do sleep 1; done'},
			],
		},
	});
	try {
		await opened.screen.press('2');
		await opened.screen.waitFor(/CONTAINERS 14/);
		await typed(opened, 'trace web');
		await opened.screen.waitFor('✗ ended, exit 3');
		await opened.screen.press(keys.escape);
		await opened.screen.waitFor(/CONTAINERS 14/);
		await typed(opened, 'linger web');
		await opened.screen.waitFor('stays');
		await opened.screen.press(keys.escape);
		await opened.screen.waitFor(/CONTAINERS 14/);
		const about = {
			address: expect.stringMatching(new RegExp(`^(?:${left.url}|${right.url})$`)),
			kind: 'containers',
			name: 'web',
			object: expect.stringMatching(/^[0-9a-f]{64}$/),
		};
		await expect
			.poll(() => written())
			.toMatchObject([
				{...about, program: ['/bin/sh', '-c', 'echo traced; exit 3'], ended: 'ended, exit 3'},
				{
					...about,
					program: ['/bin/sh', '-c', expect.stringMatching(/^echo stays/)],
					ended: 'was ended when it was left',
				},
			]);
	} finally {
		await opened.close();
		await Promise.all([left.stop(), right.stop()]);
	}
});

it('does not start where the file cannot be opened, and says why', async () => {
	const refused = await openScreenOn({isDemo: true, audit: join(folder, 'none', 'audit.jsonl')});
	expect(await refused.ended).toBe(2);
	await refused.screen.waitFor('the audit file cannot be written: ENOENT');
	await refused.screen.close();
});

import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {openProgramOn, openScreenOn, type Program, typed} from './program.ts';

// With `--audit` every request that may write stands in the file, with its answer and without its body.

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
			status: 409,
			address: program.simulator.url,
			who: expect.stringContaining('@'),
		},
		{method: 'POST', kind: 'containers', status: 204},
	]);
	expect(lines.map(({path}) => path)).toEqual([
		expect.stringMatching(/^\/containers\/[0-9a-f]{64}\/stop/),
		expect.stringMatching(/^\/containers\/[0-9a-f]{64}\/stop/),
	]);
	expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('does not start where the file cannot be opened, and says why', async () => {
	const refused = await openScreenOn({isDemo: true, audit: join(folder, 'none', 'audit.jsonl')});
	expect(await refused.ended).toBe(2);
	await refused.screen.waitFor('the audit file cannot be written: ENOENT');
	await refused.screen.close();
});

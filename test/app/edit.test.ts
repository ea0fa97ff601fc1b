import {chmod, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {patience} from '../patience.ts';
import {openProgramOn, type Program, typed, writing} from './program.ts';

let program: Program | undefined;
let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'edit-test-'));
	// What is edited stands below a folder of its own there.
	vi.stubEnv('TMPDIR', folder);
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	vi.unstubAllEnvs();
	await rm(folder, {recursive: true});
});

/** Stands for a person at an editor: a script that is given the file. */
const editor = async (script: string): Promise<void> => {
	const path = join(folder, 'editor');
	await writeFile(path, `#!/bin/sh\n${script}\n`);
	await chmod(path, 0o755);
	vi.stubEnv('VISUAL', '');
	vi.stubEnv('EDITOR', `${path} -w`);
};

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn({columns: 150, ...options});
	await program.screen.waitFor('6/6 tasks');
	return program;
};

const updates = (world: Program): number => world.simulator.requests.get('POST /services/{id}/update') ?? 0;

describe('the spec of a service in an editor', () => {
	it('is sent after the question that tells what differs, and no file stays', async () => {
		await editor(
			`stat -c %a "$2" "$(dirname "$2")" > ${'"$(dirname "$0")"'}/modes; sed -i 's/Replicas: 3/Replicas: 4/' "$2"`,
		);
		const world = await open();
		await typed(world, 'edit shop_api');
		await world.screen.waitFor(/edit service shop_api\?[\s\S]*Mode\.Replicated\.Replicas: 3 → 4/);
		expect(updates(world)).toBe(0);
		expect(await readFile(join(folder, 'modes'), 'utf8')).toBe('600\n700\n');
		expect((await readdir(folder)).filter(name => name.startsWith('tallyman-edit-'))).toEqual([]);
		await world.screen.press('y');
		await world.screen.waitFor('changed the spec of shop_api');
		expect(updates(world)).toBe(1);
		await world.screen.press('u');
		await world.screen.waitFor(/Take back: edit shop_api\?[\s\S]*Mode\.Replicated\.Replicas: 4 → 3/);
		await world.screen.press('y');
		await world.screen.waitFor('took back edit shop_api: shop_api is as it was before');
	});

	it('says so where nothing was changed', async () => {
		await editor('exit 0');
		const world = await open();
		await typed(world, 'edit shop_api');
		await world.screen.waitFor('nothing was changed in the spec of shop_api');
		expect(writing(world)).toEqual([]);
	});

	it('is edited again where it cannot be read, with the line told in it, or dropped', async () => {
		await editor(
			`if grep -q '^# ✗ line' "$2"; then sed -i '/^odd/d; s/Replicas: 3/Replicas: 2/' "$2"; else echo 'odd: 1' >> "$2"; fi`,
		);
		const world = await open();
		await typed(world, 'edit shop_api');
		await world.screen.waitFor(/Edit the spec of shop_api again\?[\s\S]*line \d+: odd is no key of a service's spec/);
		await world.screen.press('y');
		await world.screen.waitFor(/Mode\.Replicated\.Replicas: 3 → 2/);
		await world.screen.press('n');
		expect(writing(world)).toEqual([]);
	});

	it('is not sent where somebody was faster; the text is kept and offered anew', async () => {
		await editor(
			`grep -c '^# ✗ what you wrote before' "$2" >> ${'"$(dirname "$0")"'}/kept; sed -i 's/Replicas: [0-9]*/Replicas: 5/' "$2"`,
		);
		const world = await open();
		await typed(world, 'edit shop_api');
		await world.screen.waitFor(/Replicas: 3 → 5/);
		const service = [...world.simulator.machine.services.values()].find(({name}) => name === 'shop_api');
		if (service === undefined) throw new Error('no shop_api');
		service.version++;
		await world.screen.press('y');
		await world.screen.waitFor(/somebody changed it while you edited.*:edit shop_api begins with your text/);
		// Bad news stay until a key that was pressed by somebody who had the time to read them.
		await vi.waitFor(
			async () => {
				await world.screen.press('j');
				expect(world.screen.text().join('\n')).not.toContain('somebody changed it');
			},
			{timeout: patience, interval: 200},
		);
		await typed(world, 'edit shop_api');
		await world.screen.waitFor(/Replicas: 3 → 5/);
		expect(await readFile(join(folder, 'kept'), 'utf8')).toBe('0\n1\n');
		await world.screen.press('y');
		await world.screen.waitFor(/shop_api +replicated +5\/5/);
	});

	it.each([
		['exit 3', /the spec of shop_api was not edited: .*editor ended with 3/],
		[undefined, /the spec of shop_api was not edited: cannot run \/nowhere\/ed/],
	])('says why it was not edited: %s', async (script, words) => {
		if (script === undefined) vi.stubEnv('VISUAL', '/nowhere/ed');
		else await editor(script);
		const world = await open();
		await typed(world, 'edit shop_api');
		await world.screen.waitFor(words);
		expect(writing(world)).toEqual([]);
	});

	it('is off in read-only mode', async () => {
		const world = await open({isReadOnly: true});
		await typed(world, 'edit shop_api');
		await world.screen.waitFor('edit is off: read-only');
	});
});

describe('the text of a config in an editor', () => {
	it('becomes a new config that takes its place, what begins with @ too', async () => {
		await editor(`sed -i '1s/.*/@listen: 9090/' "$2"`);
		const world = await open();
		await typed(world, 'configs');
		await world.screen.waitFor(/CONFIGS 2/);
		await typed(world, 'edit shop_settings');
		await world.screen.waitFor(
			/edit config shop_settings\?[\s\S]*the new one is called shop_settings-2[\s\S]*\+ @listen: 9090/,
		);
		await world.screen.press('y');
		await world.screen.waitFor(/shop_api uses shop_settings-2 now/);
	});

	it('is refused where it is no text', async () => {
		const world = await open();
		await typed(world, 'configs');
		await world.screen.waitFor(/CONFIGS 2/);
		await typed(world, 'edit favicon');
		await world.screen.waitFor('cannot edit favicon: it is no text');
	});
});

import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed, writing} from './program.ts';

// Files of a container, walked through and copied, on a simulated engine.

let program: Program | undefined;
let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-files-'));
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	rmSync(folder, {recursive: true, force: true});
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn({rows: 40, ...options});
	await program.screen.waitFor('6/6 tasks');
	return program;
};

describe('the files of a container', () => {
	it('are walked through as lists, and read', async () => {
		const world = await open({isReadOnly: true});
		const {screen} = world;
		await typed(world, 'files web');
		await screen.waitFor(/web:\/ {2}3 here[\s\S]*› etc\/[\s\S]*srv\/[\s\S]*tmp\//);
		await screen.press(...'etc');
		await screen.waitFor(/\/ etc[\s\S]*› etc\//);
		await screen.press(keys.enter);
		await screen.waitFor(/web:\/etc {2}2 here[\s\S]*› \.\.[\s\S]*hostname +rw-r--r-- {2}13B[\s\S]*hosts/);
		await screen.press(...'hosts');
		await screen.waitFor(/› hosts/);
		await screen.press(keys.enter);
		await screen.waitFor(/web:\/etc\/hosts[\s\S]*› read/);
		await screen.press(keys.down);
		await screen.waitFor('cannot copy: read-only');
		await screen.press(keys.up, keys.enter);
		await screen.waitFor(/FILE web:\/etc\/hosts +2 lines *\n *127\.0\.0\.1 +localhost/);
		await screen.press(keys.escape);
		await screen.waitFor('CONTAINERS');
		expect(writing(world)).toEqual([]);
	});

	it('are walked through from a path on, which must be there', async () => {
		const world = await open();
		await typed(world, 'files web:/srv/app');
		await world.screen.waitFor(/web:\/srv\/app {2}1 here[\s\S]*settings\.json/);
		await world.screen.press(keys.escape);
		await world.screen.waitFor(lines => !lines.some(line => line.includes('settings.json')));
		await typed(world, 'files web /nowhere');
		await world.screen.waitFor('cannot read web:/nowhere: Could not find the file /nowhere/. in container web');
	});

	it('are copied to this machine, over nothing unless that was said', async () => {
		const world = await open();
		const {screen} = world;
		writeFileSync(join(folder, 'hosts'), 'mine');
		await typed(world, `cp web:/etc/hosts ${folder}/`);
		await screen.waitFor('Copy web:/etc/hosts to this machine?');
		await screen.press(keys.enter);
		await screen.waitFor(/› Write over what is there[\s\S]*✗ .*hosts is there already/);
		expect(readFileSync(join(folder, 'hosts'), 'utf8')).toBe('mine');
		await screen.press(' ');
		await screen.waitFor('‹ yes ›');
		await screen.press(keys.enter);
		await screen.waitFor(/✓ copied web:\/etc\/hosts to .*hosts: 1 file, \d+B/);
		expect(readFileSync(join(folder, 'hosts'), 'utf8')).toContain('localhost');
		expect(writing(world)).toEqual([]);
	});

	it('are copied as a folder, under another name', async () => {
		const world = await open();
		await typed(world, `cp web:/srv ${join(folder, 'copy')}`);
		await world.screen.waitFor('Copy web:/srv to this machine?');
		await world.screen.press(keys.enter);
		await world.screen.waitFor(/✓ copied web:\/srv to .*copy: 1 file/);
		expect(readFileSync(join(folder, 'copy/app/settings.json'), 'utf8')).toBe('{"port": 80}\n');
		expect(readdirSync(folder)).toEqual(['copy']);
	});

	it('are copied into it, over nothing unless that was said', async () => {
		const world = await open();
		const {screen, simulator} = world;
		writeFileSync(join(folder, 'cache'), 'cold\n');
		await typed(world, `cp ${join(folder, 'cache')} web:/srv/`);
		await screen.waitFor(/into web\?[\s\S]*it is web:\/srv\/cache then/);
		await screen.press(keys.enter);
		await screen.waitFor(lines => !lines.some(line => line.includes('into web?')));
		expect(writing(world)).toEqual([]);
		await typed(world, `cp ${join(folder, 'cache')} web:/srv/`);
		await screen.waitFor('into web?');
		await screen.press('y');
		await screen.waitFor(/✓ copied .*cache to web:\/srv\/cache, 5B/);
		await typed(world, `cp ${join(folder, 'cache')} web:/tmp/cache`);
		await screen.waitFor(/it is web:\/tmp\/cache then, which is there/);
		await screen.press(keys.tab, keys.enter);
		await screen.waitFor('✗ it is there already: say yes to replace it');
		expect(simulator.requests.get('PUT /containers/{id}/archive')).toBe(1);
		await screen.press(' ');
		await screen.waitFor('‹ yes ›');
		await screen.press(keys.enter);
		await screen.waitFor(/✓ copied .*cache to web:\/tmp\/cache, 5B/);
		await typed(world, 'files web /tmp');
		await screen.waitFor(/cache +rw-r--r-- {2}5B/);
	});

	it.each([
		['cp', 'cp takes a path and where it goes'],
		['cp ./x ./y', 'neither ./x nor ./y is in a container'],
		['cp web:/a database:/b', 'cp copies to this machine or from it'],
		['cp nobody:/a ./', 'called nobody'],
		['cp ./nothing web:/tmp/', 'there is no'],
		['cp web:/ ./', 'export writes all of its files'],
		['cp web:/etc /nowhere/x', 'there is no folder /nowhere'],
	])('%s is refused', async (words, expected) => {
		const world = await open();
		await typed(world, words);
		if (words.includes('nowhere')) {
			await world.screen.waitFor('Copy web:/etc to this machine?');
			await world.screen.press(keys.enter);
		}
		await world.screen.waitFor(expected);
		expect(writing(world)).toEqual([]);
	});

	it('are not copied in read-only mode', async () => {
		const world = await open({isReadOnly: true});
		await typed(world, 'cp web:/etc/hosts ./');
		await world.screen.waitFor('cp is off: read-only');
	});
});

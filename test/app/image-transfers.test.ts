import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed} from './program.ts';

// Images go between the engine, registries and files, by words and by the menu.

let program: Program;
let folder: string;
const before = process.env.DOCKER_CONFIG;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-images-'));
	process.env.DOCKER_CONFIG = folder;
	program = await openProgramOn({columns: 120, rows: 40});
	await program.screen.waitFor('6/6 tasks');
	await program.screen.press('7');
	await program.screen.waitFor('nginx');
});

afterEach(async () => {
	await program.close();
	if (before === undefined) delete process.env.DOCKER_CONFIG;
	else process.env.DOCKER_CONFIG = before;
	rmSync(folder, {recursive: true, force: true});
});

const writing = (): readonly string[] =>
	[...program.simulator.requests.keys()].filter(request => !/^(?:GET|HEAD) /.test(request));

it('pulls with progress by layer, and tells the digest', async () => {
	const {screen, simulator} = program;
	await typed(program, 'pull redis:8');
	await screen.waitFor(/Pull an image\?[\s\S]*Image +redis:8/);
	expect(writing()).toEqual([]);
	// It goes on by itself, a third a second: not before somebody looks.
	simulator.faults.isSilent = true;
	await screen.press(keys.enter);
	await typed(program, 'jobs');
	await screen.waitFor('JOBS, 1 under way');
	simulator.faults.isSilent = false;
	await screen.waitFor(
		/◌ pulling redis:8 (?:33|66)% of \S+, 0 of 4 layers[\s\S]*[0-9a-f]{12} +downloading +\S+ of \S+/,
	);
	await screen.waitFor(/✓ pulled redis:8, sha256:[0-9a-f]{12}/);
	await screen.press(keys.escape);
	await screen.waitFor(/redis +8 /);
	await typed(program, 'pull redis:8');
	await screen.waitFor('Pull an image?');
	await screen.press(keys.enter);
	await screen.waitFor(/✓ redis:8 is up to date, sha256:/);
});

it('stops a pull, and says what is there', async () => {
	const {screen} = program;
	await typed(program, 'pull redis:8');
	await screen.waitFor('Pull an image?');
	await screen.press(keys.enter);
	await screen.waitFor(/◌ pulling redis:8 (?:33|66)%/);
	// It goes no further while it is being stopped.
	program.simulator.faults.isSilent = true;
	await typed(program, 'cancel');
	await screen.waitFor('Stop pulling redis:8');
	await screen.press('y');
	await screen.waitFor(/✗ could not pull redis:8: stopped; redis:8 is as it was before/);
	expect([...program.simulator.machine.images.values()].some(({tags}) => tags.includes('redis:8'))).toBe(false);
});

it('says why nothing came of a pull', async () => {
	const {screen} = program;
	await typed(program, 'pull Redis');
	await screen.waitFor('Redis is no name of an image');
	await typed(program, 'pull missing:1');
	await screen.waitFor(/Pull an image\?[\s\S]*Image +missing:1/);
	await screen.press(keys.enter);
	await screen.waitFor(/✗ could not pull missing:1: manifest for missing:1 not found/);
});

it('tags, pushes, and compares with the registry', async () => {
	const {screen} = program;
	await typed(program, 'tag nginx:1.27 name=registry.local/web:7');
	await screen.waitFor(/tag image nginx:1\.27\?[\s\S]*New name +registry\.local\/web:7/);
	await screen.press(keys.enter);
	await screen.waitFor('✓ nginx:1.27 is registry.local/web:7 too');
	await screen.waitFor(/registry\.local\/web +7 +in use/);
	await typed(program, 'newer registry.local/web:7');
	await screen.waitFor('the registry has another image under registry.local/web:7 now');
	await screen.press(keys.escape);
	await screen.waitFor(/IMAGES \d/);
	await typed(program, 'push registry.local/web:7');
	await screen.waitFor(/push image registry\.local\/web:7\?[\s\S]*to registry\.local, where the tag 7/);
	await screen.press('y');
	await screen.waitFor(/✓ pushed registry\.local\/web:7, sha256:/);
	// The list learns of the new digest by an event, a little after the answer to the push.
	for (let tries = 0; tries < 10; tries++) {
		await typed(program, 'newer registry.local/web:7');
		await screen.waitFor(/ under (?:this name|registry\.local\/web:7) now/);
		if (screen.text().join('\n').includes('is what the registry has')) break;
		await screen.press(keys.escape);
		await screen.waitFor(/IMAGES \d/);
	}
	await screen.waitFor('registry.local/web:7 is what the registry has under this name now');
});

it('saves to a new file, never over another one, and loads it again', async () => {
	const {screen} = program;
	const path = join(folder, 'web.tar');
	writeFileSync(join(folder, 'there.tar'), 'there');
	await typed(program, `save nginx:1.27 file=${join(folder, 'there.tar')}`);
	await screen.waitFor('is there already: it is not overwritten');
	await typed(program, `save nginx:1.27 file=${path}`);
	await screen.waitFor('save image nginx:1.27?');
	await screen.press(keys.enter);
	await screen.waitFor(/✓ saved nginx:1\.27 to /);
	expect(statSync(path).size).toBeGreaterThan(0);
	await typed(program, `load ${path}`);
	await screen.waitFor('Load the images of a file?');
	await screen.press(keys.enter);
	await screen.waitFor('✓ loaded nginx:1.27');
	writeFileSync(join(folder, 'none.tar'), 'none');
	await typed(program, `load ${join(folder, 'none.tar')}`);
	await screen.waitFor('Load the images of a file?');
	await screen.press(keys.enter);
	await screen.waitFor('could not load');
});

it('logs in and out, and shows the password nowhere', async () => {
	const {screen} = program;
	const log = async (password: string): Promise<void> => {
		await typed(program, 'login registry.local ann');
		await screen.waitFor(/Registry +registry\.local[\s\S]*User +ann/);
		await screen.press(keys.tab, keys.tab);
		await screen.waitFor('› Password');
		await screen.press(...password);
		await screen.waitFor('•'.repeat(password.length));
		expect(screen.text().join('\n')).not.toContain(password);
		await screen.press(keys.enter);
	};
	await typed(program, 'login registry.local ann password=hunter22');
	await screen.waitFor('Password or token is to be typed where it is asked');
	await log('wrong');
	await screen.waitFor('incorrect username or password');
	await typed(program, 'jobs');
	await screen.waitFor('JOBS, 0 under way, 1 ended');
	await log('hunter22');
	await screen.waitFor(/JOBS, 0 under way, 2 ended[\s\S]*✓ logged in to registry\.local as ann, kept in/);
	expect(screen.text().join('\n')).not.toContain('hunter22');
	expect(readFileSync(join(folder, 'config.json'), 'utf8')).toContain(Buffer.from('ann:hunter22').toString('base64'));
	await typed(program, 'logout registry.local');
	await screen.waitFor('Log out of a registry?');
	await screen.press(keys.enter);
	await screen.waitFor(/3 ended[\s\S]*✓ logged out of registry\.local/);
	expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toEqual({auths: {}});
});

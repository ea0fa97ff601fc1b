import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed, writing} from './program.ts';

// What is done to a container beside starting and ending it, by words, on a simulated engine.

let program: Program | undefined;
let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-changes-'));
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	rmSync(folder, {recursive: true, force: true});
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	await program.screen.waitFor('6/6 tasks');
	return program;
};

const rub = (count: number): readonly string[] => Array.from({length: count}, () => keys.backspace);

describe('a container', () => {
	it('gets another name, which is a name', async () => {
		const world = await open();
		const {screen, simulator} = world;
		await typed(world, 'rename web');
		await screen.waitFor(/rename container web\?[\s\S]*› New name +web/);
		await screen.press(...rub(3), 'é', keys.enter);
		await screen.waitFor('✗ a name takes two letters or more');
		expect(writing(world)).toEqual([]);
		await screen.press(keys.backspace, ...'front', keys.enter);
		await screen.waitFor('✓ renamed web to front');
		expect(simulator.machine.container('front').name).toBe('front');
	});

	it('does not get the name of another one', async () => {
		const world = await open();
		const {screen} = world;
		await typed(world, 'rename web database');
		await screen.waitFor('database is a name here, and may be meant for New name: say name=database for that');
		await typed(world, 'rename web name=database');
		await screen.waitFor(/› New name +database/);
		await screen.press(keys.enter);
		await screen.waitFor(/could not rename web: .*already in use/);
	});

	it('gets other limits, asked for with what they are', async () => {
		const world = await open();
		const {screen, simulator} = world;
		const web = simulator.machine.container('web');
		web.memoryLimit = 64 * 1024 ** 2;
		web.cpuLimit = 0.5;
		await typed(world, 'limits web');
		await screen.waitFor(/› CPUs +0\.5[\s\S]*Memory +64m[\s\S]*Memory and swap +128m[\s\S]*Restart[\s\S]*Retries +0/);
		await screen.press(...rub(3), keys.enter);
		await screen.waitFor('✗ a limit of CPUs can be changed, and not taken away');
		await screen.press('1', keys.tab, ...rub(3), ...'200m', keys.enter);
		await screen.waitFor('✗ memory and swap together are no less than memory alone');
		expect(writing(world)).toEqual([]);
		await screen.press(...rub(4), ...'unlimited', keys.enter);
		await screen.waitFor('✓ changed limits of web');
		expect(web).toMatchObject({cpuLimit: 1, memoryLimit: 200 * 1024 ** 2, swapLimit: -1});
	});

	it('takes limits by name, and asks the engine nothing where they are the same', async () => {
		const world = await open();
		const {screen, simulator} = world;
		await typed(world, 'limits web restart=on-failure retries=3 pids=20');
		await screen.waitFor(/Processes +20[\s\S]*on-failure[\s\S]*Retries +3/);
		await screen.press(keys.enter);
		await screen.waitFor('✓ changed limits of web');
		expect(simulator.machine.container('web')).toMatchObject({restartPolicy: 'on-failure', retries: 3, pidsLimit: 20});
		await typed(world, 'limits web retries=3');
		await screen.waitFor(/Retries +3/);
		await screen.press(keys.enter);
		await screen.waitFor('web has these limits already');
		expect(simulator.requests.get('POST /containers/{id}/update')).toBe(1);
		await typed(world, 'limits web colour=red');
		await screen.waitFor('limits does not ask for colour, but for cpus= memory= swap= pids= restart= retries=');
	});

	it('is not asked about before the engine told its limits, and a key gives that up', async () => {
		const world = await open();
		const {screen, simulator} = world;
		simulator.faults.hang = new RegExp(`/containers/${simulator.machine.container('web').id}/json`);
		await typed(world, 'limits web');
		await screen.waitFor('reading what limit needs of web; a key gives it up');
		await screen.press('j');
		await screen.waitFor(lines => !lines.some(line => line.includes('gives it up')));
		simulator.faults.hang = undefined;
		await typed(world, 'limits web');
		await screen.waitFor('Change the limits of web?');
	});

	it('becomes an image, under a name that is one', async () => {
		const world = await open();
		const {screen, simulator} = world;
		await typed(world, 'commit web');
		await screen.waitFor(/› repository:tag +web:latest[\s\S]*Comment[\s\S]*Paused meanwhile +yes/);
		await screen.press(...rub(10), ...'Big/web', keys.enter);
		await screen.waitFor('✗ a repository is written in small letters');
		await screen.press(...rub(7), ...'big/web:2', keys.enter);
		await screen.waitFor('✓ made image big/web:2 of web:');
		const tags = [...simulator.machine.images.values()].flatMap(image => image.tags);
		expect(tags).toContain('big/web:2');
	});

	it('is exported to a new file, and over none', async () => {
		const world = await open();
		const {screen} = world;
		const file = join(folder, 'web.tar');
		writeFileSync(file, 'mine');
		await typed(world, `export web file=${file}`);
		await screen.waitFor('is there already: it is not overwritten');
		expect(readFileSync(file, 'utf8')).toBe('mine');
		rmSync(file);
		await typed(world, `export web file=${file}`);
		await screen.waitFor('Write the file system of web to a file on this machine?');
		await screen.press(keys.enter);
		await screen.waitFor(/✓ exported web to .*web\.tar, \d/);
		expect(readFileSync(file).toString()).toContain('etc/hostname');
	});

	it('leaves no half of a file when its export fails', async () => {
		const world = await open();
		const {screen, simulator} = world;
		simulator.faults.refuse = {pattern: /\/export$/, status: 500, message: 'the disk is gone'};
		await typed(world, `export web file=${join(folder, 'web.tar')}`);
		await screen.waitFor('Write the file system of web');
		await screen.press(keys.enter);
		await screen.waitFor('could not export web: the disk is gone');
		expect(readdirSync(folder)).toEqual([]);
	});

	it('tells what differs from its image, on demand and in read-only mode too', async () => {
		const world = await open({isReadOnly: true});
		const {screen} = world;
		await typed(world, 'changes web');
		await screen.waitFor(/CHANGES web +since its image: 1 added, 1 changed, 1 deleted/);
		await screen.waitFor(/C \/run *\n *A \/run\/app\.pid *\n *D \/tmp\/old\.cache/);
		await screen.press('/', ...'cache', keys.enter);
		await screen.waitFor('/cache  1 of 1 lines');
		await screen.press(keys.escape);
		await screen.waitFor(lines => !lines.some(line => line.includes('1 of 1')));
		await screen.press(keys.escape);
		await screen.waitFor('CONTAINERS');
	});

	it('has its address copied', async () => {
		const world = await open();
		const {screen} = world;
		const copies = (text: string) => `\u{1b}]52;c;${Buffer.from(text).toString('base64')}\u{7}`;
		await typed(world, 'address failed');
		await screen.waitFor('failed publishes no port just now');
		await typed(world, 'address web');
		await screen.waitFor('copied http://localhost:8080');
		expect(screen.output).toContain(copies('http://localhost:8080'));
	});
});

describe('in read-only mode', () => {
	it.each(['rename web x', 'limits web', 'commit web', 'export web', 'recreate web'])('%s is off', async words => {
		const world = await open({isReadOnly: true});
		await typed(world, words);
		await world.screen.waitFor(`${words.split(' ')[0]} is off: read-only`);
		expect(writing(world)).toEqual([]);
	});
});

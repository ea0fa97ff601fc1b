import {afterEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed, writing} from './program.ts';

// Making and starting a container by a form, on a simulated engine.

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	await program.screen.waitFor(options.columns === 80 ? '6/7 ctr' : '6/6 tasks');
	return program;
};

/** The list of images with the cursor on one of them. */
const onImage = async (world: Program, name: string): Promise<void> => {
	const {screen} = world;
	await typed(world, 'images');
	await screen.waitFor(/IMAGES \d/);
	await screen.press('/', ...name, keys.enter);
	await screen.waitFor(/IMAGES 1\//);
};

describe('a container that is run of an image', () => {
	it('is asked for in a form, whole on a small screen, with the line that is the same', async () => {
		const world = await open({columns: 80, rows: 24});
		const {screen, simulator} = world;
		await onImage(world, 'postgres');
		await screen.press('X');
		await screen.waitFor('What shall be done with image postgres:17?');
		await screen.press(...'run');
		await screen.waitFor(/› +run +run a container/);
		await screen.press(keys.enter);
		await screen.waitFor(
			/Run a container of postgres:17\?[\s\S]*docker run -d --restart no postgres:17[\s\S]*› Image +postgres:17/,
		);
		await screen.press(keys.tab, keys.tab, ...'db2');
		await screen.waitFor('docker run -d --name db2 --restart no postgres:17');
		await screen.press(keys.tab, ...'5433:5432 eighty', keys.enter);
		await screen.waitFor(/› Ports[\s\S]*✗ eighty is no port, such as 8080:80/);
		expect(writing(world)).toEqual([]);
		await screen.press(...Array.from({length: 7}, () => keys.backspace), keys.tab, ..."A='b c'");
		await screen.waitFor(lines =>
			lines
				.join('')
				.replaceAll(/[│\s]+/g, ' ')
				.includes("-p 5433:5432 -e 'A=b c'"),
		);
		await screen.press(keys.enter);
		await screen.waitFor('✓ run db2 of postgres:17');
		const made = simulator.machine.container('db2');
		expect(made).toMatchObject({state: 'running', ports: [{privatePort: 5432, publicPort: 5433}], restartPolicy: 'no'});
		expect(made.environment).toContain('A=b c');
	});

	it('takes values by name, and says what does not go together', async () => {
		const world = await open();
		const {screen} = world;
		await onImage(world, 'postgres');
		await typed(world, 'run restart=always more=--rm');
		await screen.waitFor(/Restart +always[\s\S]*More flags +--rm/);
		await screen.press(keys.enter);
		await screen.waitFor('✗ --rm and --restart do not go together');
		expect(writing(world)).toEqual([]);
	});

	it('does not take the name of another one, and says so in the engine’s words', async () => {
		const world = await open();
		const {screen} = world;
		await onImage(world, 'postgres');
		await typed(world, 'run name=web');
		await screen.waitFor(/Name +web/);
		await screen.press(keys.enter);
		await screen.waitFor(/could not run web: .*already in use/);
	});

	it('is run from anywhere, by a line of docker run that was pasted', async () => {
		const world = await open();
		const {screen, simulator} = world;
		await screen.press(':');
		await screen.waitFor(lines => lines.some(line => line.startsWith(':')));
		await screen.press(...'run ');
		const line = `docker run -d --name db2 \\\n  -p 5433:5432 -e 'A=b c' --rm -w /srv postgres:17 sh -c "sleep 9"`;
		await screen.press(`\u{1b}[200~${line}\u{1b}[201~`);
		await screen.waitFor('sleep 9');
		await screen.press(keys.enter);
		await screen.waitFor(/Run a container\?[\s\S]*› Image +postgres:17[\s\S]*Command +sh -c 'sleep 9'[\s\S]*Name +db2/);
		await screen.waitFor(/Ports +5433:5432[\s\S]*Environment +'A=b c'[\s\S]*More flags +--rm --workdir \/srv/);
		expect(writing(world)).toEqual([]);
		await screen.press(keys.enter);
		await screen.waitFor('✓ run db2 of postgres:17');
		expect(simulator.machine.container('db2')).toMatchObject({
			command: 'sh -c sleep 9',
			ports: [{privatePort: 5432, publicPort: 5433}],
		});
	});

	it('is run by an image and fields by name, or by words alone', async () => {
		const world = await open();
		const {screen} = world;
		await typed(world, 'run postgres:17 name=db3 memory=64m');
		await screen.waitFor(/Run a container\?[\s\S]*Image +postgres:17[\s\S]*Name +db3[\s\S]*Memory +64m/);
		await screen.press(keys.escape);
		await screen.waitFor(lines => !lines.some(line => line.includes('Run a container')));
		await typed(world, "run -m 64m postgres:17 sh -c 'a; b'");
		await screen.waitFor(/Image +postgres:17[\s\S]*Command +sh -c 'a; b'[\s\S]*Memory +64m/);
	});

	it.each([
		['run docker run --gpus all postgres:17', '--gpus is not known here: take it out, or run this line in a shell'],
		['run docker run -e HOME postgres:17', "HOME would be taken from a shell's environment"],
		['run docker run -d', 'it wants the name of an image'],
		['run docker run postgres:17 | cat', '| is for a shell, and none reads this'],
		['run docker run "postgres:17', 'a quote " is not closed'],
		['run postgres:17 memory=lots', 'lots is no size'],
	])('%s is refused by its name', async (words, expected) => {
		const world = await open();
		await typed(world, words);
		await world.screen.waitFor(expected);
		expect(writing(world)).toEqual([]);
	});

	it('is not run in read-only mode', async () => {
		const world = await open({isReadOnly: true});
		await onImage(world, 'postgres');
		await typed(world, 'run');
		await world.screen.waitFor('run is off: read-only');
		expect(writing(world)).toEqual([]);
	});
});

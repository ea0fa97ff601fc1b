import {afterEach, describe, expect, it} from 'vitest';
import {testFleet} from '../../source/simulator/fleets.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	await program.screen.waitFor('6/6 tasks');
	return program;
};

const withoutText = (text: string) => (lines: readonly string[]) => !lines.some(line => line.includes(text));

describe('a command line', () => {
	it.each<readonly [string, string | RegExp]>([
		['svc', 'SERVICES 2'],
		['co', 'CONTAINERS 7'],
		['ta', 'TASKS 6'],
		['help', 'the keys that work here'],
		['messages', 'no verb was answered yet'],
		['containers web', 'containers takes no words, and here are web'],
		['contaners', 'no command contaners: did you mean containers'],
		['xyzzy', 'no command xyzzy; there are overview'],
		['st web', 'st may be stacks, stop or start'],
		['stop web nobody', 'there is no container called nobody'],
		['logs web database', /LOG web, database .* 2 logs/],
		['inspect nobody', 'there is nothing called nobody'],
		['scale shop_api x', 'x is no count: it takes a whole number'],
		['scale web 3', 'called web'],
		['kill web NOPE', 'NOPE is none of SIGKILL'],
		['start web', 'cannot start web'],
		['sort nothing', 'there is no list here'],
	])(':%s', async (words, expected) => {
		const world = await open();
		if (words.startsWith('sort')) {
			await typed(world, 'logs web');
			await world.screen.waitFor('LOG web');
		}
		await typed(world, words);
		await world.screen.waitFor(expected);
	});

	it('asks about all the names that it was given', async () => {
		const world = await open();
		await typed(world, 'remove web failed');
		await world.screen.waitFor(/remove 2 containers\?[\s\S]*web[\s\S]*failed/);
	});

	it('takes the count and the signal after the name', async () => {
		const world = await open();
		await typed(world, 'kill web HUP');
		await world.screen.waitFor(/● SIGHUP/);
		await world.screen.press(keys.escape);
		await world.screen.waitFor(withoutText('SIGHUP'));
		await typed(world, 'scale shop_api 5');
		await world.screen.waitFor(/Replicas {2}5/);
	});

	it('takes an option for the selection, and one that costs data', async () => {
		const world = await open();
		await world.screen.press('2', '/', ...'/^web$/', keys.enter);
		await world.screen.waitFor('CONTAINERS 1/7');
		await typed(world, 'kill usr1');
		await world.screen.waitFor(/kill container web\?[\s\S]*● SIGUSR1/);
		await world.screen.press(keys.escape);
		await world.screen.waitFor(withoutText('SIGUSR1'));
		await typed(world, 'rm failed data=volumes');
		await world.screen.waitFor(/remove container failed\?[\s\S]*type "remove"/);
	});

	it('takes no word for a name or a value that may be either', async () => {
		const fleet = testFleet(Date.now());
		const containers = fleet.containers.map(each => (each.name === 'stubborn' ? {...each, name: 'HUP'} : each));
		const world = await open({fleet: {...fleet, containers}});
		await typed(world, 'kill web HUP');
		await world.screen.waitFor('HUP is a name here, and may be meant for Signal: say signal=HUP for that');
		await typed(world, 'kill web signal=HUP');
		await world.screen.waitFor(/kill container web\?[\s\S]*● SIGHUP/);
	});

	it('sorts by a column, and says which there are', async () => {
		const world = await open();
		await world.screen.press('2');
		await world.screen.waitFor('CONTAINERS 7');
		await typed(world, 'sort name reverse');
		await world.screen.waitFor(lines => lines[3]?.includes('web') === true);
		await typed(world, 'sort wealth');
		await world.screen.waitFor('no column wealth; there are trouble first, NAME');
	});
});

describe('the way back', () => {
	it('is q as well as Esc, and at home q quits', async () => {
		const world = await open();
		await world.screen.press('3');
		await world.screen.waitFor('SERVICES 2');
		await world.screen.press('l');
		await world.screen.waitFor('LOG');
		await world.screen.press('q');
		await world.screen.waitFor('SERVICES 2');
		await world.screen.press('q');
		await world.screen.waitFor(/CONTAINERS 7[\s\S]*SERVICES 2/);
		await world.screen.press('q');
		expect(await world.ended).toBe(0);
	});
});

describe('keys', () => {
	it('that mean nothing say so', async () => {
		const {screen} = await open();
		await screen.press('b');
		await screen.waitFor('b does nothing here; ? shows the keys');
		await screen.press(' ');
		await screen.waitFor('Space does nothing here');
	});

	it('s opens the orders of a list, trouble first among them', async () => {
		const {screen} = await open();
		await screen.press('2');
		await screen.waitFor(/CONTAINERS 7.*▴/);
		await screen.press('s');
		await screen.waitFor(/Sort by[\s\S]*● NAME/);
		await screen.press('k');
		await screen.waitFor(/● trouble first/);
		await screen.press(keys.enter);
		await screen.waitFor(withoutText('Sort by'));
		await screen.waitFor(lines => /(?:failed|sick)/.test(lines[3] ?? ''));
	});

	it('t goes to the processes of a page, where they are', async () => {
		const {screen} = await open({rows: 24});
		await screen.press('2', '/', ...'/^web$/', keys.enter);
		await screen.waitFor('CONTAINERS 1/7');
		await screen.press('t');
		await screen.waitFor(lines => lines.slice(3, 6).some(line => line.includes('Processes')));
	});

	it('Enter on the home opens the object', async () => {
		const {screen} = await open();
		await screen.press(keys.enter);
		await screen.waitFor(/CONTAINER \w+/);
	});

	it('x copies the id through the terminal', async () => {
		const {screen, simulator} = await open();
		await screen.press('2', '/', ...'/^web$/', keys.enter);
		await screen.waitFor('CONTAINERS 1/7');
		await screen.press('x');
		await screen.waitFor('copied');
		const id = simulator.machine.container('web').id;
		expect(screen.output).toContain(`\u{1b}]52;c;${Buffer.from(id).toString('base64')}\u{7}`);
	});

	it('^l draws everything anew', async () => {
		const {screen} = await open();
		await screen.press('3');
		await screen.waitFor('SERVICES 2');
		const before = screen.bytes;
		await screen.press(keys.control('l'));
		await expect.poll(() => screen.bytes - before).toBeGreaterThan(1000);
		await screen.waitFor('SERVICES 2');
	});

	it('? has a legend, and says where one is in it', async () => {
		const {screen} = await open({rows: 24});
		await screen.press('?');
		await screen.waitFor(/lines 1-\d+ of \d+, j k move/);
		await screen.press('G');
		await screen.waitFor('✗ failed');
	});
});

describe('answers', () => {
	it('to several are one sum, with each that failed by its name', async () => {
		const {screen, simulator} = await open();
		simulator.faults.refuse = {
			pattern: new RegExp(`/containers/${simulator.machine.container('database').id}/stop`),
			status: 500,
			message: 'cannot reach its shim',
		};
		await screen.press('2', '/', ...'/^(web|database)$/', keys.enter);
		await screen.waitFor('CONTAINERS 2/7');
		await screen.press(' ', ' ', 'S');
		await screen.waitFor('stop 2 containers?');
		await screen.press('y');
		await screen.waitFor('✗ 1 of 2 stopped; database: cannot reach its shim');
		await screen.press(':', ...'messages', keys.enter);
		await screen.waitFor(/MESSAGES[\s\S]*✗ 1 of 2 stopped.*\n +✗ could not stop database: .*\n +✓ stopped web/);
	});

	it('forget marks of what is gone', async () => {
		const {screen, simulator} = await open();
		await screen.press('2', '/', ...'/^(web|database)$/', keys.enter);
		await screen.waitFor('CONTAINERS 2/7');
		await screen.press(' ');
		await screen.waitFor('1 marked');
		simulator.machine.remove(simulator.machine.container('database'));
		await screen.waitFor(withoutText('1 marked'));
	});
});

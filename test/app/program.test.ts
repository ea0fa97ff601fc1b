import {afterEach, describe, expect, it} from 'vitest';
import {emptyFleet, testFleet} from '../../source/simulator/fleets.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	// Keys act on rows: before the first list there is nothing that they could mean.
	await program.screen.waitFor(/sick|has no containers/);
	if (options.fleet === undefined) await program.screen.waitFor('6/6 tasks');
	return program;
};

const named = (world: Program, name: string) => world.simulator.machine.container(name);

afterEach(async () => {
	await program?.close();
	program = undefined;
});

describe('the program on a simulated engine', () => {
	it('opens with panels of containers, services and tasks, and says that the data is simulated', async () => {
		const {screen} = await open();
		await screen.waitFor(/CONTAINERS 7[\s\S]*SERVICES 2[\s\S]*TASKS 6/);
		await screen.waitFor('DEMO simulated data');
		await screen.waitFor(/database .* \d+\.\d\d%/);
	});

	it('rests while nobody reads the terminal, shows the newest when one does, and ends all the same', async () => {
		const world = await open();
		const {screen} = world;
		screen.freeze();
		const before = screen.frames;
		await screen.press('2', '3', '4', '5', '2', 'j', 'j');
		await world.simulator.machine.tick();
		expect(screen.frames - before).toBeLessThanOrEqual(1);
		screen.thaw();
		await screen.waitFor(/CONTAINERS 7/);
		screen.freeze();
		await screen.press('3', '4', keys.control('c'));
		expect(await world.ended).toBe(0);
		screen.thaw();
	});

	it('leads from a service over its tasks to a log, and back with Esc', async () => {
		const {screen} = await open();
		await screen.press('3');
		await screen.waitFor(/shop_api +replicated +3\/3/);
		await screen.press('j', keys.enter);
		await screen.waitFor(/TASKS 3\/6 of shop_api/);
		await screen.press(keys.enter);
		await screen.waitFor(/LOG shop_api\.1 +● following/);
		await screen.press(keys.escape);
		await screen.waitFor(/TASKS 3\/6 of shop_api/);
		await screen.press(keys.escape);
		await screen.waitFor(/SERVICES 2/);
	});

	it('narrows a list while one types, and Esc brings it back', async () => {
		const {screen} = await open();
		await screen.press('2', '/', ...'state=exited');
		await screen.waitFor(/CONTAINERS 1\/7 \/state/);
		await screen.press(keys.escape);
		await screen.waitFor(/CONTAINERS 7/);
		await screen.press('/', ...'!shop', keys.enter);
		await screen.waitFor(
			lines => lines.some(line => line.includes('/!shop')) && !lines.some(line => line.includes('shop_api.1')),
		);
	});

	it('adds up what a narrowed list uses', async () => {
		const {screen} = await open();
		await screen.press('2', '/', ...'stack=shop', keys.enter);
		await screen.waitFor(/1 container: {2}CPU \d+\.\d\d% {2}MEM \d/);
	});

	it('asks before it stops a container, and answers when the engine has done it', async () => {
		const world = await open();
		const {screen} = world;
		await screen.press('2', '/', ...'web', keys.enter, 'S');
		await screen.waitFor('stop container web?');
		await screen.waitFor('closes published port 8080');
		await screen.press('n');
		await screen.waitFor(lines => !lines.some(line => line.includes('stop container')));
		expect(named(world, 'web').state).toBe('running');
		await screen.press('S');
		await screen.waitFor('stop container web?');
		await screen.press('y');
		await screen.waitFor('✓ stopped web');
		await screen.waitFor(/web +Exited \(143\)/);
		expect(named(world, 'web').state).toBe('exited');
	});

	it('does one verb to all marked rows, that of the row under the cursor, and names who is left out', async () => {
		const world = await open();
		const {screen} = world;
		await screen.press('2', '/', ...'/^(web|failed)$/', keys.enter);
		await screen.waitFor(/CONTAINERS 2\/7/);
		await screen.press(' ', ' ', 'S');
		await screen.waitFor('stop container web?');
		await screen.waitFor('left out: failed (one can only start it now)');
		await screen.press('y');
		await screen.waitFor('✓ stopped web');
		expect(named(world, 'failed').state).toBe('exited');
	});

	it('keeps the selection on the row that a filter led to, and says when a pattern is none', async () => {
		const {screen} = await open();
		await screen.press('2', '/', ...'/[/');
		await screen.waitFor('not a regular expression yet');
		await screen.press(keys.control('u'), ...'web', keys.enter);
		await screen.waitFor('CONTAINERS 1/7');
		await screen.press(keys.escape);
		await screen.waitFor('CONTAINERS 7');
		// From its first letter on it passes nothing: a row that did would be selected, if that was ever drawn.
		await screen.press('/', ...'§nobody', keys.enter);
		await screen.waitFor('nothing passes');
		await screen.press(keys.escape);
		await screen.waitFor('CONTAINERS 7');
		await screen.press('K');
		await screen.waitFor('kill container web?');
	});

	it('names in the footer the verb that marked rows will get, wherever the cursor is', async () => {
		const {screen} = await open();
		await screen.press('2', 'G', ' ', 'g');
		await screen.waitFor(/1 marked[\s\S]*S stop/);
		await screen.press('/', ...'/^(web|failed)$/', keys.enter, 'g');
		await screen.waitFor(/CONTAINERS 2\/7[\s\S]*S stop/);
		await screen.press('S');
		await screen.waitFor('stop container web?');
	});

	it('keeps the lines of a lost engine’s log, whatever key is pressed', async () => {
		const world = await open();
		const {screen, simulator} = world;
		const {written} = named(world, 'database');
		for (let line = 0; line < 1500; line++)
			written.push({at: Date.now() - 10_000, source: 'stdout', text: `told ${line}.`});
		await screen.press(':', ...'logs database', keys.enter);
		await screen.waitFor('1000 lines, ↑ reads older');
		await simulator.kill();
		await screen.waitFor(/LOG database +✗ lost/);
		await screen.press('g');
		await screen.waitFor(/1000 lines[\s\S]*told 500\.[\s\S]*told 501\./);
	});

	it('asks for a typed word before volumes are removed', async () => {
		const world = await open();
		const {screen} = world;
		await screen.press('2', '/', ...'failed', keys.enter, 'D', keys.down);
		await screen.waitFor('type "remove"');
		await screen.press('y', keys.enter);
		expect(named(world, 'failed').name).toBe('failed');
		await screen.press(keys.backspace, ...'remove', keys.enter);
		await screen.waitFor('removed failed');
		expect(() => named(world, 'failed')).toThrow('No such container');
	});

	it('acts on what was named, though the list changed under the question', async () => {
		const world = await open();
		const {screen} = world;
		const victim = named(world, 'database');
		await screen.press('2', '/', ...'database', keys.enter, 'K');
		await screen.waitFor('kill container database?');
		world.simulator.machine.remove(victim);
		await screen.waitFor('nothing passes');
		await screen.press('y');
		await screen.waitFor(/could not send SIGKILL to database: .*No such container/);
		expect(
			[...world.simulator.machine.containers.values()].filter(container => container.state === 'running'),
		).toHaveLength(5);
	});

	it('scales and restarts a service from the command line', async () => {
		const {screen} = await open();
		await screen.press(':', ...'scale shop_api 5', keys.enter);
		await screen.waitFor('scale service shop_api?');
		await screen.press(keys.enter);
		await screen.waitFor('scaled shop_api to 5');
		await screen.press('3');
		await screen.waitFor(/shop_api +replicated +5\/5/);
		await screen.press(':', ...'restart shop_api', keys.enter);
		await screen.waitFor('restart service shop_api?');
	});

	it('has no acting keys when it is read-only', async () => {
		const {screen} = await open({isReadOnly: true});
		await screen.press('2');
		await screen.waitFor('database');
		await screen.press('S');
		await screen.waitFor('acting keys are off: read-only');
		expect(screen.text().at(-1)).not.toContain('remove');
	});

	it('masks the environment on a container’s page until asked', async () => {
		const {screen} = await open({rows: 70});
		await screen.press('2', '/', ...'web', keys.enter, keys.enter);
		await screen.waitFor('SECRET=•••');
		await screen.press('m');
		await screen.waitFor('SECRET=hunter2');
		await screen.press('y');
		await screen.waitFor('SECRET=•••');
		await screen.press('m');
		await screen.waitFor('SECRET=hunter2');
	});

	it('shows the last hour instead of 5 minutes, and back', async () => {
		const {screen} = await open();
		await screen.press('h');
		await screen.waitFor('graphs show the last hour');
		await screen.press('2', keys.enter);
		await screen.waitFor('Usage, last hour');
		await screen.press('h');
		await screen.waitFor('Usage, last day');
		await screen.press('h');
		await screen.waitFor('Usage, last 5 min');
	});

	it('reads older lines of a log when asked for its first one', async () => {
		const world = await open();
		const {screen} = world;
		const {written} = named(world, 'database');
		for (let line = 0; line < 3000; line++)
			written.push({at: Date.now() - 10_000, source: 'stdout', text: `told ${line}.`});
		await screen.press(':', ...'logs database', keys.enter);
		await screen.waitFor('1000 lines, ↑ reads older');
		await screen.waitFor('told 2999.');
		// A thousand at a time, and what is read stays where it is.
		await screen.press('g');
		await screen.waitFor(/2000 lines[\s\S]*told 2000\./);
		await screen.press('g');
		await screen.waitFor('3000 lines');
		await screen.press('g');
		await screen.waitFor(/told 0\.[\s\S]*told 1\./);
	});

	it('says why swarm screens are empty off a swarm', async () => {
		const {screen} = await open({fleet: emptyFleet()});
		await screen.press('3');
		await screen.waitFor('not part of a swarm');
	});

	it('keeps the last rows of a dead engine on screen, and comes back by itself', async () => {
		const {screen, simulator} = await open();
		await screen.press('2');
		await screen.waitFor('database');
		await simulator.kill();
		await screen.waitFor(/✗ lost: .*next try in/);
		expect(screen.text().some(line => line.includes('database'))).toBe(true);
		await simulator.restart();
		await screen.press(keys.control('r'));
		await screen.waitFor('● live');
	});

	it('answers keys while the swarm hangs without a quorum', async () => {
		const {screen, simulator} = await open();
		simulator.faults.hasLostQuorum = true;
		await screen.press('2');
		await screen.waitFor(/CONTAINERS 7/);
		await screen.press('?');
		await screen.waitFor('the keys that work here');
	});
});

describe('hostile text', () => {
	it('changes nothing but its own cell', async () => {
		const fleet = testFleet(Date.now());
		const evil = `\u{1b}[2J\u{1b}]0;owned\u{7}\u{202e}名前🙂${'x'.repeat(10_000)}`;
		const containers = fleet.containers.map(container =>
			container.name === 'stubborn' ? {...container, name: evil, image: evil} : container,
		);
		const {screen} = await open({fleet: {...fleet, containers}});
		await screen.press('2');
		await screen.waitFor('名前🙂xxx');
		expect(screen.output).not.toContain('\u{1b}]0;owned');
		expect(screen.output).not.toContain('\u{202e}');
		expect(screen.text().filter(line => line.includes('database'))).toHaveLength(1);
	});
});

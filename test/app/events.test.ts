import {afterEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn({columns: 140, ...options});
	await program.screen.waitFor('6/6 tasks');
	return program;
};

const openEvents = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	const world = await open(options);
	await world.screen.press('0');
	await world.screen.waitFor(lines => lines[2]?.includes('EVENTS') === true);
	return world;
};

/** Something that happens and touches no table that is looked at. */
const happen = ({simulator}: Program, name: string): void =>
	simulator.machine.events.add('volume', 'create', name, {driver: 'local'});

const asked = ({simulator}: Program, request: string): number => simulator.requests.get(request) ?? 0;

const isTop =
	(pattern: RegExp) =>
	(lines: readonly string[]): boolean =>
		pattern.test(lines[3] ?? '');

afterEach(async () => {
	await program?.close();
	program = undefined;
});

describe('the events of an engine', () => {
	it('are told as they come, the newest first, with what became of whom', async () => {
		const world = await openEvents();
		const {screen, simulator} = world;
		const {machine} = simulator;
		await screen.waitFor('nothing happened that this engine remembers');
		machine.end(machine.container('web'), 137, true);
		await screen.waitFor(/✗ \d\d:\d\d:\d\d +container +die +web +died, exit 137, out of memory/);
		await screen.waitFor(/✗ .* container +oom +web +out of memory/);
		machine.events.add('network', 'connect', 'ab'.repeat(32), {
			name: 'shop_default',
			container: machine.container('web').id,
		});
		await screen.waitFor(isTop(/network +connect +web +connected to shop_default/));
		machine.events.add('image', 'pull', 'registry.local/app:2', {name: 'registry.local/app'});
		await screen.waitFor(isTop(/image +pull +registry\.local\/app:2 +pulled/));
		await screen.waitFor('EVENTS 4');
	});

	it('begin with what the engine remembers, and are kept while nobody looks', async () => {
		const world = await open();
		const {screen, simulator} = world;
		happen(world, 'early');
		happen(world, 'second');
		await screen.press('0');
		await screen.waitFor(/second +created *\n.*early +created/);
		await screen.press('1');
		await screen.waitFor(/CPU of host/);
		happen(world, 'third');
		await screen.press('0');
		await screen.waitFor(/third +created *\n.*second +created *\n.*early +created/);
		// Asked once whether that was all, by whoever looked first.
		expect(asked(world, 'GET /events')).toBe(2);
		expect(simulator.machine.events.since(0)).toHaveLength(3);
	});

	it('are told once, and those of the meantime too, when the engine was lost for a while', async () => {
		const world = await openEvents();
		const {screen, simulator} = world;
		happen(world, 'before');
		await screen.waitFor(/before +created/);
		await simulator.kill();
		await screen.waitFor('✗ lost');
		happen(world, 'meanwhile');
		await simulator.restart();
		await screen.press(keys.control('r'));
		await screen.waitFor('● live');
		await screen.waitFor(isTop(/meanwhile +created/));
		happen(world, 'after');
		await screen.waitFor(/EVENTS 3/);
		await screen.waitFor(/after +created *\n.*meanwhile +created *\n.*before +created/);
	});

	it('say that they cannot be read', async () => {
		const world = await open();
		world.simulator.faults.refuse = {pattern: /^\/events/, status: 403, message: 'forbidden by the proxy'};
		await world.screen.press('0');
		await world.screen.waitFor('cannot read the events: forbidden by the proxy');
	});

	it('are narrowed by filters and sorted by columns', async () => {
		const world = await openEvents();
		const {screen, simulator} = world;
		happen(world, 'data');
		simulator.machine.end(simulator.machine.container('web'), 3);
		await screen.waitFor('EVENTS 2');
		await screen.press('/', ...'type=volume', keys.enter);
		await screen.waitFor(/EVENTS 1\/2[\s\S]*data +created/);
		await screen.press('/', keys.control('u'), ...'what=exit', keys.enter);
		await screen.waitFor(lines => /web +died, exit 3/.test(lines[3] ?? '') && lines[4]?.trim() === '');
	});
});

describe('who looks at them', () => {
	it('sees the newest, until they point at one, which then stays where it is', async () => {
		const world = await openEvents();
		const {screen} = world;
		for (let index = 0; index < 40; index++) happen(world, `early-${index}`);
		for (const name of ['one', 'two', 'three']) happen(world, name);
		await screen.waitFor(isTop(/three +created/));
		happen(world, 'four');
		await screen.waitFor(isTop(/four +created/));
		await screen.press('j');
		await screen.waitFor('three: created');
		for (let index = 0; index < 40; index++) happen(world, `later-${index}`);
		await screen.waitFor('/84');
		// Neither row nor line moved.
		await screen.waitFor(lines => /three +created/.test(lines[4] ?? '') && lines.at(-2)?.trim() === 'three: created');
		await screen.press('g');
		await screen.waitFor(isTop(/later-39 +created/));
		happen(world, 'newest');
		await screen.waitFor(isTop(/newest +created/));
	});

	it('goes with Enter to whom it happened to while they are there, and else to the event', async () => {
		const world = await openEvents();
		const {screen, simulator} = world;
		const {machine} = simulator;
		machine.end(machine.container('web'), 3);
		await screen.waitFor(isTop(/web +died, exit 3/));
		await screen.press(keys.enter);
		await screen.waitFor('CONTAINER web');
		await screen.press(keys.escape);
		machine.remove(machine.container('web'));
		await screen.waitFor(isTop(/web +removed/));
		await screen.press('g', keys.enter);
		await screen.waitFor(/EVENT web +○ destroy[\s\S]*What +○ removed +image=nginx:1\.27/);
		await screen.press('y');
		await screen.waitFor(/YAML web[\s\S]*Action: destroy/);
	});

	it('sees those of one object with v, in lists and on pages', async () => {
		const world = await open();
		const {screen, simulator} = world;
		const {machine} = simulator;
		happen(world, 'data');
		machine.events.add('volume', 'mount', 'data', {container: machine.container('web').id, destination: '/data'});
		machine.end(machine.container('database'), 1);
		await screen.press('2');
		await screen.waitFor(/CONTAINERS 7/);
		await screen.press('/', ...'web', keys.enter);
		await screen.waitFor(/CONTAINERS 1\/7/);
		await screen.press('v');
		await screen.waitFor(/EVENTS 1\/3 of web[\s\S]*web +mounted data at \/data/);
		await screen.press(keys.escape);
		await screen.waitFor(/CONTAINERS 1\/7/);
		await screen.press('i');
		await screen.waitFor('CONTAINER web');
		await screen.press('v');
		await screen.waitFor('EVENTS 1/3 of web');
	});

	it('sees of a service those of its tasks’ containers, and of an event those of its object', async () => {
		const world = await open();
		const {screen, simulator} = world;
		const {machine} = simulator;
		const api = [...machine.services.values()].find(({name}) => name === 'shop_api');
		const own = [...machine.containers.values()].find(({name}) => name.startsWith('shop_api.'));
		if (api === undefined || own === undefined) throw new Error('there is no service shop_api');
		machine.events.add('service', 'update', api.id, {name: api.name, 'replicas.old': '3', 'replicas.new': '4'});
		machine.end(machine.container('web'), 0);
		machine.events.add('network', 'disconnect', 'ab'.repeat(32), {name: 'ingress', container: own.id});
		await screen.press('3');
		await screen.waitFor(/SERVICES 2[\s\S]*shop_api/);
		await screen.press('/', ...'api', keys.enter);
		await screen.waitFor('SERVICES 1/2');
		await screen.press('v');
		await screen.waitFor(/EVENTS 2\/3 of shop_api/);
		await screen.waitFor(/shop_api\.\S+ +disconnected from ingress *\n.*shop_api +updated: replicas 3 → 4/);
		await screen.press('0');
		await screen.waitFor(/EVENTS 3/);
		await screen.press('j', 'v');
		await screen.waitFor(/EVENTS 1\/3 of web/);
	});

	it('reads the last of them on pages', async () => {
		const world = await open({columns: 100, rows: 70});
		const {screen, simulator} = world;
		const {machine} = simulator;
		for (let index = 0; index < 6; index++) {
			machine.end(machine.container('web'), index);
			machine.start(machine.container('web'));
		}
		await screen.press(':', ...'inspect web', keys.enter);
		await screen.waitFor(/Events, newest first \(v shows all\) *\n● \d+s ago {2}started *\n✗ \d+s ago {2}died, exit 5/);
		expect(screen.text().filter(line => /ago {2}(?:started|died)/.test(line))).toHaveLength(10);
		machine.end(machine.container('web'), 137, true);
		await screen.waitFor(/✗ \d+s ago {2}died, exit 137, out of memory/);
	});
});

describe('a flood of them', () => {
	const flood = (world: Program): (() => void) => {
		let count = 0;
		const timer = setInterval(() => {
			for (const end = count + 100; count < end; count++) happen(world, `flood-${count}`);
		}, 100);
		return () => clearInterval(timer);
	};

	it('leaves every key answered, draws four frames a second, and says what was dropped', async () => {
		const world = await openEvents();
		const {screen} = world;
		const stop = flood(world);
		try {
			await screen.waitFor(/EVENTS 1-\d+\/\d\d\d\d/);
			const before = {frames: screen.frames, at: Date.now()};
			await screen.waitFor(/EVENTS 1-\d+\/5000 \d+ older dropped/);
			expect(screen.frames - before.frames).toBeLessThanOrEqual(5 * ((Date.now() - before.at) / 1000) + 3);
			await screen.press('?');
			await screen.waitFor('the keys that work here');
			await screen.press(keys.escape, 'j', 'i');
			await screen.waitFor(/EVENT flood-\d+/);
			await screen.press('2');
			await screen.waitFor('CONTAINERS 7');
		} finally {
			stop();
		}
	});

	it('draws nothing while nobody looks', async () => {
		const world = await open();
		const {screen, simulator} = world;
		const stop = flood(world);
		try {
			const told = () => simulator.machine.events.since(0).at(-1)?.Actor.ID ?? '';
			await expect.poll(told).toMatch(/flood-\d{3}/);
			const requests = () => [...simulator.requests.values()].reduce((sum, count) => sum + count, 0);
			const before = {
				frames: screen.frames,
				requests: requests(),
				lists: asked(world, 'GET /containers/json'),
				at: Date.now(),
			};
			await expect.poll(told).toMatch(/flood-\d{4}/);
			const seconds = (Date.now() - before.at) / 1000;
			// Its own figures and clocks tick on.
			expect(screen.frames - before.frames).toBeLessThanOrEqual(4 * seconds + 3);
			expect(asked(world, 'GET /containers/json')).toBe(before.lists);
			expect(asked(world, 'GET /events')).toBe(1);
		} finally {
			stop();
		}
	});
});

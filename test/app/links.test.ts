import {afterEach, describe, expect, it} from 'vitest';
import {planFleet, planNode} from '../../source/simulator/fleet-parts.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

/** A stack of one service on two nodes, and a container with a volume beside it. */
const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	const fleet = planFleet(
		{
			engineName: 'lab1',
			containers: [{name: 'database', image: 'postgres:17', volumes: ['data:/data'], networks: ['backend']}],
			nodes: [planNode('lab1', 'manager', 1), planNode('lab2', 'worker', 2)],
			services: [
				{
					name: 'getstartedlab_web',
					image: 'username/repo:tag',
					replicas: 3,
					network: 'getstartedlab_webnet',
					secrets: ['getstartedlab_key'],
					ports: [{published: 4000, target: 80}],
				},
			],
		},
		Date.now(),
	);
	program = await openProgramOn({fleet, ...options});
	await program.screen.waitFor('3/3 tasks');
	return program;
};

const onPage = async ({screen}: Program, title: RegExp | string): Promise<void> => {
	await screen.waitFor(lines => {
		const line = lines[2] ?? '';
		return typeof title === 'string' ? line.includes(title) : title.test(line);
	});
};

/** Presses Tab until a link is chosen, and follows it. */
const follow = async (world: Program, name: string, title: RegExp | string): Promise<void> => {
	const {screen} = world;
	// The way has a blank behind its sign, a chosen link has none.
	const chosenIn = (lines: readonly string[]): string => /›(\S+)/.exec(lines.join('\n'))?.[1] ?? '';
	for (let press = 0; press < 20 && !chosenIn(screen.text()).startsWith(name); press++) {
		const before = chosenIn(screen.text());
		await screen.press(keys.tab);
		await screen.waitFor(lines => chosenIn(lines) !== before);
	}
	await screen.press(keys.enter);
	await onPage(world, title);
};

describe('links', () => {
	it('lead by keys from stack to service to task to container to image and network, and back', async () => {
		const world = await open({columns: 140, rows: 40});
		const {screen} = world;
		await screen.press(':', ...'stacks', keys.enter);
		await screen.waitFor(/STACKS 1[\s\S]*getstartedlab/);
		await screen.press('o');
		await screen.waitFor(/getstartedlab leads to[\s\S]*› getstartedlab_web +services/);
		await screen.press(keys.enter);
		await onPage(world, /SERVICE getstartedlab_web/);
		await screen.waitFor(/Leads to[\s\S]*Stack +getstartedlab[\s\S]*Networks +getstartedlab_webnet/);
		await screen.waitFor(/Stacks › getstartedlab_web/);
		await follow(world, 'getstartedlab_web.1', /TASK getstartedlab_web\.1/);
		await follow(world, 'getstartedlab_web.1.', /CONTAINER getstartedlab_web\.1\./);
		await follow(world, 'username/repo:tag', /IMAGE username\/repo:tag +●/);
		await screen.press(keys.escape);
		await onPage(world, 'CONTAINER getstartedlab_web.1.');
		await screen.press('o');
		await screen.waitFor(/leads to/);
		await screen.press(...'webnet');
		await screen.waitFor(/› getstartedlab_webnet +networks/);
		await screen.press(keys.enter);
		await onPage(world, /NETWORK getstartedlab_webnet/);
		await screen.waitFor(
			/Stacks › getstartedlab_web › getstartedlab_web\.1 › getstartedlab_web\.1\.\S+ › getstartedlab_webnet/,
		);
		// Back the way, to where one came from.
		for (const title of [
			'CONTAINER getstartedlab_web.1.',
			'TASK getstartedlab_web.1',
			'SERVICE getstartedlab_web',
			'STACKS 1',
		]) {
			await screen.press(keys.escape);
			await onPage(world, title);
		}
	});

	it('lead both ways: whoever is used says by whom', async () => {
		const world = await open({columns: 140, rows: 40});
		const {screen} = world;
		await screen.press(':', ...'inspect data', keys.enter);
		await screen.waitFor(/there is nothing called data|VOLUME data/);
		await screen.press(':', ...'volumes', keys.enter);
		await screen.waitFor(/VOLUMES \d[\s\S]*● data/);
		await screen.press('/', ...'name=data', keys.enter, keys.enter);
		await onPage(world, /VOLUME data +●/);
		await follow(world, 'database', /CONTAINER database/);
		await follow(world, 'backend', /NETWORK backend +●/);
		await follow(world, 'database', /CONTAINER database/);
		await follow(world, 'data', /VOLUME data +●/);
	});

	it('lead from a service to its secret, and out by its port, whose address is handed to the terminal', async () => {
		const world = await open({columns: 140, rows: 40});
		const {screen} = world;
		await screen.press('3', 'i');
		await onPage(world, 'SERVICE getstartedlab_web');
		await screen.waitFor(/Ports +http:\/\/localhost:4000/);
		await follow(world, 'getstartedlab_key', /SECRET getstartedlab_key +● in use/);
		await follow(world, 'getstartedlab_web', /SERVICE getstartedlab_web/);
		await follow(world, 'http:', /SERVICE getstartedlab_web/);
		await screen.waitFor('copied http://localhost:4000');
		expect(screen.output).toContain(`]52;c;${Buffer.from('http://localhost:4000').toString('base64')}`);
	});

	it('go through the places that were visited with [ and ]', async () => {
		const world = await open();
		const {screen} = world;
		await screen.press('[');
		await screen.waitFor('nothing else was visited in that direction');
		await screen.press('3');
		await onPage(world, 'SERVICES 1');
		await screen.press('i');
		await onPage(world, 'SERVICE getstartedlab_web');
		await screen.press('5');
		await onPage(world, 'NODES 2');
		await screen.press('[');
		await onPage(world, 'SERVICE getstartedlab_web');
		await screen.press('[');
		await onPage(world, 'SERVICES 1');
		await screen.press(']');
		await onPage(world, 'SERVICE getstartedlab_web');
		await screen.press(']');
		await onPage(world, 'NODES 2');
		await screen.press(']');
		await screen.waitFor('nothing else was visited in that direction');
	});

	it('to what is on no engine here say so, and Esc goes back', async () => {
		const world = await open({columns: 140, rows: 40});
		const {screen, simulator} = world;
		await screen.press('2');
		await screen.waitFor(/CONTAINERS \d/);
		await screen.press('/', ...'name=database', keys.enter);
		await screen.waitFor(/CONTAINERS 1\//);
		await screen.press(keys.enter);
		await onPage(world, 'CONTAINER database');
		for (const [id, {name}] of simulator.machine.networks)
			if (name === 'backend') simulator.machine.networks.delete(id);
		await follow(world, 'backend', /NETWORK backend +✗ is not on this engine/);
		await screen.press(keys.escape);
		await onPage(world, 'CONTAINER database');
	});

	it('are not offered of what leads nowhere', async () => {
		const {screen} = await open();
		await screen.press('0');
		await screen.waitFor(/EVENTS/);
		expect(screen.text().join('\n')).not.toContain('leads to');
	});
});

describe('a tree', () => {
	it('shows a stack with all that it is made of, and leads there', async () => {
		const world = await open({columns: 120, rows: 40});
		const {screen} = world;
		await screen.press(':', ...'stacks', keys.enter);
		await screen.waitFor(/STACKS 1[\s\S]*getstartedlab/);
		await screen.press(':', ...'tree', keys.enter);
		await onPage(world, /TREE getstartedlab +\d+ objects/);
		await screen.waitFor(/›● getstartedlab +stack, /);
		await screen.waitFor(/└─ ● getstartedlab_web +service, running/);
		await screen.waitFor(/├─ ● getstartedlab_web\.1 +task, running/);
		await screen.waitFor(/│ +└─ ● getstartedlab_web\.1\.\S+ +container, /);
		await screen.waitFor(/├─ +username\/repo:tag +image/);
		await screen.waitFor(/└─ ● getstartedlab_key +secret, in use/);
		// What is shared has been read, and does not lead back to all that uses it.
		await screen.waitFor(/└─ ● getstartedlab_webnet +network, in use/);
		await onPage(world, /TREE getstartedlab +15 objects/);
		await screen.press('j', 'j', 'j');
		await screen.waitFor(/›[ │]+└─ ● getstartedlab_web\.1\.\S+ +container/);
		await screen.press(keys.enter);
		await onPage(world, /CONTAINER getstartedlab_web\.1\./);
		await screen.waitFor(/Stacks › tree of getstartedlab › getstartedlab_web\.1\./);
		await screen.press(keys.escape);
		await onPage(world, 'TREE getstartedlab');
		await screen.waitFor(/›[ │]+└─ ● getstartedlab_web\.1\.\S+ +container/);
		await screen.press('l');
		await onPage(world, /LOG getstartedlab_web\.1\./);
	});

	it('of a volume and of a network tells who uses them, none twice on one way', async () => {
		const world = await open({columns: 120, rows: 40});
		const {screen} = world;
		await screen.press(':', ...'networks', keys.enter);
		await screen.waitFor(/NETWORKS \d[\s\S]*getstartedlab_webnet/);
		await screen.press(':', ...'tree getstartedlab_webnet', keys.enter);
		await onPage(world, 'TREE getstartedlab_webnet');
		await screen.waitFor(/›● getstartedlab_webnet +network[\s\S]*└─ ● getstartedlab_web +service/);
		expect(screen.text().filter(line => / getstartedlab_webnet +network/.test(line))).toHaveLength(1);
	});
});

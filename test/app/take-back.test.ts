import {afterEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed, writing} from './program.ts';

// The last verb is taken back, on a simulated engine.

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn({columns: 160, rows: 40, ...options});
	await program.screen.waitFor('6/6 tasks');
	return program;
};

/** Does what a line says, which is asked about in these words, until that is told. */
const does = async (
	world: Program,
	line: string,
	asked: string | RegExp,
	told: string | RegExp,
	row: RegExp,
): Promise<void> => {
	const {screen} = world;
	await typed(world, line);
	await screen.waitFor(asked);
	await screen.press(/New|Replicas/.test(String(asked)) ? keys.enter : 'y');
	await screen.waitFor(told);
	await screen.waitFor(row);
};

/** Takes the last verb back. */
const back = async ({screen}: Program, asked: string | RegExp, told: string | RegExp): Promise<void> => {
	await screen.press('u');
	await screen.waitFor(asked);
	await screen.press('y');
	await screen.waitFor(told);
};

describe('the last verb is taken back', () => {
	it('one after another, the last one first, and each once', async () => {
		const world = await open();
		const {screen, simulator} = world;
		const web = simulator.machine.container('web');
		await does(world, 'stop web', 'stop container web?', '✓ stopped web', /○ web +Exited/);
		await does(world, 'pause database', 'pause container database?', '✓ paused database', /‖ database/);
		await back(world, /Take back: pause database\?[\s\S]*goes on again/, '✓ unpaused database');
		expect(simulator.machine.container('database').state).toBe('running');
		await back(world, /Take back: stop web\?[\s\S]*is started again/, '✓ started web');
		expect(web.state).toBe('running');
		await screen.press('u');
		await screen.waitFor('nothing was done yet that could be taken back');
	});

	it('of a name, a service and a node', async () => {
		const world = await open();
		const {screen, simulator} = world;
		const service = [...simulator.machine.services.values()].find(({name}) => name === 'shop_api');
		const node = [...simulator.machine.nodes.values()].find(({name}) => name === 'test-wrk1');
		await does(world, 'rename web front', /New name +front/, '✓ renamed web to front', /● front/);
		await back(world, /Take back: rename web to front\?[\s\S]*is called web again/, '✓ renamed front to web');
		await screen.waitFor(/● web/);
		await does(
			world,
			'scale shop_api 2',
			/scale service shop_api\?[\s\S]*Replicas/,
			'✓ scaled shop_api to 2',
			/shop_api +replicated +\d\/2/,
		);
		await back(world, /Take back: scale shop_api to 2\?[\s\S]*has 3 replicas again/, '✓ scaled shop_api to 3');
		expect(service?.spec.Mode).toEqual({Replicated: {Replicas: 3}});
		await typed(world, 'nodes');
		await screen.waitFor(/NODES 3/);
		await does(
			world,
			'availability test-wrk1 drain',
			'Set availability of node test-wrk1?',
			'✓ drained test-wrk1',
			/test-wrk1.* drain/i,
		);
		await back(world, /Take back: set test-wrk1 to drain\?[\s\S]*is active again/, '✓ activated test-wrk1');
		expect(node?.availability).toBe('active');
		await screen.press('u');
		await screen.waitFor('nothing was done yet');
	});

	it('not where somebody else changed that since, or where the object is gone', async () => {
		const world = await open();
		const {screen, simulator} = world;
		const web = simulator.machine.container('web');
		await does(world, 'stop web', 'stop container web?', '✓ stopped web', /○ web +Exited/);
		simulator.machine.start(web);
		await screen.waitFor(/● web +Up/);
		await screen.press('u');
		await screen.waitFor(/cannot take back stop web: web: .*it was changed since: one can only stop it now/);
		await screen.press(keys.escape);
		await screen.waitFor(lines => !lines.some(line => line.includes('cannot take back')));
		simulator.machine.remove(web);
		await screen.waitFor(lines => !lines.some(line => /[●○✗] web +/.test(line)));
		await screen.press('u');
		await screen.waitFor('cannot take back stop web: web: it is gone');
		expect(writing(world)).toEqual(['POST /containers/{id}/stop']);
	});

	it('and says what cannot be', async () => {
		const world = await open();
		const {screen} = world;
		await does(world, 'kill web', 'kill container web?', '✓ sent SIGKILL to web', /web +Exited/);
		await screen.press('u');
		await screen.waitFor('sent SIGKILL to web: that cannot be taken back');
	});

	it('of all that one question asked for, as one', async () => {
		const world = await open();
		const {screen, simulator} = world;
		const {machine} = simulator;
		await does(
			world,
			'stop web database',
			/stop 2 containers\?/,
			'✓ 2 of 2 stopped',
			/database +Exited[\s\S]*web +Exited|web +Exited[\s\S]*database +Exited/,
		);
		await back(world, /Take back: stop \w+ \(2\)\?/, '✓ 2 of 2 started');
		expect([machine.container('web').state, machine.container('database').state]).toEqual(['running', 'running']);
		await screen.press('u');
		await screen.waitFor('nothing was done yet');
	});

	it('not in read-only mode', async () => {
		const world = await open({isReadOnly: true});
		await world.screen.press('u');
		await world.screen.waitFor(/u does nothing here|off: read-only/);
		expect(writing(world)).toEqual([]);
	});
});

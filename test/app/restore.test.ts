import {afterEach, describe, expect, it} from 'vitest';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed} from './program.ts';

// What was there before is brought back, on a simulated engine, unless it was changed since.

let program: Program | undefined;
let other: Simulator | undefined;

afterEach(async () => {
	await program?.close();
	await other?.stop();
	program = undefined;
	other = undefined;
});

const open = async (): Promise<Program> => {
	program = await openProgramOn({columns: 160, rows: 40});
	await program.screen.waitFor('6/6 tasks');
	return program;
};

const serviceOf = ({simulator}: Program, name: string) => {
	const found = [...simulator.machine.services.values()].find(service => service.name === name);
	if (found === undefined) throw new Error(`there is no service ${name}`);
	return found;
};

/** Does what a line says once it is asked about, and waits until it is told. */
const does = async (world: Program, line: string, asked: RegExp, answer: string, told: string): Promise<void> => {
	await typed(world, line);
	await world.screen.waitFor(asked);
	await world.screen.press(answer);
	await world.screen.waitFor(told);
};

const back = async ({screen}: Program, asked: RegExp, told: string): Promise<void> => {
	await screen.press('u');
	await screen.waitFor(asked);
	await screen.press('y');
	await screen.waitFor(told);
};

describe('what was there before is brought back', () => {
	it.each([
		['limits shop_api memory=96m', /Memory +96m/, 'limits', /Resources\.Limits\.MemoryBytes: 96MiB →/],
		['env shop_api name=GREETING value=hello', /Variable +GREETING/, 'environment', /Env GREETING: a value → –/],
		['label shop_api name=tier value=web', /Label +tier/, 'labels', /Labels\.tier: web → –/],
		[
			'constrain shop_api constraint=node.role==worker',
			/Constraint +node/,
			'constraints',
			/Constraints: node\.role==worker/,
		],
		['publish shop_api published=8099 target=80', /Port outside +8099/, 'ports', /Ports: .*8099→80\/tcp/],
		['policy shop_api parallelism=3', /At once .* 3/, 'update policy', /UpdateConfig\.Parallelism: 3 →/],
	])('of a service: %s', async (line, form, what, difference) => {
		const world = await open();
		const before = structuredClone(serviceOf(world, 'shop_api').spec);
		await does(world, line, form, keys.enter, `✓ changed ${what} of shop_api`);
		const changed = serviceOf(world, 'shop_api').spec;
		expect(changed).not.toEqual(before);
		await world.screen.press('u');
		await world.screen.waitFor(`Take back: change ${what} of shop_api?`);
		await world.screen.waitFor(difference);
		expect(serviceOf(world, 'shop_api').spec).toEqual(changed);
		await world.screen.press('y');
		await world.screen.waitFor(`✓ took back change ${what} of shop_api: shop_api is as it was before`);
		expect(serviceOf(world, 'shop_api').spec).toEqual(before);
	});

	it('not where somebody changed anything else of it since', async () => {
		const world = await open();
		await does(world, 'label shop_api name=tier value=web', /Label +tier/, keys.enter, '✓ changed labels of shop_api');
		const service = serviceOf(world, 'shop_api');
		service.spec = {...service.spec, Labels: {tier: 'web', theirs: '1'}};
		const updates = world.simulator.requests.get('POST /services/{id}/update');
		await back(
			world,
			/Take back: change labels of shop_api\?/,
			'✗ could not take back change labels of shop_api: it was changed since: nothing was sent',
		);
		expect(world.simulator.requests.get('POST /services/{id}/update')).toBe(updates);
		expect(service.spec.Labels).toEqual({tier: 'web', theirs: '1'});
	});

	it('of a container’s limits, but not of those that it had none of', async () => {
		const world = await open();
		await does(world, 'limits web pids=77 restart=always', /Processes +77/, keys.enter, '✓ changed limits of web');
		await back(
			world,
			/Take back: change limits of web\?[\s\S]*Processes: 77 → –[\s\S]*Restart: always → unless-stopped/,
			'✓ took back change limits of web',
		);
		await does(world, 'limits web cpus=0.5', /CPUs +0\.5/, keys.enter, '✓ changed limits of web');
		await world.screen.press('u');
		await world.screen.waitFor('changed limits of web: that cannot be taken back');
	});

	it('of the role and the labels of a node', async () => {
		const world = await open();
		const node = [...world.simulator.machine.nodes.values()].find(({name}) => name === 'test-wrk1');
		await typed(world, 'nodes');
		await world.screen.waitFor(/NODES 3/);
		await does(world, 'label test-wrk1 name=disk value=ssd', /Label +disk/, keys.enter, '✓ labelled test-wrk1');
		expect(node?.labels).toMatchObject({disk: 'ssd'});
		await back(world, /set label disk of test-wrk1\?[\s\S]*Labels\.disk: ssd → –/, '✓ took back set label disk');
		expect(node?.labels).not.toHaveProperty('disk');
		await does(world, 'promote test-wrk1', /promote node test-wrk1\?/, 'y', '✓ promoted test-wrk1');
		await world.screen.waitFor(/test-wrk1 .*(?:reachable|Reachable)/);
		await back(world, /Take back: promote test-wrk1\?[\s\S]*is a worker again[\s\S]*managers/, '✓ demoted test-wrk1');
		expect(node?.role).toBe('worker');
	});

	it('of who is in a network', async () => {
		const world = await open();
		const web = world.simulator.machine.container('web');
		await typed(world, 'networks');
		await world.screen.waitFor(/NETWORKS \d[\s\S]*vault/);
		await does(world, 'connect vault container=web', /Container +web/, keys.enter, '✓ connected web to vault');
		expect(web.networks).toContain('vault');
		await world.screen.waitFor(/● vault +in use/);
		await back(world, /Take back: connect web to vault\?/, '✓ took back connect web to vault');
		expect(web.networks).not.toContain('vault');
		const [network = ''] = web.networks;
		await does(
			world,
			`disconnect ${network} container=web`,
			/Container +web/,
			keys.enter,
			`✓ disconnected web from ${network}`,
		);
		await back(world, /Take back: disconnect web from/, '✓ took back disconnect web');
		expect(web.networks).toContain(network);
	});

	it('though another engine joined since, on the one where it was done', async () => {
		const world = await open();
		other = await startSimulator({fleet: testFleet(Date.now())});
		await does(world, 'stop web', /stop container web\?/, 'y', '✓ stopped web');
		await does(world, 'label shop_api name=tier value=web', /Label +tier/, keys.enter, '✓ changed labels of shop_api');
		await typed(world, `host +${other.url}`);
		await world.screen.waitFor('watching');
		await typed(world, 'containers');
		await world.screen.waitFor('CONTAINERS 14');
		await back(world, /Take back: change labels of shop_api\?/, 'took back change labels of shop_api');
		await back(world, /Take back: stop web\?[\s\S]*is started/, 'started web');
		expect(world.simulator.machine.container('web').state).toBe('running');
		expect([...other.requests.keys()].filter(request => request.startsWith('POST'))).toEqual([]);
		await world.screen.press('u');
		await world.screen.waitFor('nothing was done yet that could be taken back');
	});
});

import {Writable} from 'node:stream';
import {afterEach, describe, expect, it} from 'vitest';
import {main} from '../../source/main.ts';
import {scaleFleet} from '../../source/simulator/fleets.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import {eventually} from '../lab/process.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn({columns: 200, ...options});
	await program.screen.waitFor('6/6 tasks');
	return program;
};

const openNetworks = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	const world = await open(options);
	await world.screen.press(':', ...'networks', keys.enter);
	await world.screen.waitFor(/NETWORKS 7.* STATE/);
	return world;
};

const lists = ({simulator}: Program): number => simulator.requests.get('GET /networks') ?? 0;

const idOf = ({simulator}: Program, name: string): string => {
	const found = [...simulator.machine.networks.values()].find(network => network.name === name);
	if (found === undefined) throw new Error(`there is no network ${name}`);
	return found.id;
};

afterEach(async () => {
	await program?.close();
	program = undefined;
});

describe('the networks of an engine', () => {
	it('are listed with who uses them', async () => {
		const {screen} = await openNetworks();
		await screen.waitFor(/● bridge +in use +5: database, sick, stubborn, web.* bridge +local +172\.17\.0\.0\/16/);
		await screen.waitFor(/● ingress +in use +2: .* agent, shop_api +overlay/);
		await screen.waitFor(/○ host +predefined +host/);
		await screen.waitFor(/○ vault +unused +bridge .*internal/);
		await screen.waitFor(/○ wiki_default +unused .*wiki/);
	});

	it('cost nothing while nobody looks at them', async () => {
		const world = await open();
		const {screen, simulator} = world;
		simulator.machine.events.add('network', 'create', 'x', {name: 'x', type: 'bridge'});
		simulator.machine.end(simulator.machine.container('web'), 0);
		await screen.waitFor(/web +Exited \(0\)/);
		expect(lists(world)).toBe(0);
		await screen.press(':', ...'net', keys.enter);
		await screen.waitFor(/● bridge +in use/);
		expect(lists(world)).toBe(1);
	});

	it('are listed anew when one comes or goes, and not when a container does', async () => {
		const world = await openNetworks();
		const {screen, simulator} = world;
		const {machine} = simulator;
		await screen.waitFor(/● bridge +in use +5: database, sick/);
		const before = lists(world);
		const web = machine.container('web');
		machine.end(web, 0);
		machine.events.add('network', 'disconnect', idOf(world, 'bridge'), {name: 'bridge', container: web.id});
		await screen.waitFor(/● bridge +in use +5: database, sick, stubborn, failed/);
		expect(lists(world)).toBe(before);
		machine.networks.delete(idOf(world, 'vault'));
		machine.events.add('network', 'destroy', 'vault', {name: 'vault', type: 'bridge'});
		await screen.waitFor(/NETWORKS 6/);
	});

	it('have a page with addresses, which one that connects reads anew, and their YAML', async () => {
		const world = await openNetworks();
		const {screen, simulator} = world;
		await screen.press('/', ...'name=bridge', keys.enter, keys.enter);
		await screen.waitFor(/NETWORK bridge +● in use[\s\S]*Subnets +172\.17\.0\.0\/16 via 172\.17\.0\.1/);
		await screen.waitFor(/In it[\s\S]*● web +172\.17\.\d+\.\d+\/16 +Up/);
		await screen.waitFor(/✗ failed +Exited \(3\)/);
		const before = simulator.requests.get('GET /networks/{id}') ?? 0;
		simulator.machine.events.add('network', 'connect', idOf(world, 'bridge'), {name: 'bridge', container: 'x'});
		await eventually('it to be read anew', async () =>
			(simulator.requests.get('GET /networks/{id}') ?? 0) > before ? true : undefined,
		);
		await screen.press('y');
		await screen.waitFor(/YAML bridge[\s\S]*Driver: bridge/);
	});

	it('are removed after a question', async () => {
		const {screen, simulator} = await openNetworks();
		await screen.press('/', ...'vault', keys.enter);
		await screen.waitFor(/NETWORKS 1\/7/);
		await screen.press('D');
		await screen.waitFor('remove network vault?');
		await screen.press('y');
		await screen.waitFor('removed network vault');
		expect([...simulator.machine.networks.values()].map(({name}) => name)).not.toContain('vault');
	});

	it.each([
		['bridge', 'it is one of the engine’s own'],
		['ingress', 'the swarm made it and needs it'],
	])('stay where they are needed, as %s', async (name, reason) => {
		const {screen} = await openNetworks();
		await screen.press(':', ...`remove ${name}`, keys.enter);
		await screen.waitFor(`cannot remove ${name}: ${reason}`);
	});

	it('are none, in a sentence, where the engine has no such route', async () => {
		const {screen, simulator} = await open();
		simulator.faults.refuse = {pattern: /^\/networks/, status: 404, message: 'page not found'};
		await screen.press(':', ...'networks', keys.enter);
		await screen.waitFor('cannot read the networks: this engine knows no networks');
	});
});

it('are printed where there are no services, which are not asked for', async () => {
	const simulator = await startSimulator({fleet: scaleFleet(3, 2, Date.now())});
	let out = '';
	// Safe: printing asks for no more of a stream that is no terminal.
	const stdout = new Writable({
		write: (chunk: Buffer, _encoding, done) => {
			out += String(chunk);
			done();
		},
	}) as unknown as NodeJS.WriteStream;
	const output = {kind: 'format', template: '{{.Name}} {{.State}}'} as const;
	const options = {host: simulator.url, isDemo: false, isReadOnly: false, once: 'networks', output};
	try {
		await main(options, {stdin: process.stdin, stdout, stderr: stdout});
		expect(out.trim().split('\n').slice(-5)).toEqual([
			'bridge in use',
			'host predefined',
			'none predefined',
			'vault unused',
			'wiki_default unused',
		]);
		expect([...simulator.requests.keys()].filter(request => request.includes('/services'))).toEqual([]);
	} finally {
		await simulator.stop();
	}
});

import {afterEach, describe, expect, it} from 'vitest';
import {testFleet} from '../../source/simulator/fleets.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed, writing} from './program.ts';

// A container made anew of a newer image, on a simulated engine.

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

const namesOf = ({simulator}: Program): readonly string[] =>
	[...simulator.machine.containers.values()].map(({name}) => name).filter(name => name.startsWith('web'));

describe('a container is made anew', () => {
	it('of the image that is named, as it was set up', async () => {
		const world = await open();
		const {screen, simulator} = world;
		const old = simulator.machine.container('web');
		const other = [...simulator.machine.networks.values()].find(
			({driver, name}) => driver === 'bridge' && name !== 'bridge',
		);
		old.networks = ['bridge', other?.name ?? ''];
		await typed(world, 'recreate web image=registry.local/web:2 seconds=1');
		await screen.waitFor(/Recreate web of a newer image\?[\s\S]*kept as web-old[\s\S]*Image +registry.local\/web:2/);
		expect(writing(world)).toEqual([]);
		await screen.press(keys.enter);
		await screen.waitFor('✓ recreated web of registry.local/web:2, another image than before');
		const fresh = simulator.machine.container('web');
		expect(fresh.id).not.toBe(old.id);
		expect(fresh).toMatchObject({state: 'running', image: 'registry.local/web:2', networks: old.networks});
		expect(fresh.ports).toEqual(old.ports);
		expect(fresh.labels).toEqual(old.labels);
		expect(namesOf(world)).toEqual(['web']);
	});

	it('and put back where the new one does not start, in the engine’s words', async () => {
		const world = await open({columns: 240});
		const {screen, simulator} = world;
		const {id} = simulator.machine.container('web');
		await typed(world, 'recreate web image=registry.local/broken:2');
		await screen.waitFor('Recreate web of a newer image?');
		await screen.press(keys.enter);
		await screen.waitFor(/could not recreate web: OCI runtime[\s\S]*the old one is web again, and runs/);
		expect(simulator.machine.container('web')).toMatchObject({id, state: 'running'});
		expect(namesOf(world)).toEqual(['web']);
	});

	it('and put back where the new one ends', async () => {
		const world = await open({columns: 240});
		const {screen, simulator} = world;
		const {id} = simulator.machine.container('web');
		await typed(world, 'recreate web pull=no seconds=600');
		await screen.waitFor('Recreate web of a newer image?');
		await screen.press(keys.enter);
		await screen.waitFor('watching whether it runs');
		simulator.machine.end(simulator.machine.container('web'), 3);
		await screen.waitFor(/the new one ended with exit code 3; the old one is web again, and runs/);
		expect(simulator.machine.container('web')).toMatchObject({id, state: 'running'});
	});

	it('and put back where it is stopped half-way', async () => {
		const world = await open({columns: 240});
		const {screen, simulator} = world;
		const {id} = simulator.machine.container('web');
		await typed(world, 'recreate web pull=no seconds=600');
		await screen.waitFor('Recreate web of a newer image?');
		await screen.press(keys.enter);
		await screen.waitFor('watching whether it runs');
		await typed(world, 'cancel');
		await screen.waitFor('Stop watching whether it runs?');
		await screen.press('y');
		await screen.waitFor(/could not recreate web: stopped; the old one is web again, and runs/);
		expect(simulator.machine.container('web')).toMatchObject({id, state: 'running'});
	});

	it('not at all where its image cannot be pulled', async () => {
		const world = await open({columns: 240});
		const {screen, simulator} = world;
		await typed(world, 'recreate web image=registry.local/missing:2');
		await screen.waitFor('Recreate web of a newer image?');
		await screen.press(keys.enter);
		await screen.waitFor(/could not recreate web: manifest for[\s\S]*web is as it was/);
		expect(simulator.requests.get('POST /containers/{id}/rename')).toBeUndefined();
	});

	it.each([
		['shop_api.1', 'it belongs to swarm'],
		['web', 'web-old is there already'],
	])('not at all: %s, as %s', async (name, why) => {
		const fleet = testFleet(Date.now());
		const containers = fleet.containers.map(one => (one.name === 'sick' ? {...one, name: 'web-old'} : one));
		const world = await open({fleet: {...fleet, containers}});
		const found = [...world.simulator.machine.containers.values()].find(one => one.name.startsWith(name));
		await typed(world, `recreate ${found?.name}`);
		await world.screen.waitFor(new RegExp(`cannot recreate ${name}[^:]*: ${why}`));
		expect(writing(world)).toEqual([]);
	});
});

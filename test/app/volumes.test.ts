import {afterEach, describe, expect, it} from 'vitest';
import {eventually} from '../lab/process.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	await program.screen.waitFor('6/6 tasks');
	return program;
};

const openVolumes = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	const world = await open(options);
	await world.screen.press(':', ...'volumes', keys.enter);
	await world.screen.waitFor(/VOLUMES 4.* STATE/);
	return world;
};

const lists = ({simulator}: Program): number => simulator.requests.get('GET /volumes') ?? 0;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

describe('the volumes of an engine', () => {
	it('are listed with who uses them', async () => {
		const {screen} = await openVolumes();
		await screen.waitFor(/VOLUMES 4[\s\S]*● data +in use +database +.*local/);
		await screen.waitFor(/○ wiki_pages +unused +.*wiki +local/);
		await screen.waitFor(/○ [0-9a-f]{12} +unused/);
	});

	it('cost nothing while nobody looks at them, and their sizes never', async () => {
		const world = await open();
		const {screen, simulator} = world;
		simulator.machine.events.add('volume', 'create', 'new', {driver: 'local'});
		simulator.machine.end(simulator.machine.container('database'), 0);
		await screen.waitFor(/database +Exited \(0\)/);
		expect(lists(world)).toBe(0);
		await screen.press(':', ...'vol', keys.enter);
		await screen.waitFor(/○ data +idle +database/);
		expect(lists(world)).toBe(1);
		await screen.press(keys.enter);
		await screen.waitFor(/VOLUME [0-9a-f]{12} +○ unused/);
		expect([...simulator.requests.keys()].filter(request => /df/.test(request))).toEqual([]);
	});

	it('are listed anew when one comes or goes, and not when one is mounted', async () => {
		const world = await openVolumes();
		const {screen, simulator} = world;
		const {volumes, events} = simulator.machine;
		await screen.waitFor(/VOLUMES 4/);
		const before = lists(world);
		events.add('volume', 'mount', 'data', {driver: 'local', container: 'x', destination: '/data'});
		simulator.machine.end(simulator.machine.container('database'), 0);
		events.add('volume', 'unmount', 'data', {driver: 'local', container: 'x'});
		await screen.waitFor(/○ data +idle +database/);
		expect(lists(world)).toBe(before);
		volumes.delete('archive');
		events.add('volume', 'destroy', 'archive', {driver: 'local'});
		await screen.waitFor(/VOLUMES 3/);
	});

	it('have a page, which an event reads anew, and their YAML', async () => {
		const {screen, simulator} = await openVolumes();
		await screen.press('/', ...'name=data', keys.enter, keys.enter);
		await screen.waitFor(/VOLUME data +● in use[\s\S]*Mountpoint +\/var\/lib\/docker\/volumes\/data\/_data/);
		await screen.waitFor(/Used by[\s\S]*● database +Up/);
		const before = simulator.requests.get('GET /volumes/{id}') ?? 0;
		simulator.machine.events.add('volume', 'unmount', 'data', {driver: 'local'});
		await eventually('it to be read anew', async () =>
			(simulator.requests.get('GET /volumes/{id}') ?? 0) > before ? true : undefined,
		);
		await screen.press('y');
		await screen.waitFor(/YAML data[\s\S]*Driver: local[\s\S]*Name: data/);
	});

	it('are removed after a question that says what is lost, and a word', async () => {
		const {screen, simulator} = await openVolumes();
		await screen.press('/', ...'wiki', keys.enter);
		await screen.waitFor(/VOLUMES 1\/4/);
		await screen.press('D');
		await screen.waitFor(/remove volume wiki_pages\?[\s\S]*all data in it is lost: nothing brings it back/);
		await screen.press('y', keys.enter);
		expect(simulator.machine.volumes.has('wiki_pages')).toBe(true);
		await screen.press(keys.backspace, ...'remove');
		await screen.waitFor('Type remove  remove');
		await screen.press(keys.enter);
		await screen.waitFor('removed volume wiki_pages');
		expect(simulator.machine.volumes.has('wiki_pages')).toBe(false);
	});

	it('stay where a container uses them', async () => {
		const {screen} = await openVolumes();
		await screen.press(':', ...'remove data', keys.enter);
		await screen.waitFor('cannot remove data: database uses it');
	});

	it('are none, in a sentence, where the engine has no such route', async () => {
		const {screen, simulator} = await open();
		simulator.faults.refuse = {pattern: /^\/volumes/, status: 404, message: 'page not found'};
		await screen.press(':', ...'volumes', keys.enter);
		await screen.waitFor('cannot read the volumes: this engine knows no volumes');
	});
});

import {afterEach, describe, expect, it} from 'vitest';
import {demoFleet, testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {without} from '../house/port.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, openScreenOn, type Program, typed, writing} from './program.ts';

// What this program removes is kept as it was, is listed, and is made again by a word.

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn({columns: 160, rows: 40, fleet: testFleet(Date.now()), ...options});
	await program.screen.waitFor('Overview');
	await program.screen.waitFor(/\d\/\d+ tasks.* \d+\/\d+ ctr/);
	return program;
};

type Seen = Pick<Program, 'screen'>;

/** The list of a kind, once it was read. */
const list = async (world: Seen, word: string): Promise<void> => {
	await typed(world, word);
	await world.screen.waitFor(new RegExp(`${word.toUpperCase()} \\d`));
};

/** Asks for something, answers its question as that wants it, and waits for what is said then. */
const done = async (world: Seen, words: string, question: string, answers: readonly string[], said: string) => {
	await typed(world, words);
	await world.screen.waitFor(question);
	await world.screen.press(...answers);
	await world.screen.waitFor(said);
};

const removed = (world: Seen, kind: string, name: string): Promise<void> =>
	done(
		world,
		`remove ${name}`,
		`remove ${kind} ${name}?`,
		['y'],
		`removed ${kind === 'container' ? '' : `${kind} `}${name}`,
	);

const again = (world: Seen, kind: string, name: string, said = `made ${kind} ${name} again`): Promise<void> =>
	done(world, `again ${name}`, `Make ${kind} ${name} again?`, ['y'], said);

describe('a container that was removed', () => {
	it('is listed with what cannot come back, and shown as it was, values of its environment masked', async () => {
		const world = await open();
		const {screen} = world;
		await removed(world, 'container', 'web');
		await list(world, 'removed');
		await screen.waitFor(/○ web +can be made +container +removed web +what it wrote into its own files, and its log/);
		await screen.press(keys.enter);
		await screen.waitFor(/REMOVED OBJECT web[\s\S]*Never back[\s\S]*By +removed web/);
		await screen.press('y');
		await screen.waitFor(/YAML web .* values of the environment masked/);
		await screen.press('/', ...'SECRET', keys.enter);
		await screen.waitFor('- SECRET=•••');
	});

	it('is made again as it was, and runs as it did; then it is no removed one any more', async () => {
		const world = await open();
		const {machine} = world.simulator;
		const before = machine.container('web');
		await removed(world, 'container', 'web');
		await again(world, 'container', 'web');
		const {id, environment, ports, networks, restartPolicy, state} = machine.container('web');
		expect(id).not.toBe(before.id);
		expect({ports, networks, restartPolicy, state}).toEqual({
			ports: before.ports,
			networks: before.networks,
			restartPolicy: before.restartPolicy,
			state: 'running',
		});
		expect(environment).toContain('SECRET=hunter2');
		expect(writing(world)).toEqual([
			'DELETE /containers/{id}',
			'POST /containers/create',
			'POST /containers/{id}/start',
		]);
		await typed(world, 'removed');
		await world.screen.waitFor('nothing was removed in this session');
	});

	it('that did not run is not started', async () => {
		const world = await open();
		await removed(world, 'container', 'failed');
		await again(world, 'container', 'failed');
		expect(world.simulator.machine.container('failed').state).toBe('created');
	});

	it('is pointed to by the key that takes back, and not taken back by it', async () => {
		const world = await open();
		await removed(world, 'container', 'failed');
		await world.screen.press('u');
		await world.screen.waitFor('removed failed: :again failed makes it again, as far as that can be');
	});

	it('is not made where its name is taken, in the engine’s words', async () => {
		const world = await open();
		await removed(world, 'container', 'failed');
		await done(world, 'rename sick name=failed', 'rename container sick?', [keys.enter], 'renamed sick to failed');
		await again(world, 'container', 'failed', 'could not make container failed again: Conflict. The container name');
		await typed(world, 'removed');
		await world.screen.waitFor(/○ failed +can be made/);
	});

	it('is removed all the same where it cannot be read before, and is not kept then', async () => {
		const world = await open();
		world.simulator.faults.refuse = {pattern: /^\/containers\/[0-9a-f]{64}\/json/, status: 500, message: 'not now'};
		await removed(world, 'container', 'failed');
		await world.screen.press('u');
		await world.screen.waitFor('removed failed: that cannot be taken back');
	});

	it('is kept by no look at it, and made by nobody in read-only mode', async () => {
		const world = await open({isReadOnly: true});
		await typed(world, 'again web');
		await world.screen.waitFor('again is off: read-only');
		await world.screen.press('x');
		await typed(world, 'removed');
		await world.screen.waitFor('nothing was removed in this session');
		expect(writing(world)).toEqual([]);
	});
});

describe('what else was removed', () => {
	it('a volume is made empty, by its driver and options', async () => {
		const world = await open();
		const {volumes} = world.simulator.machine;
		const before = volumes.get('archive');
		await list(world, 'volumes');
		await done(world, 'remove archive', 'remove volume archive?', [...'remove', keys.enter], 'removed volume archive');
		expect(volumes.has('archive')).toBe(false);
		await typed(world, 'again archive');
		await world.screen.waitFor('cannot come back: all of its data');
		await world.screen.press('y');
		await world.screen.waitFor('made volume archive again, empty');
		expect(volumes.get('archive')).toMatchObject({options: before?.options, labels: before?.labels});
	});

	it('a network is made of its settings', async () => {
		const world = await open();
		const networks = () => [...world.simulator.machine.networks.values()].find(({name}) => name === 'vault');
		const {id: _, createdAt: __, ...before} = networks() ?? {};
		await list(world, 'networks');
		await removed(world, 'network', 'vault');
		await again(world, 'network', 'vault');
		expect(networks()).toMatchObject(before);
	});

	it('a config is made of its content, whatever that is; a secret is gone', async () => {
		const world = await open();
		const files = () => [...world.simulator.machine.taskFiles.values()];
		const before = files().find(({name}) => name === 'favicon');
		await list(world, 'configs');
		await removed(world, 'config', 'favicon');
		await again(world, 'config', 'favicon');
		const after = files().find(({name}) => name === 'favicon');
		expect(after?.id).not.toBe(before?.id);
		expect(after?.data).toEqual(before?.data);
		await list(world, 'secrets');
		await done(
			world,
			'remove tls-2024',
			'remove secret tls-2024?',
			[...'remove', keys.enter],
			'removed secret tls-2024',
		);
		await typed(world, 'again tls-2024');
		await world.screen.waitFor('cannot make again tls-2024: no engine tells the value of a secret: create it anew');
	});

	it('a service is made of its spec, with the configs of its names, which are others by now', async () => {
		const world = await open();
		const {machine} = world.simulator;
		await removed(world, 'service', 'shop_api');
		await list(world, 'configs');
		await removed(world, 'config', 'shop_settings');
		await again(world, 'config', 'shop_settings');
		await again(world, 'service', 'shop_api');
		const settings = [...machine.taskFiles.values()].find(({name}) => name === 'shop_settings');
		const service = [...machine.services.values()].find(({name}) => name === 'shop_api');
		expect(service?.spec).toMatchObject({
			Mode: {Replicated: {Replicas: 3}},
			TaskTemplate: {ContainerSpec: {Image: 'api:1', Configs: [{ConfigName: 'shop_settings', ConfigID: settings?.id}]}},
		});
	});

	it('of a stack each part is kept', async () => {
		const world = await open({fleet: demoFleet(Date.now())});
		const {screen} = world;
		await typed(world, 'remove shop');
		await screen.waitFor(/remove stack shop\?/);
		await screen.press(...'shop', keys.enter);
		await screen.waitFor(/✓ .*removed/);
		await screen.press('u');
		await screen.waitFor(':removed lists what can be made again');
		await screen.press('j');
		await screen.waitFor(without(':removed lists'));
		await typed(world, 'removed');
		await screen.waitFor(/○ shop_api +can be made +service/);
		await screen.waitFor(/✗ shop_\S+ +is gone +secret/);
		await screen.waitFor(/○ shop_\S+ +can be made +config/);
	});
});

it('is made again on the engine that it was removed from', async () => {
	const [left, right] = await Promise.all([
		startSimulator({fleet: testFleet(Date.now())}),
		startSimulator({fleet: testFleet(Date.now())}),
	]);
	const opened = await openScreenOn({columns: 180, rows: 40, engines: [{host: left.url}, {host: right.url}]});
	const {screen} = opened;
	const has = ({machine}: Simulator): boolean => [...machine.containers.values()].some(({name}) => name === 'failed');
	try {
		await screen.press('2');
		await screen.waitFor(/CONTAINERS 14/);
		await screen.press('/', ...'/^failed$/', keys.enter);
		await screen.waitFor(/CONTAINERS 2\/14/);
		await screen.press('G', 'D');
		await screen.waitFor('remove container failed?');
		await screen.press('y');
		await screen.waitFor('removed failed');
		const [from, other] = has(left) ? [right, left] : [left, right];
		expect(has(from)).toBe(false);
		await typed(opened, 'removed');
		await screen.waitFor(/○ failed +can be made/);
		await screen.press('X');
		await screen.waitFor(/› make again/);
		await screen.press(keys.enter);
		await screen.waitFor('Make container failed again?');
		await screen.press('y');
		await screen.waitFor('made container failed again');
		expect([has(from), has(other)]).toEqual([true, true]);
		expect(writing({simulator: other})).toEqual([]);
	} finally {
		await opened.close();
		await Promise.all([left.stop(), right.stop()]);
	}
});

import {afterEach, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {allTables} from '../../source/resources/registry.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {Monitor} from '../../source/store/monitor.ts';
import type {Intervals} from '../../source/store/session.ts';
import {startMonitor} from '../../source/store/start-monitor.ts';
import type {EngineState} from '../../source/store/state.ts';
import {eventually} from '../lab/process.ts';

let simulator: Simulator;
let monitor: Monitor | undefined;

const watch = async (
	prepare: (world: Simulator) => void = () => undefined,
	{ahead = 0, intervals = {}}: {readonly ahead?: number; readonly intervals?: Partial<Intervals>} = {},
): Promise<Monitor> => {
	const now = () => Date.now() + ahead;
	simulator = await startSimulator({fleet: testFleet(now()), clock: {now}});
	prepare(simulator);
	const address = {name: 'lanes', url: simulator.url, origin: 'test'};
	monitor = startMonitor({
		tables: allTables(),
		host: 'lanes',
		address: address.url,
		connect: signal => connectEngine(address, signal),
		intervals: {unheard: 100, info: 200, services: 100, tasks: 100, nodes: 100, ...intervals},
	});
	monitor.watch({containers: [], tables: ['services', 'tasks', 'nodes']});
	return monitor;
};

const see = (world: Monitor, what: string, isSeen: (state: EngineState) => boolean): Promise<true> =>
	eventually(what, () => (isSeen(world.store.getState()) ? true : undefined));

const asked = (request: string): number => simulator.requests.get(request) ?? 0;

afterEach(async () => {
	monitor?.close();
	monitor = undefined;
	await simulator.stop();
});

const refusal = (pattern: RegExp) => ({pattern, status: 403, message: 'forbidden by the proxy'});

describe('lanes do not wait for each other', () => {
	it.each<[string, (world: Simulator) => void]>([
		[
			'refused',
			({faults}) => {
				faults.refuse = refusal(/^\/events/);
			},
		],
		[
			'never answered',
			({faults}) => {
				faults.hang = /^\/events/;
			},
		],
	])('events that are %s: rows are listed at once and again and again', async (_name, prepare) => {
		const world = await watch(prepare);
		await see(
			world,
			'rows',
			state => state.tables.containers.at !== undefined && state.tables.containers.rows.size > 0,
		);
		const lists = asked('GET /containers/json');
		await eventually('more lists', () => (asked('GET /containers/json') > lists + 2 ? true : undefined));
		expect(world.store.getState().connection.status).toBe('live');
	});

	it('events that nobody answers are not waited for', async () => {
		const world = await watch(({faults}) => {
			faults.hang = /^\/events/;
		});
		await see(world, 'rows', state => state.tables.containers.rows.size > 0);
		// The question for the events is still open then.
		expect(world.store.getState().eventsFault).toBeUndefined();
	});

	it('pings do not wait behind questions: an engine that has many to answer is not taken for lost', async () => {
		const world = await watch(undefined, {intervals: {ping: 100}});
		await see(world, 'rows', state => state.tables.containers.rows.size > 0);
		simulator.faults.hang = /^\/containers\/[^/]+\/json/;
		const [id = ''] = world.store.getState().tables.containers.rows.keys();
		const giving = new AbortController();
		let answers = 0;
		const questions = Array.from({length: 20}, () =>
			world
				.ask(id, (engine, signal) => engine.containers.inspect(id, signal), giving.signal)
				.catch(() => {
					answers++;
				}),
		);
		await eventually('as many as are asked at once', () => (simulator.hanging() > 0 ? true : undefined));
		const pings = asked('GET /_ping');
		await eventually('more pings', () => (asked('GET /_ping') > pings + 3 ? true : undefined));
		expect(answers).toBe(0);
		giving.abort();
		await Promise.all(questions);
	});

	it('says why events are not heard', async () => {
		const world = await watch(({faults}) => {
			faults.refuse = refusal(/^\/events/);
		});
		await see(world, 'the reason', state => state.eventsFault?.message.includes('forbidden by the proxy') === true);
		simulator.faults.refuse = undefined;
		await see(world, 'events', state => state.eventsFault === undefined);
	});

	it('containers that are refused leave the swarm alone, and say so at once', async () => {
		const world = await watch(({faults}) => {
			faults.refuse = refusal(/^\/containers\/json/);
		});
		await see(
			world,
			'services, and why there are no containers',
			({tables: {services, tasks, containers}}) =>
				services.rows.size > 0 &&
				tasks.rows.size > 0 &&
				containers.fault?.message.includes('forbidden by the proxy') === true,
		);
	});

	it('/info that is refused leaves services, tasks and nodes', async () => {
		const world = await watch(({faults}) => {
			faults.refuse = refusal(/^\/info/);
		});
		await see(
			world,
			'the swarm, and the fault',
			({tables, infoFault}) =>
				tables.services.rows.size > 0 && tables.nodes.rows.size > 0 && infoFault?.kind === 'forbidden',
		);
		expect(world.store.getState().role).toBe('manager');
	});

	it('one route of the swarm that is not there leaves the others', async () => {
		const world = await watch(({faults}) => {
			faults.refuse = {pattern: /^\/tasks/, status: 404, message: 'page not found'};
		});
		await see(
			world,
			'services',
			state => state.tables.services.rows.size === 2 && state.tables.tasks.fault !== undefined,
		);
		const lists = asked('GET /services');
		await eventually('more lists', () => (asked('GET /services') > lists + 3 ? true : undefined));
		expect(world.store.getState()).toMatchObject({role: 'manager'});
		expect(world.store.getState().tables.services.rows.size).toBe(2);
	});

	it('rows that could not be read again after an event are tried again soon', async () => {
		const world = await watch(undefined, {intervals: {again: 100}});
		const {id} = simulator.machine.container('database');
		const stateOf = ({tables}: EngineState) => tables.containers.rows.get(id)?.state;
		await see(world, 'rows', state => stateOf(state) === 'running');
		simulator.faults.refuse = refusal(/^\/containers\/json/);
		simulator.machine.end(simulator.machine.container('database'), 1);
		await see(world, 'the fault', state => state.tables.containers.fault !== undefined);
		simulator.faults.refuse = undefined;
		await see(world, 'the end', state => stateOf(state) === 'exited' && state.tables.containers.fault === undefined);
	});

	it('what was missed while no events came is read when they come again', async () => {
		const world = await watch(
			({faults}) => {
				faults.refuse = refusal(/^\/events/);
			},
			{intervals: {unheard: 600_000, again: 100}},
		);
		const {id} = simulator.machine.container('database');
		await see(world, 'rows', state => state.tables.containers.rows.has(id) && state.eventsFault !== undefined);
		simulator.machine.remove(simulator.machine.container('database'));
		simulator.faults.refuse = undefined;
		await see(world, 'that it is gone', state => !state.tables.containers.rows.has(id));
	});

	it('a list of the wrong shape keeps the last rows', async () => {
		const world = await watch();
		await see(world, 'services', state => state.tables.services.rows.size === 2);
		simulator.faults.refuse = {pattern: /^\/services/, status: 200, message: 'I am a proxy'};
		await see(world, 'the fault', state => state.tables.services.fault?.message.includes('I am a proxy') === true);
		expect(world.store.getState().tables.services.rows.size).toBe(2);
	});
});

describe('what this engine is', () => {
	it('follows it from manager to worker, where nothing of the swarm is known, and back', async () => {
		const world = await watch();
		await see(world, 'the swarm', state => state.tables.services.rows.size === 2 && state.tables.tasks.rows.size > 0);
		simulator.faults.isWorker = true;
		await see(
			world,
			'a worker',
			({role, tables}) => role === 'worker' && tables.services.rows.size + tables.tasks.rows.size === 0,
		);
		simulator.faults.isWorker = false;
		await see(world, 'a manager', state => state.role === 'manager' && state.tables.services.rows.size === 2);
	});
});

describe('what a ping says of the role', () => {
	it('is heard before the engine is asked what it is', async () => {
		const world = await watch(
			({faults}) => {
				faults.isWorker = true;
			},
			{intervals: {info: 600_000, ping: 50}},
		);
		await see(world, 'a worker', state => state.role === 'worker' && state.info !== undefined);
		simulator.faults.isWorker = false;
		await see(world, 'a manager', state => state.role === 'manager' && state.tables.services.rows.size === 2);
	});
});

describe('usage by streams', () => {
	it('reads the figures of what is on screen', async () => {
		simulator = await startSimulator({fleet: testFleet(Date.now())});
		const address = {name: 'lanes', url: simulator.url, origin: 'test'};
		const world = startMonitor({
			tables: allTables(),
			host: 'lanes',
			address: address.url,
			connect: signal => connectEngine(address, signal),
			tier: 'streams',
		});
		monitor = world;
		const {id} = simulator.machine.container('database');
		world.watch({containers: [id], tables: []});
		await see(world, 'figures', state => state.usage.get(id)?.latest.cpu !== undefined);
		expect(world.store.getState().tier).toBe('streams');
		const first = world.store.getState().usage.get(id)?.latest.at ?? 0;
		await see(world, 'newer figures', state => (state.usage.get(id)?.latest.at ?? 0) > first + 1500);
	});
});

describe('a flood of events', () => {
	it('keeps no list waiting, and is remembered within bounds', async () => {
		const world = await watch();
		await see(world, 'rows', state => state.tables.containers.rows.size > 0);
		for (let index = 0; index < 20_000; index++)
			simulator.machine.events.add('container', 'die', `flood-${index}`, {exitCode: '1'});
		simulator.machine.events.add('container', 'die', 'the last', {exitCode: '1'});
		await see(world, 'the last end', state => state.deaths.has('the last'));
		expect(world.store.getState().deaths.size).toBeLessThanOrEqual(2000);
		// Rows of so many ids are read as one list.
		await eventually('a list', () => (asked('GET /containers/json') > 1 ? true : undefined));
	});
});

describe('the engine’s clock', () => {
	it.each([660_000, -660_000])('is the one that all times are told by: %i ms ahead', async ahead => {
		const world = await watch(undefined, {ahead});
		// An answer that was long on its way tells it less well; a later one does.
		await see(
			world,
			'rows and the clock',
			({tables, clockOffset}) => tables.containers.rows.size > 0 && Math.abs(clockOffset - ahead) <= 1000,
		);
		expect(Math.abs(world.now() - Date.now() - ahead)).toBeLessThanOrEqual(1000);
	});
});

describe('what is known of containers in trouble', () => {
	it('is asked for once, and again when they change', async () => {
		const world = await watch();
		const failed = simulator.machine.container('failed');
		await see(world, 'details', state => state.details.has(failed.id));
		expect(world.store.getState().details.has(simulator.machine.container('database').id)).toBe(false);
	});
});

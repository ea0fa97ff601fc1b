import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {allTables} from '../../source/resources/registry.ts';
import type {Monitor} from '../../source/store/monitor.ts';
import {startMonitor} from '../../source/store/start-monitor.ts';
import type {EngineState} from '../../source/store/state.ts';
import {startEngineProxy} from '../lab/engine-proxy.ts';
import {labImage} from '../lab/image.ts';
import type {Lab} from '../lab/lab.ts';
import {startLab} from '../lab/lab.ts';
import {run} from '../lab/process.ts';
import {hasLab} from '../lab/shared-lab.ts';
import {patience} from '../patience.ts';
import {program} from '../pty/program.ts';

/** Resolves with the first state that is as wanted. */
const until = (
	monitor: Monitor,
	what: string,
	isSo: (state: EngineState) => boolean,
	wait = patience,
): Promise<EngineState> =>
	new Promise((resolve, reject) => {
		const look = () => {
			const state = monitor.store.getState();
			if (!isSo(state)) return;
			clearTimeout(timer);
			stop();
			resolve(state);
		};
		const stop = monitor.store.subscribe(look);
		const timer = setTimeout(() => {
			stop();
			reject(new Error(`waited in vain for ${what}`));
		}, wait);
		look();
	});

const named = (state: EngineState, name: string) =>
	[...state.tables.containers.rows.values()].find(row => row.name === name);

describe.skipIf(!hasLab)('a monitor of a real engine', () => {
	let lab: Lab;
	let monitor: Monitor;

	beforeAll(async () => {
		lab = await startLab({swarm: true});
	});
	afterEach(() => monitor.close());
	afterAll(async () => {
		await lab.stop();
	});

	const start = (url = lab.url) => {
		const address = {name: 'lab', url, origin: 'test'};
		monitor = startMonitor({
			tables: allTables(),
			host: 'lab',
			address: url,
			connect: signal => connectEngine(address, signal),
			intervals: {ping: 500, services: 500, nodes: 500, tasks: 500},
		});
	};
	const busy = async (name: string): Promise<void> => {
		// A second try finds that of the first.
		await lab.docker('rm', '-f', name).catch(() => 'there is none');
		await lab.docker(
			'run',
			'-d',
			'--name',
			name,
			labImage,
			'sh',
			'-c',
			'trap exit TERM; while :; do echo tick; sleep 0.2; done',
		);
	};

	it('follows a container from its start through its death to its removal', async () => {
		start();
		await until(
			monitor,
			'live',
			state => state.connection.status === 'live' && state.tables.containers.at !== undefined,
		);
		await busy('one');
		const running = await until(monitor, 'its row', state => named(state, 'one')?.state === 'running');
		const id = named(running, 'one')?.id ?? '';
		const used = await until(monitor, 'its CPU', state => state.usage.get(id)?.latest.cpu !== undefined);
		expect(used.usage.get(id)?.latest.memory).toBeGreaterThan(0);
		await until(monitor, 'the sum', state => state.totals?.latest.cpu !== undefined);
		await lab.docker('kill', 'one');
		// Its row and the event are read over connections of their own.
		const dead = await until(
			monitor,
			'its death',
			state => named(state, 'one')?.state === 'exited' && state.deaths.has(id),
		);
		expect(dead.deaths.get(id)?.at(-1)?.exitCode).toBe(137);
		expect(dead.usage.has(id)).toBe(false);
		await lab.docker('rm', 'one');
		await until(monitor, 'its end', state => named(state, 'one') === undefined);
	});

	it('answers an action in the words of the daemon', async () => {
		await busy('two');
		start();
		const {containers} = (await until(monitor, 'the row', state => named(state, 'two') !== undefined)).tables;
		const id = [...containers.rows.values()].find(row => row.name === 'two')?.id ?? '';
		const words = {
			name: 'it',
			past: 'done',
			id,
			pending: 'unpausing',
			done: 'unpaused two',
			already: 'not paused',
			failed: 'could not unpause two',
		};
		monitor.act([{...words, run: (engine, signal) => engine.containers.unpause(id, signal)}]);
		expect(monitor.store.getState().pending.get(id)?.label).toBe('unpausing');
		const answered = await until(monitor, 'an answer', state => state.notices.length > 0);
		expect(answered.notices[0]?.text).toMatch(/^could not unpause two: .*not paused/);
		expect(answered.pending.size).toBe(0);
	});

	it('sees services, their tasks and the node, and what is scaled', async () => {
		start();
		monitor.watch({containers: [], tables: ['services', 'tasks', 'nodes']});
		await lab.docker(
			'service',
			'create',
			'--detach',
			'--no-resolve-image',
			'--name',
			'web',
			'--replicas',
			'2',
			labImage,
		);
		const two = (
			await until(
				monitor,
				'2/2 on a node',
				({tables: {services, nodes}}) => [...services.rows.values()][0]?.running === 2 && nodes.rows.size > 0,
			)
		).tables;
		expect([...two.nodes.rows.values()][0]).toMatchObject({isSelf: true, isLeader: true});
		await until(
			monitor,
			'two tasks',
			state => [...state.tables.tasks.rows.values()].filter(task => task.state === 'running').length === 2,
		);
		const id = [...two.services.rows.keys()][0] ?? '';
		const words = {id, name: 'web', past: 'scaled', pending: 'scaling', done: 'scaled', already: '', failed: 'no'};
		monitor.act([{...words, run: (engine, signal) => engine.services.scale(id, 3, signal)}]);
		await until(monitor, '3/3', state => state.tables.services.rows.get(id)?.running === 3);
		await lab.docker('service', 'rm', 'web');
		await until(monitor, 'no service', state => state.tables.services.rows.size === 0);
	});

	it('stays live with containers while the swarm does not answer', async () => {
		const proxy = await startEngineProxy(join(lab.folder, 'proxy.sock'), lab.socketPath);
		await lab.docker('service', 'create', '--detach', '--no-resolve-image', '--name', 'api', labImage);
		start(proxy.url);
		monitor.watch({containers: [], tables: ['services', 'tasks', 'nodes']});
		await until(
			monitor,
			'the service',
			state => state.tables.services.rows.size === 1 && state.tables.tasks.rows.size === 1,
		);
		proxy.hang(/\/(info|services|nodes|tasks)/);
		const hung = await until(monitor, 'the faults', ({tables: {services, nodes, tasks}}) =>
			[services, nodes, tasks].every(lane => lane.fault !== undefined),
		);
		const {services, nodes, tasks} = hung.tables;
		expect(services.fault?.kind).toBe('timeout');
		expect([services, nodes, tasks].map(lane => lane.rows.size)).toEqual([1, 1, 1]);
		await busy('five');
		const lively = await until(monitor, 'a new container', state => named(state, 'five') !== undefined);
		expect(lively.tables.services.fault).toBeDefined();
		expect(lively.connection.status).toBe('live');
		expect(lively.tables.containers.fault).toBeUndefined();
		proxy.hang(undefined);
		await until(monitor, 'the swarm again', ({tables: {services, nodes, tasks}}) =>
			[services, nodes, tasks].every(lane => lane.fault === undefined),
		);
		await lab.docker('service', 'rm', 'api');
		monitor.close();
		await proxy.close();
	});

	it('leaves nothing behind that would keep the process', async () => {
		await busy('four');
		start();
		expect(await run(program.command, ['test/store/run-and-close.ts', lab.url], {timeout: patience})).toBe(
			'closed while live\n',
		);
	});

	it('keeps the last rows through the death of the engine, and goes on with rows and log', async () => {
		await busy('three');
		start();
		const before = await until(monitor, 'the row', state => named(state, 'three')?.state === 'running');
		const id = named(before, 'three')?.id ?? '';
		const log = monitor.openLog([{kind: 'container', id, name: 'three'}], {tail: 'all'});
		await expect.poll(() => log.snapshot().lines.length).toBeGreaterThan(2);
		expect(log.snapshot()).toMatchObject({status: 'following', first: 0, skipped: 0});
		await lab.kill();
		const lost = await until(monitor, 'the loss', state => state.connection.status === 'lost');
		// Others may have been on their way out.
		expect(named(lost, 'three')).toMatchObject({id, name: 'three', state: 'running'});
		await expect.poll(() => log.snapshot().status).toBe('lost');
		await lab.restart();
		monitor.retry();
		await until(
			monitor,
			'the way back',
			state => state.connection.status === 'live' && named(state, 'three')?.state === 'exited',
		);
		await expect.poll(() => log.snapshot().status).toBe('ended');
		const count = log.snapshot().lines.length;
		await lab.docker('start', 'three');
		await expect.poll(() => log.snapshot().lines.length).toBeGreaterThan(count);
		// Lines of our own between two runs have no time.
		const times = log.snapshot().lines.flatMap(line => line.timestamp ?? []);
		expect(new Set(times).size).toBe(times.length);
		expect(times).toEqual(times.toSorted());
	});
});

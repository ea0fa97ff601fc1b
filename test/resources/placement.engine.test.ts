import {isDeepStrictEqual} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Task} from '../../source/model/swarm.ts';
import {allTables} from '../../source/resources/registry.ts';
import type {View} from '../../source/resources/resource.ts';
import {type Check, placementOf} from '../../source/resources/tasks/placement.ts';
import {placementReason, refusalCounts} from '../../source/resources/tasks/placement-text.ts';
import type {Monitor} from '../../source/store/monitor.ts';
import {startMonitor} from '../../source/store/start-monitor.ts';
import {labImage} from '../lab/image.ts';
import {eventually} from '../lab/process.ts';
import {hasLab} from '../lab/shared-lab.ts';
import {type SwarmLab, startSwarmLab} from '../lab/swarm-lab.ts';

/** How long a swarm may take on a busy machine, ms. */
const patience = 90_000;

const nodeCount = 3;

/** How the scheduler names what it counts. */
const words: ReadonlyArray<readonly [RegExp, Check]> = [
	[/(\d+) nodes? not available for new tasks/, 'ready'],
	[/insufficient resources on (\d+) node/, 'resources'],
	[/missing plugin on (\d+) node/, 'plugin'],
	[/scheduling constraints not satisfied on (\d+) node/, 'constraint'],
	[/unsupported platform on (\d+) node/, 'platform'],
	[/host-mode port already in use on (\d+) node/, 'host port'],
	[/max replicas per node limit exceed()/, 'replicas'],
];

/** The counts of the engine's own words. Of replicas it tells none: they are what is left of all nodes. */
const countsIn = (error: string): Readonly<Partial<Record<Check, number>>> => {
	const found = words.flatMap(([pattern, check]) => {
		const count = pattern.exec(error)?.[1];
		return count === undefined ? [] : [[check, Number(count)] as const];
	});
	const told = found.reduce((sum, [, count]) => sum + count, 0);
	return Object.fromEntries(found.map(([check, count]) => [check, count === 0 ? nodeCount - told : count]));
};

describe.skipIf(!hasLab)('what is said of pending tasks, beside the real scheduler', () => {
	let lab: SwarmLab;
	let monitor: Monitor;

	const serve = (name: string, ...rest: readonly string[]) =>
		lab.manager.docker('service', 'create', '-d', '--no-resolve-image', '--name', name, ...rest, labImage);

	const view = (): View => ({state: monitor.store.getState(), now: monitor.now()});

	const pendingOf = (service: string): Task | undefined =>
		[...view().state.tables.tasks.rows.values()].find(
			task => task.serviceName === service && task.state === 'pending' && task.error !== undefined,
		);

	/** Waits until both count the nodes so, and tells the sentence. */
	const agreed = async (service: string, counts: object): Promise<string> => {
		let last = '';
		try {
			return await eventually(
				'both to count alike',
				() => {
					const task = pendingOf(service);
					if (task === undefined) return undefined;
					const both = [countsIn(task.error ?? ''), refusalCounts(placementOf(task, view()) ?? [])];
					last = `${task.error} ${JSON.stringify(both)}`;
					return both.every(found => isDeepStrictEqual(found, counts)) ? placementReason(task, view()) : undefined;
				},
				patience / 2,
			);
		} catch (error) {
			throw new Error(`${String(error)}, last ${last}`);
		}
	};

	beforeAll(async () => {
		lab = await startSwarmLab(nodeCount - 1);
		const {manager} = lab;
		const ids = (await manager.docker('node', 'ls', '--quiet', '--filter', 'role=worker')).split('\n');
		await manager.docker('node', 'update', '--label-add', 'disk=ssd', ids[0] ?? '');
		await manager.docker('node', 'update', '--label-add', 'disk=hdd', ids[1] ?? '');
		monitor = startMonitor({
			tables: allTables(),
			host: 'lab',
			address: manager.url,
			connect: signal => connectEngine({name: 'lab', url: manager.url, origin: 'test'}, signal),
			intervals: {services: 500, nodes: 500, tasks: 500},
		});
		monitor.watch({containers: [], tables: ['services', 'tasks', 'nodes']});
	}, 2 * patience);

	afterAll(async () => {
		monitor.close();
		await lab.stop();
	}, patience);

	const cases: ReadonlyArray<readonly [string, readonly string[], object, RegExp]> = [
		[
			'memory',
			['--reserve-memory', '900g'],
			{resources: 3},
			/3 lack memory \(reserves 900GiB, at most [\d.]+GiB free\)/,
		],
		['cpu', ['--reserve-cpu', '900'], {resources: 3}, /3 lack CPU \(reserves 900, at most [\d.]+ free\)/],
		['constraint', ['--constraint', 'node.labels.disk==tape'], {constraint: 3}, /3 miss node\.labels\.disk==tape/],
		[
			'mixed',
			[
				'--constraint',
				'node.labels.disk!=ssd',
				'--constraint',
				'node.role==worker',
				'--constraint',
				'node.labels.disk!=hdd',
			],
			{constraint: 3},
			/1 misses node\.role==worker/,
		],
		[
			'plugin',
			['--mount', 'type=volume,source=x,target=/x,volume-driver=no-such'],
			{plugin: 3},
			/3 lack the volume plugin no-such/,
		],
		[
			'both',
			['--mount', 'type=volume,source=x,target=/x,volume-driver=no-such', '--constraint', 'node.labels.disk==tape'],
			{plugin: 3},
			/3 lack the volume plugin no-such/,
		],
	];

	it.each(cases)('%s', {timeout: patience}, async (name, options, counts, reason) => {
		await serve(name, ...options);
		const told = await agreed(name, counts);
		expect(told).toMatch(reason);
	});

	it('port', {timeout: patience}, async () => {
		const port = ['--publish', 'mode=host,published=18099,target=80'];
		await serve('holder', '--mode', 'global', ...port);
		await eventually(
			'the ports to be held',
			async () => (await lab.manager.docker('service', 'ls', '--filter', 'name=holder')).includes('3/3') || undefined,
			patience / 2,
		);
		await serve('port', ...port, '--constraint', 'node.labels.disk!=ssd');
		const told = await agreed('port', {'host port': 2, constraint: 1});
		expect(told).toMatch(/2 have port 18099\/tcp taken, 1 misses node\.labels\.disk!=ssd/);
	});

	it('replicas', {timeout: patience}, async () => {
		await serve('replicas', '--replicas', '3', '--replicas-max-per-node', '1', '--constraint', 'node.role==worker');
		const told = await agreed('replicas', {replicas: 2, constraint: 1});
		expect(told).toMatch(/2 run it already \(at most 1 per node\), 1 misses node\.role==worker/);
	});

	it('drained, paused and down', {timeout: 2 * patience}, async () => {
		const ids = (await lab.manager.docker('node', 'ls', '--quiet', '--filter', 'role=worker')).split('\n');
		await lab.manager.docker('node', 'update', '--availability', 'drain', ids[0] ?? '');
		await lab.manager.docker('node', 'update', '--availability', 'pause', ids[1] ?? '');
		const told = await agreed('memory', {ready: 2, resources: 1});
		expect(told).toMatch(/1 drained, 1 paused|1 paused, 1 drained/);
		expect(told).toMatch(/1 lacks memory \(reserves 900GiB, [\d.]+GiB free\)/);
		await lab.workers[1]?.kill();
		await lab.workers[0]?.kill();
		const isDown = async () =>
			(await lab.manager.docker('node', 'ls', '--format', '{{.Status}}')).match(/Down/g)?.length === 2;
		await eventually('two nodes down', async () => (await isDown()) || undefined, patience);
		const gone = await eventually(
			'that to be told',
			async () => {
				const text = await agreed('memory', {ready: 2, resources: 1});
				return text.includes('2 down') ? text : undefined;
			},
			patience / 2,
		);
		expect(gone).toMatch(/2 down, 1 lacks memory/);
	});
});

import {afterEach, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {allTables} from '../../source/resources/registry.ts';
import {scaleFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {Monitor} from '../../source/store/monitor.ts';
import {startMonitor} from '../../source/store/start-monitor.ts';
import {eventually} from '../lab/process.ts';

let simulator: Simulator | undefined;
let monitor: Monitor | undefined;

afterEach(async () => {
	monitor?.close();
	await simulator?.stop();
});

const watch = async (count: number, running: number): Promise<{monitor: Monitor; simulator: Simulator}> => {
	simulator = await startSimulator({fleet: scaleFleet(count, running, Date.now())});
	const address = {name: 'scale', url: simulator.url, origin: 'test'};
	monitor = startMonitor({
		tables: allTables(),
		host: 'scale',
		address: address.url,
		connect: signal => connectEngine(address, signal),
	});
	return {monitor, simulator};
};

it('lists 5,000 containers whole', async () => {
	const world = await watch(5000, 100);
	const rows = await eventually('5,000 rows', async () => {
		const lane = world.monitor.store.getState().tables.containers;
		return lane.rows.size === 5000 ? lane.rows : undefined;
	});
	expect([...rows.values()].filter(row => row.state === 'running')).toHaveLength(100);
});

it('keeps within its budget of samples with 1,000 containers, and reads the list once', async () => {
	const world = await watch(1000, 900);
	await eventually('figures of 100 containers', async () =>
		world.monitor.store.getState().usage.size >= 100 ? true : undefined,
	);
	const before = world.simulator.requests.get('GET /containers/{id}/stats') ?? 0;
	const since = Date.now();
	await eventually('200 more samples', async () =>
		(world.simulator.requests.get('GET /containers/{id}/stats') ?? 0) - before >= 200 ? true : undefined,
	);
	const seconds = (Date.now() - since) / 1000;
	const rate = ((world.simulator.requests.get('GET /containers/{id}/stats') ?? 0) - before) / seconds;
	// 60 a second are meant; bursts at the edges of the window may add some.
	expect(rate).toBeLessThan(120);
	expect(world.simulator.requests.get('GET /containers/json')).toBe(1);
	// One container is inspected, to look for its cgroup files on this machine.
	// And each of those that ended badly once, up to fifty.
	expect(world.simulator.requests.get('GET /containers/{id}/json') ?? 0).toBeLessThanOrEqual(51);
});

import {describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {allTables} from '../../source/resources/registry.ts';
import {scaleFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {Monitor} from '../../source/store/monitor.ts';
import {startMonitor} from '../../source/store/start-monitor.ts';
import type {EngineState} from '../../source/store/state.ts';
import {type FaultyLine, startFaultyLine} from '../engine/faulty-line.ts';
import {eventually} from '../lab/process.ts';

// An engine beyond a line of 200 ms there and back that loses a piece of a hundred, which is sent again 600 ms later: what
// is read over it, and how little waits for its turn.

type World = {
	readonly simulator: Simulator;
	readonly line: FaultyLine;
	readonly monitor: Monitor;
	readonly state: () => EngineState;
	see(what: string, isSeen: (state: EngineState) => boolean): Promise<true>;
};

const samples = 'GET /containers/{id}/stats';

const within = async (
	{containers, statsDelay = 5}: {readonly containers: number; readonly statsDelay?: number},
	work: (world: World) => Promise<void>,
): Promise<void> => {
	const simulator = await startSimulator({fleet: scaleFleet(containers, containers, Date.now()), statsDelay});
	const line = await startFaultyLine(simulator.socketPath);
	let pieces = 0;
	line.behave({delay: 100, loss: () => (++pieces % 100 === 0 ? 600 : 0)});
	const address = {name: 'slow', url: line.url, origin: 'test'};
	const monitor = startMonitor({
		tables: allTables(),
		host: 'slow',
		address: address.url,
		connect: signal => connectEngine(address, signal),
		intervals: {ping: 1000},
	});
	const state = (): EngineState => monitor.store.getState();
	try {
		await work({
			simulator,
			line,
			monitor,
			state,
			see: (what, isSeen) => eventually(what, () => (isSeen(state()) ? true : undefined)),
		});
	} finally {
		monitor.close();
		await line.close();
		await simulator.stop();
	}
};

const hasFigures = ({usage, tables}: EngineState): boolean =>
	tables.containers.rows.size > 0 &&
	[...tables.containers.rows.keys()].every(id => usage.get(id)?.latest.cpu !== undefined);

describe.concurrent('over a slow line', () => {
	it('figures come by polling, and no queue of requests grows', async () => {
		await within({containers: 12}, async ({simulator, monitor, see, state}) => {
			const heard = (): number => [...simulator.requests.values()].reduce((sum, count) => sum + count, 0);
			let longest = 0;
			const stop = monitor.store.subscribe(() => {
				longest = Math.max(longest, monitor.effort().requests - heard());
			});
			await see('a figure of each', hasFigures);
			const before = simulator.requests.get(samples) ?? 0;
			await eventually('more samples of each', () =>
				(simulator.requests.get(samples) ?? 0) > before + 24 ? true : undefined,
			);
			stop();
			expect(state().tier).toBe('polling');
			// Six samples are under way at a time, beside a ping, a list and what the engine tells of itself.
			expect(longest).toBeLessThanOrEqual(9);
		});
	});

	it('a collector that takes its time is told from the line', async () => {
		await within({containers: 3, statsDelay: 4000}, async ({see}) => {
			await see('streams', ({tier}) => tier === 'streams');
		});
	});

	it('a log stays live, and goes on without a gap over a line that was half-open', async () => {
		await within({containers: 2}, async ({simulator, line, monitor, see, state}) => {
			await see('rows', ({tables}) => tables.containers.rows.size === 2);
			const [row] = state().tables.containers.rows.values();
			if (row === undefined) throw new Error('no row');
			const {written} = simulator.machine.container(row.id);
			let number = 0;
			const writing = setInterval(() => written.push({at: Date.now(), source: 'stdout', text: `line ${number++}`}), 50);
			const log = monitor.openLog([{kind: 'container', id: row.id, name: row.name}], {tail: 'all'});
			const reaches = (last: number): Promise<true> =>
				eventually(`line ${last}`, () => (log.snapshot().lines.length > last ? true : undefined));
			await reaches(20);
			line.halfOpen();
			await see('the loss', ({connection}) => connection.status === 'lost');
			await see('the engine again', ({connection}) => connection.status === 'live');
			await reaches(number + 20);
			clearInterval(writing);
			const texts = log.snapshot().lines.flatMap(({text, isMark}) => (isMark === true ? [] : [text]));
			expect(texts).toEqual(texts.map((_, index) => `line ${index}`));
			log.close();
		});
	});
});

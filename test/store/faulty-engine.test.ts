import {afterEach, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {allTables} from '../../source/resources/registry.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {Monitor} from '../../source/store/monitor.ts';
import {startMonitor} from '../../source/store/start-monitor.ts';
import type {EngineState} from '../../source/store/state.ts';
import {eventually} from '../lab/process.ts';

let simulator: Simulator;
let monitor: Monitor;

afterEach(async () => {
	monitor.close();
	await simulator.stop();
});

const see = (what: string, isSeen: (state: EngineState) => boolean): Promise<true> =>
	eventually(what, () => (isSeen(monitor.store.getState()) ? true : undefined));

const isWhole = (state: EngineState): boolean =>
	state.connection.status === 'live' &&
	state.tables.containers.rows.size === 7 &&
	state.tables.services.rows.size === 2;

type Case = {
	readonly name: string;
	readonly spoil: (world: Simulator) => void;
	readonly mend: (world: Simulator) => void;
	/** What is seen while it is spoilt. */
	readonly meanwhile: (state: EngineState) => boolean;
};

const cases: readonly Case[] = [
	{
		name: 'lists that are reset in the middle keep the rows and are a fault',
		spoil: ({faults}) => {
			faults.resetInBody = /^\/services/;
		},
		mend: ({faults}) => {
			faults.resetInBody = undefined;
		},
		meanwhile: state => state.tables.services.fault?.kind === 'unreachable' && state.tables.services.rows.size === 2,
	},
	{
		name: 'JSON that ends too early keeps the rows and is a fault',
		spoil: ({faults}) => {
			faults.truncate = /^\/services/;
		},
		mend: ({faults}) => {
			faults.truncate = undefined;
		},
		meanwhile: state => state.tables.services.fault?.kind === 'rejected' && state.tables.services.rows.size === 2,
	},
	{
		name: 'answers that stop in the middle are given up by their deadline',
		spoil: ({faults}) => {
			faults.hangInBody = /^\/services/;
		},
		mend: ({faults}) => {
			faults.hangInBody = undefined;
		},
		meanwhile: state => state.tables.services.fault?.kind === 'timeout' && state.connection.status === 'live',
	},
	{
		name: 'an engine that answers late is as good',
		spoil: ({faults}) => {
			faults.latency = 200;
		},
		mend: ({faults}) => {
			faults.latency = 0;
		},
		meanwhile: isWhole,
	},
	{
		name: 'answers in pieces of one byte are as good',
		spoil: ({faults}) => {
			faults.pieceSize = 1;
		},
		mend: ({faults}) => {
			faults.pieceSize = undefined;
		},
		meanwhile: isWhole,
	},
	{
		name: 'an engine that says nothing more by itself is still there',
		spoil: ({faults}) => {
			faults.isSilent = true;
		},
		mend: ({faults}) => {
			faults.isSilent = false;
		},
		meanwhile: isWhole,
	},
];

describe('an engine with a fault', () => {
	it.each(cases)('$name', async ({spoil, mend, meanwhile}) => {
		simulator = await startSimulator({fleet: testFleet(Date.now())});
		const address = {name: 'faulty', url: simulator.url, origin: 'test'};
		monitor = startMonitor({
			tables: allTables(),
			host: 'faulty',
			address: address.url,
			connect: signal => connectEngine(address, signal),
			intervals: {services: 100, tasks: 100, nodes: 100, reconcile: 200, again: 100},
		});
		monitor.watch({containers: [], tables: ['services', 'tasks', 'nodes']});
		await see('all rows', isWhole);
		spoil(simulator);
		const lists = simulator.requests.get('GET /services') ?? 0;
		await eventually('questions meanwhile', () =>
			(simulator.requests.get('GET /services') ?? 0) > lists + 1 ? true : undefined,
		);
		await see('the fault', meanwhile);
		mend(simulator);
		await see('all rows again', state => isWhole(state) && state.tables.services.fault === undefined);
		expect(monitor.store.getState().tables.containers.fault).toBeUndefined();
	});
});

import {afterEach, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {allTables} from '../../source/resources/registry.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {Monitor} from '../../source/store/monitor.ts';
import {startMonitor} from '../../source/store/start-monitor.ts';
import {eventually} from '../lab/process.ts';

let simulator: Simulator;
let monitor: Monitor;

afterEach(async () => {
	monitor.close();
	await simulator.stop();
});

it('an end that is told before the last lines were read stands behind them', async () => {
	simulator = await startSimulator({fleet: testFleet(Date.now())});
	const address = {name: 'feed', url: simulator.url, origin: 'test'};
	monitor = startMonitor({
		tables: allTables(),
		host: 'feed',
		address: address.url,
		connect: signal => connectEngine(address, signal),
	});
	const database = simulator.machine.container('database');
	const say = (text: string) => database.written.push({at: Date.now(), source: 'stdout', text});
	say('first words');
	const log = monitor.openLog([{kind: 'container', id: database.id, name: 'database'}], {tail: 'all'});
	const texts = (): readonly string[] => log.snapshot().lines.map(({text}) => text);
	await eventually('the first words', () => (texts().includes('first words') ? true : undefined));
	// The engine tells of the end on a stream of its own, which may well be the quicker one.
	simulator.machine.events.add('container', 'die', database.id, {exitCode: '7'});
	await eventually('the end to be heard', () => (monitor.store.getState().deaths.has(database.id) ? true : undefined));
	say('last words');
	await eventually('the last words', () => (texts().includes('last words') ? true : undefined));
	simulator.machine.end(database, 7);
	const lines = await eventually('the mark', () => {
		const told = texts();
		return told.some(text => text.includes('ended, exit 7')) ? told : undefined;
	});
	expect(lines.findIndex(text => text.includes('ended, exit 7'))).toBeGreaterThan(lines.indexOf('last words'));
});

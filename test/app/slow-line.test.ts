import {expect, it} from 'vitest';
import {usualSettings} from '../../source/settings/settings.ts';
import {scaleFleet} from '../../source/simulator/fleets.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import {startFaultyLine} from '../engine/faulty-line.ts';
import {openScreenOn} from './program.ts';

/** What is in vain is not noticed meanwhile. */
const settings = {...usualSettings, refresh: {ping: 600_000}};

it('a list scrolls while nothing of what was asked has come back', async () => {
	const simulator = await startSimulator({fleet: scaleFleet(60, 60, Date.now())});
	const line = await startFaultyLine(simulator.socketPath);
	const {screen, close} = await openScreenOn({columns: 100, rows: 20, host: line.url, tier: 'polling', settings});
	try {
		await screen.waitFor('60/60 ctr');
		await screen.press('2');
		await screen.waitFor(/^ {2}CONTAINERS 1-\d+\/60/m);
		line.behave({isDead: true});
		// Samples are asked for all the time.
		await expect.poll(line.underWay).toBeGreaterThan(0);
		for (const [key, seen] of [
			['G', 'load-0060'],
			['g', 'load-0001'],
			['G', 'load-0060'],
		] as const) {
			await screen.press(key);
			await screen.waitFor(seen);
		}
		expect(line.underWay()).toBeGreaterThan(0);
	} finally {
		await close();
		await line.close();
		await simulator.stop();
	}
});

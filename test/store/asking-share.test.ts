import {afterEach, expect, it} from 'vitest';
import {usualSettings} from '../../source/settings/settings.ts';
import {scaleFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {Monitor} from '../../source/store/monitor.ts';
import {watchSeveral} from '../../source/watch.ts';
import {eventually} from '../lab/process.ts';
import {patience} from '../patience.ts';

// What is asked of several engines, counted at their sockets beside one engine of as many containers in the same time.

const simulators: Simulator[] = [];
const monitors: Monitor[] = [];

afterEach(async () => {
	for (const monitor of monitors.splice(0)) monitor.close();
	await Promise.all(simulators.splice(0).map(simulator => simulator.stop()));
});

/** What one watch has come to so far: samples that were asked for, and changes that were published. */
type Effort = {readonly samples: number; readonly publications: number};

/** Watches so many engines of so many containers, a screenful of them in sight. */
const watch = async (engines: number, containers: number): Promise<() => Effort> => {
	const started = await Promise.all(
		Array.from({length: engines}, () => startSimulator({fleet: scaleFleet(containers, containers, Date.now())})),
	);
	simulators.push(...started);
	const monitor = watchSeveral(
		started.map(({url}) => ({address: {name: url, url, origin: '--host'}})),
		{tier: 'polling', loaded: {settings: usualSettings, faults: [], lines: new Map()}, isReadOnly: true},
	);
	monitors.push(monitor);
	const all = await eventually(
		'all containers',
		() => {
			const ids = [...monitor.store.getState().tables.containers.rows.keys()];
			return ids.length === engines * containers ? ids : undefined;
		},
		patience,
	);
	monitor.watch({containers: all.slice(0, 30), tables: ['containers']});
	await eventually(
		'all that is in sight to be measured',
		() => all.slice(0, 30).every(id => monitor.store.getState().usage.has(id)) || undefined,
		patience,
	);
	let publications = 0;
	monitor.store.subscribe(() => publications++);
	return () => ({
		samples: started.reduce((sum, {requests}) => sum + (requests.get('GET /containers/{id}/stats') ?? 0), 0),
		publications,
	});
};

const between = (before: Effort, after: Effort): Effort => ({
	samples: after.samples - before.samples,
	publications: after.publications - before.publications,
});

it('five engines take little more than one of as many containers', {timeout: 3 * patience}, async () => {
	const [one, five] = [await watch(1, 200), await watch(5, 40)];
	const [oneBefore, fiveBefore, begun] = [one(), five(), performance.now()];
	await eventually(
		'one engine to be asked for a while',
		() => between(oneBefore, one()).samples >= 120 || undefined,
		patience,
	);
	const [ofOne, ofFive] = [between(oneBefore, one()), between(fiveBefore, five())];
	expect(ofFive.samples / ofOne.samples).toBeLessThan(1.6);
	expect(ofFive.samples).toBeGreaterThan(10);
	// All are asked at one time, and what they tell then is one change a second: each by itself would be three and more.
	expect(ofFive.publications).toBeLessThan(2 + (2 * (performance.now() - begun)) / 1000);
	expect(ofFive.publications).toBeGreaterThan(3);
});

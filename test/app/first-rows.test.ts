import {afterAll, beforeAll, expect, it} from 'vitest';
import {usualSettings} from '../../source/settings/settings.ts';
import {planFleet} from '../../source/simulator/fleet-parts.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {openScreenOn} from './program.ts';

// The rows of an engine are on the screen as soon as if it were alone, whatever another one owes: before that one is given
// up, and without waiting for a publication in its turn.

const start = (engineName: string, name: string): Promise<Simulator> =>
	startSimulator({
		fleet: planFleet({engineName, containers: [{name, image: 'web:1'}], nodes: [], services: []}, Date.now()),
	});

/** The turn of what is published in its turn never comes. */
const settings = {...usualSettings, refresh: {publish: 600_000}};

let well: Simulator;
let slow: Simulator;

/** Opens the program on these, until the row of the one that is well is seen; all that was written until then. */
const openUntilRows = async (engines: readonly Simulator[]) => {
	const {screen, close} = await openScreenOn({
		columns: 140,
		engines: engines.map(({url}) => ({host: url})),
		tier: 'polling',
		settings,
	});
	await screen.waitFor(/^..web +Up/m).catch(async (error: unknown) => {
		await close();
		throw error;
	});
	return {output: screen.output, close};
};

beforeAll(async () => {
	[well, slow] = await Promise.all([start('well', 'web'), start('slow', 'job')]);
	// What is loaded once takes longer than an answer.
	const {close} = await openUntilRows([well]);
	await close();
});

afterAll(async () => {
	await Promise.all([well.stop(), slow.stop()]);
});

it.each([
	['accepts and never answers', /./, 'GET /_ping'],
	['never tells what it is', /^\/info/, 'GET /info'],
	['never begins its events', /^\/events/, 'GET /events'],
	['never lists', /^\/containers\/json/, 'GET /containers/json'],
])('while another one %s', async (_, hang, owed) => {
	slow.faults.hang = hang;
	const before = slow.requests.get(owed) ?? 0;
	const {output, close} = await openUntilRows([slow, well]);
	try {
		expect(output).not.toMatch(/lost|cannot read/);
		await expect.poll(() => slow.requests.get(owed) ?? 0).toBeGreaterThan(before);
	} finally {
		await close();
	}
});

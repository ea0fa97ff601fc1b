import {afterEach, describe, expect, it} from 'vitest';
import {scaleFleet} from '../../source/simulator/fleets.ts';
import {openProgramOn, type Program} from './program.ts';

// Counts, which are the same on every machine; what they cost is the bench's to tell.

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const asked = (world: Program, request: string): number => world.simulator.requests.get(request) ?? 0;
const samples = 'GET /containers/{id}/stats';
const lists = 'GET /containers/json';

describe('what it may cost', () => {
	it('asks for a list once, and for samples within its budget', async () => {
		program = await openProgramOn({fleet: scaleFleet(60, 60, Date.now()), columns: 140, rows: 40, tier: 'polling'});
		const world = program;
		await world.screen.waitFor(/CPU \d+%/, 15_000);
		const before = {samples: asked(world, samples), lists: asked(world, lists), at: Date.now()};
		await expect.poll(() => asked(world, samples) - before.samples, {timeout: 15_000}).toBeGreaterThan(30);
		const seconds = (Date.now() - before.at) / 1000;
		// All visible rows are asked in one burst, and those off screen in turn.
		expect(asked(world, samples) - before.samples).toBeLessThanOrEqual(10 * seconds + 45);
		expect(before.lists).toBeLessThanOrEqual(2);
		expect(asked(world, lists) - before.lists).toBeLessThanOrEqual(Math.ceil(seconds * 7));
	});

	it('reads all visible rows in one burst, and shows them in one frame a second', async () => {
		program = await openProgramOn({fleet: scaleFleet(60, 60, Date.now()), columns: 140, rows: 40, tier: 'polling'});
		const world = program;
		await world.screen.waitFor(/CPU \d+%/, 15_000);
		await world.screen.press('2');
		await world.screen.waitFor('CONTAINERS 60');
		const {bytes, frames} = world.screen;
		const before = {samples: asked(world, samples), at: Date.now()};
		await expect.poll(() => asked(world, samples) - before.samples, {timeout: 15_000}).toBeGreaterThan(60);
		const seconds = (Date.now() - before.at) / 1000;
		expect(world.screen.frames - frames).toBeLessThanOrEqual(1.6 * seconds + 3);
		// A row's figures and its graph: fewer than 150 bytes a sample, where a whole row has twice as many.
		expect(world.screen.bytes - bytes).toBeLessThan(150 * (asked(world, samples) - before.samples) + 20 * seconds);
	});

	it('tells what it costs itself, as the engine sees it', async () => {
		program = await openProgramOn({fleet: scaleFleet(60, 60, Date.now()), columns: 140, rows: 40, tier: 'polling'});
		const {screen, simulator} = program;
		await screen.waitFor(/CPU \d+%/, 15_000);
		await screen.press('$');
		await screen.waitFor('tallyman itself: measuring…');
		const all = () => [...simulator.requests.values()].reduce((sum, count) => sum + count, 0);
		const before = {requests: all(), at: Date.now()};
		const line =
			/CPU (\d+\.\d+)% .*MEM [\d.]+MiB +(\d+\.?\d*) requests\/s +(\d+\.?\d*) samples\/s by request .* over ([5-9])s/;
		await screen.waitFor(line, 15_000);
		const [, cpu, requests, samplesRead] = line.exec(screen.text().join('\n')) ?? [];
		const seen = ((all() - before.requests) / (Date.now() - before.at)) * 1000;
		expect(Number(cpu)).toBeGreaterThan(0);
		// The two windows begin and end within a burst of each other.
		expect(Math.abs(Number(requests) - seen)).toBeLessThan(0.7 * seen);
		expect(Number(samplesRead)).toBeGreaterThan(1);
		// A burst may be asked before the window begins and answered in it.
		expect(Number(samplesRead)).toBeLessThanOrEqual(2 * Number(requests));
		await screen.press('$');
		await screen.waitFor(lines => !lines.some(line => line.includes('tallyman itself')));
	});

	it('answers a key with one frame of a few hundred bytes', async () => {
		program = await openProgramOn({columns: 140, rows: 40});
		const {screen} = program;
		await screen.waitFor('6/6 tasks');
		await screen.press('3');
		await screen.waitFor(/SERVICES 2[\s\S]*shop_api/);
		const before = {bytes: screen.bytes, frames: screen.frames};
		await screen.press('j');
		await expect.poll(() => screen.frames).toBeGreaterThan(before.frames);
		expect(screen.frames - before.frames).toBeLessThanOrEqual(2);
		expect(screen.bytes - before.bytes).toBeLessThan(1200);
	});

	it('draws many presses of a held key as one frame', async () => {
		program = await openProgramOn({columns: 140, rows: 40});
		const {screen} = program;
		await screen.waitFor('6/6 tasks');
		await screen.press('2');
		await screen.waitFor(/CONTAINERS 7/);
		const before = screen.frames;
		await screen.press('jjjjj');
		await expect.poll(() => screen.frames).toBeGreaterThan(before);
		expect(screen.frames - before).toBeLessThanOrEqual(2);
	});
});

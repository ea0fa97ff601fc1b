import {afterEach, describe, expect, it} from 'vitest';
import {emptyFleet, scaleFleet} from '../../source/simulator/fleets.ts';
import {keys} from '../terminal/screen.ts';
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
		await world.screen.waitFor(/CPU \d+%/);
		const before = {samples: asked(world, samples), lists: asked(world, lists), at: Date.now()};
		await expect.poll(() => asked(world, samples) - before.samples).toBeGreaterThan(30);
		const seconds = (Date.now() - before.at) / 1000;
		// All visible rows are asked in one burst, and those off screen in turn.
		expect(asked(world, samples) - before.samples).toBeLessThanOrEqual(10 * seconds + 45);
		expect(before.lists).toBeLessThanOrEqual(2);
		expect(asked(world, lists) - before.lists).toBeLessThanOrEqual(Math.ceil(seconds * 7));
	});

	it('reads all visible rows in one burst, and shows them in one frame a second', async () => {
		program = await openProgramOn({fleet: scaleFleet(60, 60, Date.now()), columns: 140, rows: 40, tier: 'polling'});
		const world = program;
		await world.screen.waitFor(/CPU \d+%/);
		await world.screen.press('2');
		await world.screen.waitFor('CONTAINERS 1-35/60');
		const {bytes, frames} = world.screen;
		const before = {samples: asked(world, samples), at: Date.now()};
		await expect.poll(() => asked(world, samples) - before.samples).toBeGreaterThan(60);
		const seconds = (Date.now() - before.at) / 1000;
		expect(world.screen.frames - frames).toBeLessThanOrEqual(1.6 * seconds + 3);
		// A row's figures and its graph: fewer than 150 bytes a sample, where a whole row has twice as many.
		expect(world.screen.bytes - bytes).toBeLessThan(150 * (asked(world, samples) - before.samples) + 20 * seconds);
	});

	it('writes nothing and asks for nothing but signs of life while nothing happens', async () => {
		program = await openProgramOn({fleet: emptyFleet(), columns: 140, rows: 40});
		const {screen, simulator} = program;
		const all = () => [...simulator.requests.values()].reduce((sum, count) => sum + count, 0);
		const pings = () => simulator.requests.get('GET /_ping') ?? 0;
		await screen.waitFor('has no containers');
		const first = pings();
		// The first answers are on the screen by then.
		await expect.poll(pings).toBeGreaterThan(first);
		const before = {bytes: screen.bytes, requests: all(), pings: pings()};
		await expect.poll(pings).toBeGreaterThan(before.pings);
		expect(screen.bytes).toBe(before.bytes);
		// The ping itself, and now and then /info.
		expect(all() - before.requests).toBeLessThanOrEqual(2);
	});

	it('keeps what uses next to nothing in its place on the home screen', async () => {
		const fleet = scaleFleet(20, 20, Date.now());
		const idle = fleet.containers.map(container => ({...container, load: {...container.load, cpu: 0.2}}));
		program = await openProgramOn({fleet: {...fleet, containers: idle}, columns: 140, rows: 40, tier: 'polling'});
		const world = program;
		// A row that has no figure yet stands where it will not stay.
		await world.screen.waitFor(lines => {
			const rows = lines.filter(line => /^. load-\d+ /.test(line));
			return rows.length === 20 && rows.every(line => / 0\.\d\d%/.test(line));
		});
		const names = () => world.screen.text().flatMap(line => /^. (load-\d+) /.exec(line)?.[1] ?? []);
		const before = {names: names(), samples: asked(world, samples), bytes: world.screen.bytes, at: Date.now()};
		expect(before.names).toEqual(before.names.toSorted());
		await expect.poll(() => asked(world, samples) - before.samples).toBeGreaterThan(60);
		expect(names()).toEqual(before.names);
		// Each sample a few changed digits, each second the graphs' titles.
		const seconds = (Date.now() - before.at) / 1000;
		expect(world.screen.bytes - before.bytes).toBeLessThan(
			70 * (asked(world, samples) - before.samples) + 150 * seconds,
		);
	});

	it('draws ten frames a second of a log at 10,000 lines a second, answers keys, and says what it dropped', async () => {
		program = await openProgramOn({columns: 140, rows: 40});
		const {screen, simulator} = program;
		const flood = simulator.machine.container('database');
		let written = 0;
		const writing = setInterval(() => {
			const at = Date.now();
			for (const end = written + 1000; written < end; written++)
				flood.written.push({at, source: 'stdout', text: `flood line ${written}`});
		}, 100);
		try {
			await screen.waitFor('6/6 tasks');
			await screen.press(':', ...'logs database', keys.enter);
			await screen.waitFor('flood line ');
			const before = {frames: screen.frames, bytes: screen.bytes, at: Date.now()};
			await screen.waitFor(/LOG database.* lines, \d+ older dropped/);
			const seconds = (Date.now() - before.at) / 1000;
			const frames = screen.frames - before.frames;
			expect(frames).toBeLessThanOrEqual(11 * seconds + 3);
			// Of each line only the digits that changed: a whole screen is 5,000 bytes.
			expect((screen.bytes - before.bytes) / frames).toBeLessThan(1500);
			await screen.press('?');
			await screen.waitFor('the keys that work here');
		} finally {
			clearInterval(writing);
		}
	});

	it('tells what it costs itself, as the engine sees it', async () => {
		program = await openProgramOn({fleet: scaleFleet(60, 60, Date.now()), columns: 140, rows: 40, tier: 'polling'});
		const {screen, simulator} = program;
		await screen.waitFor(/CPU \d+%/);
		await screen.press('$');
		await screen.waitFor('tallyman itself: measuring…');
		const all = () => [...simulator.requests.values()].reduce((sum, count) => sum + count, 0);
		const before = {requests: all(), at: Date.now()};
		const line =
			/CPU (\d+\.\d+)% .*MEM [\d.]+MiB +(\d+\.?\d*) requests\/s +(\d+\.?\d*) samples\/s by request .* over ([5-9])s/;
		await screen.waitFor(line);
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
		// Without the page beside it, which follows a second later.
		await screen.press(':', ...'beside', keys.enter);
		await screen.waitFor('lists have all of the width');
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

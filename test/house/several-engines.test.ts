import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {openScreenOn} from '../app/program.ts';
import {keys} from '../terminal/screen.ts';

// Two engines of one name, with the same objects by the same ids, on one screen: they stand beside each other and never meet.

let left: Simulator;
let right: Simulator;
let program: Awaited<ReturnType<typeof openScreenOn>>;

const open = async (options: Parameters<typeof openScreenOn>[0] = {}): Promise<void> => {
	program = await openScreenOn({
		// The page beside a list, which follows a second later, would take room from the engines.
		columns: 139,
		rows: 40,
		engines: [{host: left.url}, {host: right.url}],
		...options,
	});
	// A key that is pressed before there is a screen is nobody's.
	await program.screen.waitFor('Overview');
	await program.screen.press('2');
	await program.screen.waitFor(/CONTAINERS 14/);
};

beforeEach(async () => {
	const now = Date.now();
	[left, right] = await Promise.all([startSimulator({fleet: testFleet(now)}), startSimulator({fleet: testFleet(now)})]);
});

afterEach(async () => {
	await program.close();
	await Promise.all([left.stop(), right.stop()]);
});

const rowsOf = (name: string): readonly string[] =>
	program.screen.text().filter(line => new RegExp(`^..${name}\\b`).test(line));

describe('two engines with the same ids', () => {
	it('stand in one list, each row with its engine', async () => {
		await open();
		await program.screen.press('/', ...'/^web$/', keys.enter);
		await program.screen.waitFor(/CONTAINERS 2\/14/);
		const rows = rowsOf('web');
		expect(rows).toHaveLength(2);
		expect(new Set(rows.map(row => /\S*docker\.sock/.exec(row)?.[0])).size).toBe(2);
	});

	it('a verb is asked about with its engine, acts there, and its mark and answer are there alone', async () => {
		await open();
		await program.screen.press('/', ...'/^web$/', keys.enter);
		await program.screen.waitFor(/CONTAINERS 2\/14/);
		await program.screen.press('S');
		await program.screen.waitFor(/web {2}on unix:/);
		await program.screen.press('y');
		await program.screen.waitFor(/: stopped web/);
		await program.screen.waitFor(() => rowsOf('web').filter(row => row.includes('Exited')).length === 1);
		const posted = [left, right].map(({requests}) => requests.get('POST /containers/{id}/stop') ?? 0);
		expect(posted.toSorted()).toEqual([0, 1]);
	});

	it('marks on both are acted on both, each by its own engine', async () => {
		await open();
		await program.screen.press('/', ...'/^web$/', keys.enter);
		await program.screen.waitFor(/CONTAINERS 2\/14/);
		await program.screen.press(' ', 'j', ' ');
		await program.screen.waitFor('2 marked');
		await program.screen.press('P');
		await program.screen.waitFor('pause 2 containers?');
		await program.screen.press('y');
		await program.screen.waitFor(() => rowsOf('web').filter(row => row.includes('Paused')).length === 2);
		for (const {requests} of [left, right]) expect(requests.get('POST /containers/{id}/pause')).toBe(1);
	});

	it('a page, its log and its events are those of its own engine', async () => {
		await open();
		await program.screen.press('/', ...'/^web$/', keys.enter);
		await program.screen.waitFor(/CONTAINERS 2\/14/);
		await program.screen.press('j', 'i');
		await program.screen.waitFor('CONTAINER web');
		await program.screen.waitFor('Restarts');
		await program.screen.press('l');
		await program.screen.waitFor('following');
		const reading = [left, right].filter(({requests}) => requests.get('GET /containers/{id}/logs') !== undefined);
		expect(reading).toHaveLength(1);
	});

	it('one that is lost is told and dimmed, and the other goes on', async () => {
		await open();
		await right.stop();
		await program.screen.waitFor(/✗ lost/);
		await program.screen.press('/', ...'/^web$/', keys.enter);
		await program.screen.waitFor(/CONTAINERS 2\/14/);
		await program.screen.press('S');
		await program.screen.waitFor('stop container web?');
	});

	it('a filter by engine narrows to it', async () => {
		await open();
		await program.screen.press('/', ...`engine=${left.url}`, keys.enter);
		await program.screen.waitFor(/CONTAINERS 7\/14/);
	});
});

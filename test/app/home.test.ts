import {afterEach, describe, expect, it} from 'vitest';
import {scaleFleet, testFleet} from '../../source/simulator/fleets.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	await program.screen.waitFor(/at fault|load-/);
	return program;
};

afterEach(async () => {
	await program?.close();
	program = undefined;
});

/** Names of the rows of the containers' panel, from the top. */
const namesOf = (lines: readonly string[]): readonly string[] =>
	lines
		.slice(lines.findIndex(line => line.startsWith('  CONTAINERS')) + 1)
		.flatMap(line => /^[^ ][ ›*](load-\d+|web|database|failed|sick|stubborn)/.exec(line)?.[1] ?? []);

describe('the home', () => {
	it('shows trouble first, then the hungriest', async () => {
		const {screen} = await open();
		await screen.waitFor(/web .* \d+\.\d\d%/);
		await screen.waitFor(lines => namesOf(lines).slice(0, 4).join() === 'sick,failed,web,database');
	});

	it('gives one line to a panel without trouble where others need the room', async () => {
		const {screen} = await open({columns: 80, rows: 12});
		await screen.waitFor(/TASKS 6 {2}nothing at fault/);
	});

	it('keeps CPU and memory of containers in sight at 80x24, beside the reasons', async () => {
		const {screen} = await open({columns: 80, rows: 24});
		await screen.waitFor(/CONTAINERS .* WHY .* MEM .* CPU%/);
		await screen.waitFor(/✗ failed .* exit 3/);
	});

	// A selection that follows its order is on whatever is first; the footer names the verb of that row.
	it.each([
		['a question that is left', ['S'], /stop container load-/, 'n'],
		['a prompt that is given up', [':'], /complete/, keys.escape],
		['moving, by g', ['j', 'j'], /CONTAINERS/, 'g'],
		['moving, by Esc', ['j', 'j'], /CONTAINERS/, keys.escape],
	])('follows the ranking again after %s', async (_, moves, seen, back) => {
		const {screen, simulator} = await open({fleet: scaleFleet(30, 30, Date.now()), columns: 100, rows: 30});
		await screen.waitFor(/CONTAINERS 1-\d+\/30[\s\S]* S stop/);
		await screen.press(...moves);
		await screen.waitFor(seen);
		await screen.press(back);
		await screen.waitFor(lines => lines.at(-1)?.includes('S stop') ?? false);
		simulator.machine.end(simulator.machine.container('load-0005'), 137);
		await screen.waitFor(lines => namesOf(lines)[0] === 'load-0005' && (lines.at(-1)?.includes('S start') ?? false));
	});

	it('tells which rows are in sight, and keeps the selected one there', async () => {
		const {screen} = await open({fleet: scaleFleet(40, 40, Date.now()), columns: 100, rows: 30});
		await screen.waitFor(/CONTAINERS 1-\d+\/40/);
		await screen.press('G');
		await screen.waitFor(/CONTAINERS \d\d-40\/40/);
		await screen.press('g');
		await screen.waitFor(/CONTAINERS 1-\d+\/40/);
	});

	it('shows the top of a panel that keys do not go to', async () => {
		const fleet = testFleet(Date.now());
		const {screen} = await open({fleet, columns: 80, rows: 24});
		await screen.waitFor(/TASKS 1-\d\/6/);
		await screen.press(keys.tab, keys.tab);
		await screen.waitFor(/TASKS 1-\d\/6/);
		await screen.press('G');
		await screen.waitFor(/TASKS \d-6\/6/);
		await screen.press(keys.tab);
		await screen.waitFor(/TASKS (6|1-)/);
	});

	it('leaves no blank rows beside a full panel', async () => {
		const {screen} = await open({fleet: scaleFleet(100, 100, Date.now()), columns: 200, rows: 60});
		await screen.waitFor(/CONTAINERS 1-\d\d\/100/);
		const lines = screen.text();
		expect(lines.slice(2, -2).filter(line => line.trim() === '').length).toBeLessThan(8);
	});

	it('shows a filter and marks whole on the title line', async () => {
		const {screen} = await open({columns: 80, rows: 24});
		await screen.press('2');
		await screen.waitFor('CONTAINERS 7');
		await screen.press(' ', ' ', '/', ...'state=running !database', keys.enter);
		await screen.waitFor(/CONTAINERS \d\/7 2 marked \/state=running !database/);
	});
});

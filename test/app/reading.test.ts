import {afterEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

/** The log of `database` with these lines in it. */
const openLog = async (lines: readonly string[]): Promise<Program> => {
	program = await openProgramOn();
	const {screen, simulator} = program;
	const {written} = simulator.machine.container('database');
	for (const text of lines) written.push({at: Date.now(), source: 'stdout', text});
	await screen.waitFor('6/6 tasks');
	await screen.press(':', ...'logs database', keys.enter);
	await screen.waitFor('LOG database');
	return program;
};

describe('searching a log', () => {
	it('survives a pattern that no engine that backtracks would', async () => {
		const {screen} = await openLog([`${'a'.repeat(48)}!`]);
		await screen.waitFor('aaaa!');
		await screen.press('/', ...'(a+)+$', keys.enter);
		await screen.waitFor('no match for (a+)+$');
	});

	it('goes to the hit in a long line, and says which of how many lines it is', async () => {
		const {screen} = await openLog(['needle first', `${'x'.repeat(5000)}needle${'y'.repeat(5000)}`, 'last line']);
		await screen.waitFor('last line');
		await screen.press('/', ...'needle', keys.enter);
		await screen.waitFor(/needle {2}2 of 2 lines/);
		await screen.waitFor('xxxneedleyyy');
		await screen.press('N');
		await screen.waitFor(/needle {2}1 of 2 lines[\s\S]*needle first/);
	});
});

describe('n and N', () => {
	it('go from hit to hit, and round the end', async () => {
		const {screen} = await openLog(['needle one', 'hay', 'needle two', 'hay', 'needle three', 'hay']);
		await screen.waitFor('needle three');
		await screen.press('n');
		await screen.waitFor('nothing to search for yet: / asks');
		await screen.press('/', ...'needle', keys.enter);
		// From the end of a log one looks back.
		await screen.waitFor(/needle {2}3 of 3 lines/);
		for (const [key, hit] of [
			['N', 2],
			['N', 1],
			['N', 3],
			['n', 1],
			['n', 2],
			['n', 3],
			['n', 1],
		] as const) {
			await screen.press(key);
			await screen.waitFor(`needle  ${hit} of 3 lines`);
		}
	});
});

describe('what one reads', () => {
	it('is where it was after the help', async () => {
		const {screen, simulator} = await openLog(Array.from({length: 300}, (_, index) => `line ${index}`));
		await screen.waitFor('line 299');
		await screen.press(keys.pageUp, keys.pageUp, keys.pageUp);
		await screen.waitFor('│line 200');
		// What was blanked and what was never written look the same.
		const read = () =>
			screen
				.text()
				.slice(2, -2)
				.map(row => row.trimEnd());
		const before = read();
		const logs = () => [...simulator.requests].filter(([request]) => request.includes('/logs')).length;
		const asked = logs();
		await screen.press('?');
		await screen.waitFor('the keys that work here');
		await screen.press(keys.escape);
		await screen.waitFor('LOG database');
		expect(read()).toEqual(before);
		expect(logs()).toBe(asked);
	});

	it('stays on a page while the help is open', async () => {
		program = await openProgramOn({rows: 24});
		const {screen} = program;
		await screen.waitFor('6/6 tasks');
		await screen.press('2', '/', ...'/^web$/', keys.enter);
		await screen.waitFor(/CONTAINERS 1\/7/);
		await screen.press('i');
		// Its graphs come with the first figures, and would make the page longer later on.
		await screen.waitFor(/lines 1-\d+ of [4-9]\d[\s\S]*CPU [\d.]+% +≤/);
		await screen.press('G');
		await screen.waitFor(lines => !lines.some(line => line.includes('lines 1-')));
		const title = screen.text()[2];
		await screen.press('?');
		await screen.waitFor('the keys that work here');
		await screen.press(keys.escape);
		await screen.waitFor('CONTAINER web');
		expect(screen.text()[2]).toBe(title);
	});
});

describe('a log without lines', () => {
	it('says what the engine says of it', async () => {
		program = await openProgramOn();
		const {screen, simulator} = program;
		simulator.faults.refuse = {
			pattern: /\/logs$/,
			status: 500,
			message: 'configured logging driver does not support reading',
		};
		await screen.waitFor('6/6 tasks');
		await screen.press(':', ...'logs web', keys.enter);
		await screen.waitFor('✗ cannot be read: configured logging driver does not support reading');
	});

	it('says that nothing was written, and why', async () => {
		program = await openProgramOn();
		const {screen, simulator} = program;
		await screen.waitFor('6/6 tasks');
		simulator.machine.container('failed').written.length = 0;
		await screen.press(':', ...'logs failed', keys.enter);
		await screen.waitFor(/LOG failed[\s\S]*nothing was written: exit 3/);
	});
});

describe('the runs of one container', () => {
	it('are told apart', async () => {
		const {screen, simulator} = await openLog(['the first run']);
		await screen.waitFor('the first run');
		const database = simulator.machine.container('database');
		simulator.machine.end(database, 143);
		await screen.waitFor(/the first run[\s\S]*── ended, exit \d+ [\d:]+ ──/);
		simulator.machine.start(database);
		database.written.push({at: Date.now(), source: 'stdout', text: 'the second run'});
		await screen.waitFor(/── ended, exit \d+ [\d:]+ ──[\s\S]*── started [\d:]+ ──[\s\S]*the second run/);
	});
});

import {afterEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

/** The program at 80x24 with these lines in the log of the container that failed. */
const open = async (lines: readonly string[]): Promise<Program> => {
	program = await openProgramOn({columns: 80, rows: 24});
	const {simulator, screen} = program;
	const {written} = simulator.machine.container('failed');
	for (const text of lines) written.push({at: Date.now(), source: 'stdout', text});
	await screen.waitFor(/● shop_api\.3|TASKS/);
	return program;
};

const openPage = ({screen}: Program): Promise<void> => screen.press(':', ...'inspect failed', keys.enter);

const askedFor = ({simulator}: Program, word: string): number =>
	[...simulator.requests].reduce((sum, [request, count]) => (request.includes(word) ? sum + count : sum), 0);

describe('the page of one that ended', () => {
	it('says what it wrote last, cleaned and a few lines of it, and asks for it once', async () => {
		const lines = Array.from({length: 30}, (_, index) => `line ${index}`);
		const opened = await open([...lines, '\u{1b}[31mred\u{1b}[2J\u{7} alert', 'x'.repeat(5000)]);
		expect(askedFor(opened, '/logs')).toBe(0);
		await openPage(opened);
		const {screen} = opened;
		await screen.waitFor(/What it wrote last[^\n]*\n\S+ +line 26\s/);
		await screen.press('j', 'j', 'j', 'j', 'j', 'j', 'j', 'j');
		await screen.waitFor('red alert');
		// However often it is drawn meanwhile, and whatever else is wanted of it.
		await screen.press('t');
		await expect.poll(() => askedFor(opened, '/top')).toBeGreaterThan(0);
		expect(askedFor(opened, '/logs')).toBe(1);
	});

	it('says why its log cannot be read', async () => {
		const opened = await open(['never seen']);
		opened.simulator.faults.refuse = {pattern: /\/logs/, status: 501, message: 'no log is kept'};
		await openPage(opened);
		await opened.screen.waitFor(/What it wrote last[^\n]*\nits log cannot be read: .*no log is kept/);
	});
});

it('asks for no log of one that runs', async () => {
	const opened = await open([]);
	const {screen} = opened;
	await screen.press(':', ...'inspect database', keys.enter);
	await screen.waitFor(/CONTAINER database[\s\S]*Restarts +0/);
	expect(askedFor(opened, '/logs')).toBe(0);
});

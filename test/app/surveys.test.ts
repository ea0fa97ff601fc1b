import {afterEach, describe, expect, it} from 'vitest';
import {emptyFleet, testFleet} from '../../source/simulator/fleets.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, openScreenOn, type Program, typed} from './program.ts';

// What engines as a whole are asked about: by a word, and by nothing else.

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	await program.screen.waitFor(options.fleet === undefined ? '6/6 tasks' : 'live');
	return program;
};

const asked = ({simulator}: Program): number => simulator.requests.get('GET /system/df') ?? 0;

describe(':disk', () => {
	it('shows what can be freed, folded, and asks once', async () => {
		const world = await open();
		const {screen} = world;
		expect(asked(world)).toBe(0);
		await typed(world, 'disk');
		await screen.waitFor(/DISK USAGE +[\d.]+[kMG]?B can be freed +as of/);
		await screen.waitFor(/▸ Volumes \(\d+\)/);
		await screen.waitFor(/NAME +SIZE +FREEABLE +LAST USED +USE/);
		expect(screen.text().join('\n')).not.toContain('wiki_pages');
		await screen.press('g', keys.right);
		await screen.waitFor(/▾ \w/);
		await screen.press(keys.left);
		await screen.waitFor(lines => !lines.some(line => line.includes('▾')));
		expect(asked(world)).toBe(1);
		await screen.press('r');
		await expect.poll(() => asked(world)).toBe(2);
	});

	it('leads to the page of what it shows, and back', async () => {
		const world = await open();
		const {screen} = world;
		await typed(world, 'disk');
		await screen.waitFor(/▸ Volumes/);
		await screen.press('g');
		while (!screen.text().some(line => line.includes('▾ Volumes'))) {
			await screen.press(keys.enter);
			await screen.waitFor('▾');
			if (screen.text().some(line => line.includes('▾ Volumes'))) break;
			await screen.press(keys.left);
			await screen.waitFor(lines => !lines.some(line => line.includes('▾')));
			await screen.press('j');
		}
		await screen.press('j', keys.enter);
		// The lists are read from when it opens on.
		await expect
			.poll(async () => {
				const lines = screen.text().join('\n');
				if (lines.includes('still being read')) await screen.press(keys.enter);
				return lines;
			})
			.toMatch(/VOLUME \w+/);
		await screen.press(keys.escape);
		await screen.waitFor('DISK USAGE');
		expect(asked(world)).toBe(1);
	});

	it.each([
		['Esc', keys.escape],
		['^C', keys.control('c')],
	])('says that it asks, and %s ends the request itself', async (_name, key) => {
		const world = await open();
		const {screen, simulator} = world;
		simulator.faults.hang = /system\/df/;
		await typed(world, 'disk');
		await screen.waitFor(/DISK USAGE +asking… \d+s, Esc stops/);
		await expect.poll(simulator.hanging).toBe(1);
		await screen.press(key);
		await screen.waitFor('CONTAINERS');
		await expect.poll(simulator.hanging).toBe(0);
	});

	it('says why an engine does not tell', async () => {
		const world = await open();
		world.simulator.faults.refuse = {
			pattern: /system\/df/,
			status: 500,
			message: 'a disk usage operation is already running',
		};
		await typed(world, 'df');
		await world.screen.waitFor('✗ it does not tell: a disk usage operation is already running');
	});
});

describe('several engines', () => {
	it('tell a block each, and one that does not tell takes nothing from the other', async () => {
		const others = [await startSimulator({fleet: testFleet(Date.now())}), await startSimulator({fleet: emptyFleet()})];
		const [first, second] = others;
		if (first === undefined || second === undefined) throw new Error('there are two');
		second.faults.refuse = {pattern: /system\/df/, status: 500, message: 'the disk is gone'};
		const opened = await openScreenOn({engines: [{host: first.url}, {host: second.url}]});
		try {
			await opened.screen.waitFor(/● test-mgr1 ● empty/);
			await opened.screen.press(':');
			await opened.screen.waitFor(lines => lines.some(line => line.startsWith(':')));
			await opened.screen.press(...'disk', keys.enter);
			await opened.screen.waitFor(/▾ test-mgr1 +[\d.]+[kMG]?B can be freed\s+▸ Volumes/);
			await opened.screen.waitFor('empty  ✗ it does not tell: the disk is gone');
		} finally {
			await opened.close();
			for (const other of others) await other.stop();
		}
	});
});

describe(':engine', () => {
	it('shows warnings first, hides passwords, and tells of the swarm', async () => {
		const world = await open({rows: 100});
		const {screen} = world;
		await typed(world, 'engine');
		await screen.waitFor(/ENGINE +27\.5\.1.*\n▾ Warnings *\n +WARNING: No swap limit support/);
		await screen.waitFor(/root authority ends +2046-/);
		await screen.waitFor(/node certificates +hold 90 days/);
		await screen.waitFor(/raft +1 of 1 managers reached, 1 needed: none may fail/);
		await screen.waitFor(/HTTPS +http:\/\/…@proxy\.example:3128/);
		await screen.waitFor('unknown: the engine runs on another machine than this program');
		expect(screen.text().join('\n')).not.toMatch(/SWMTKN|secret@/);
	});

	it('says what there is none of outside a swarm', async () => {
		const world = await open({fleet: emptyFleet(), rows: 100});
		await typed(world, 'engine');
		await world.screen.waitFor('none here: it has no services, tasks, nodes, secrets or configs');
	});

	it('tells the rest where a manager does not tell of its swarm', async () => {
		const world = await open({rows: 100});
		world.simulator.faults.refuse = {
			pattern: /^\/swarm$/,
			status: 500,
			message: 'rpc error: code = Unknown desc = no quorum',
		};
		await typed(world, 'engine');
		await world.screen.waitFor(/not told +no quorum/);
		await world.screen.waitFor('overlay2');
	});

	it('copies the value under the cursor', async () => {
		const world = await open({rows: 100});
		const {screen} = world;
		await typed(world, 'engine');
		await screen.waitFor('▾ Warnings');
		await screen.press('j', 'x');
		await screen.waitFor('copied WARNING: No swap limit support');
	});
});

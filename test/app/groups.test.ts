import {afterEach, describe, expect, it} from 'vitest';
import {usualSettings} from '../../source/settings/settings.ts';
import {scaleFleet} from '../../source/simulator/fleets.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed, writing} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const openList = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn({columns: 120, ...options});
	await program.screen.waitFor(/\d+\/\d+ ctr/);
	await program.screen.press('2');
	await program.screen.waitFor(lines => /CONTAINERS \d+/.test(lines[2] ?? ''));
	return program;
};

const byService = 'group label com.docker.swarm.service.name';

/** Names of the rows and titles of the groups, as they stand. */
const standing = (lines: readonly string[]): readonly string[] =>
	lines.slice(3, -2).flatMap(line => /^..([▾▸] \S+|[a-z]\S*) /.exec(line)?.[1]?.replace(/\..*/, '') ?? []);

const stands =
	(...expected: readonly string[]) =>
	(lines: readonly string[]): boolean =>
		standing(lines).join() === expected.join();

const loose = ['database', 'failed', 'sick', 'stubborn', 'web'];

describe(':group', () => {
	it('puts rows under the value of a label, what has none last, and away again', async () => {
		const opened = await openList();
		await typed(opened, byService);
		const {screen} = opened;
		await screen.waitFor(stands('▾ agent', 'agent', '▾ shop_api', 'shop_api', '▾ –', ...loose));
		expect(screen.text()[2]).toContain('CONTAINERS 7 by label name');
		await typed(opened, 'group');
		await screen.waitFor(stands('agent', ...loose.slice(0, 2), 'shop_api', ...loose.slice(2)));
	});

	it('stands by what its rows use where the list is sorted by that, and by name else', async () => {
		const opened = await openList();
		const {screen} = opened;
		await typed(opened, 'group image');
		await screen.waitFor(/▾ agent:2/);
		const titles = (lines: readonly string[]): readonly string[] =>
			lines.flatMap(line => /▾ (\S+) /.exec(line)?.[1] ?? []);
		const byName = titles(screen.text());
		await screen.waitFor(/▾ postgres:17 {2}1\/1 {2}CPU \d.*MEM 2\d\d/);
		await typed(opened, 'sort mem');
		await screen.waitFor(lines => titles(lines)[0] === 'postgres:17');
		await screen.press('r');
		await screen.waitFor(lines => titles(lines)[0] !== 'postgres:17' && titles(lines).includes('postgres:17'));
		await typed(opened, 'sort name');
		await screen.waitFor(lines => titles(lines).join() === byName.join());
	});

	it('groups by a column and by a field that is none', async () => {
		const opened = await openList();
		await typed(opened, 'group image');
		await opened.screen.waitFor(/▾ postgres:17 {2}1\/1/);
		await typed(opened, 'group engine');
		await opened.screen.waitFor(/▾ test-mgr1 {2}6\/7 {2}✗ \d/);
	});

	it.each([
		['group cpu', 'CPU% is a figure: rows are grouped by words'],
		['group zebra', 'nothing to group by called zebra'],
		['group label', 'which label? :group label com.example.team'],
		['group image name', 'group takes one column, field or label'],
	])('%s is told to be none', async (words, expected) => {
		const opened = await openList();
		await typed(opened, words);
		await opened.screen.waitFor(expected);
	});

	it('tells at home that there is nothing to group', async () => {
		const opened = await openList();
		await opened.screen.press('1');
		await opened.screen.waitFor(/CPU of host/);
		await typed(opened, 'group image');
		await opened.screen.waitFor('there is no list here to group');
	});
});

describe('a group', () => {
	it('folds by Enter and ←, unfolds by →, and stays so while one is elsewhere', async () => {
		const opened = await openList();
		const {screen} = opened;
		await typed(opened, byService);
		await screen.waitFor(stands('▾ agent', 'agent', '▾ shop_api', 'shop_api', '▾ –', ...loose));
		await screen.press('g', keys.enter);
		await screen.waitFor(stands('▸ agent', '▾ shop_api', 'shop_api', '▾ –', ...loose));
		await screen.waitFor('agent: a group, and no object: Enter unfolds it');
		// Of a row, ← leads to its group first.
		await screen.press(keys.end, keys.left);
		await screen.waitFor('–: a group, and no object: Enter folds it');
		await screen.press(keys.left);
		await screen.waitFor(stands('▸ agent', '▾ shop_api', 'shop_api', '▸ –'));
		await screen.press('3');
		await screen.waitFor(/SERVICES 2/);
		await screen.press('2');
		await screen.waitFor(stands('▸ agent', '▾ shop_api', 'shop_api', '▸ –'));
		await screen.press(keys.right);
		await screen.waitFor(stands('▸ agent', '▾ shop_api', 'shop_api', '▾ –', ...loose));
	});

	it('says what runs, what is at fault, and of how many the sums are', async () => {
		const opened = await openList();
		await typed(opened, byService);
		await opened.screen.waitFor(/▾ – {2}4\/5 {2}✗ 2 {2}CPU \d+.*MEM \d+(?:\.\d+)?MiB {2}RX\/s/);
	});

	it('is narrowed with its rows', async () => {
		const opened = await openList();
		const {screen} = opened;
		await typed(opened, byService);
		await screen.waitFor(/▾ agent/);
		await screen.press('/');
		await screen.press(...'web');
		await screen.waitFor(stands('▾ –', 'web'));
	});

	it('is no object: nothing acts on it, and a row keeps its mark under it', async () => {
		const opened = await openList();
		const {screen} = opened;
		await typed(opened, byService);
		await screen.waitFor(/▾ agent/);
		await screen.press(keys.end, ' ');
		await screen.waitFor(/1 marked/);
		await screen.press(keys.left, keys.left);
		await screen.waitFor(stands('▾ agent', 'agent', '▾ shop_api', 'shop_api', '▸ –'));
		expect(screen.text()[2]).toContain('1 marked');
		for (const key of ['R', 'X', 'y', ' ']) {
			await screen.press(key);
			await screen.waitFor('– is a group, and no object: go to one of its rows');
			await screen.press(keys.home, keys.end);
			await screen.waitFor('–: a group, and no object');
		}
		expect(screen.text().at(-1)).not.toContain('restart');
		expect(writing(opened)).toEqual([]);
	});

	it('leaves the selection on its row when rows come before it', async () => {
		const opened = await openList({fleet: scaleFleet(30, 30, Date.now())});
		const {screen} = opened;
		await typed(opened, 'group image');
		await screen.waitFor(/▾ app-0:1/);
		await screen.press(...'gjjj');
		await screen.waitFor(/load-0019/);
		await typed(opened, 'group');
		await typed(opened, 'inspect');
		await screen.waitFor(/load-0019/);
	});
});

describe(':filter', () => {
	it('saves filters by name, lists and takes them, and those of the configuration', async () => {
		const opened = await openList({settings: {...usualSettings, filters: {ours: 'image=nginx'}}});
		const {screen} = opened;
		await typed(opened, 'filter ours');
		await screen.waitFor(stands('web'));
		await typed(opened, 'filter save bad state=exited');
		await screen.waitFor('for the configuration file:  filters: {bad: "state=exited"}');
		await typed(opened, 'filter');
		await screen.waitFor('saved filters  ours: image=nginx   bad: state=exited');
		await screen.press(':');
		await screen.waitFor(lines => lines.some(line => line.startsWith(':')));
		await screen.press(...'filter ba', keys.tab, keys.enter);
		await screen.waitFor(stands('failed'));
		expect(screen.text()[2]).toContain('/state=exited');
		await typed(opened, 'filter colour=red');
		await screen.waitFor('no field colour');
		await screen.waitFor(stands('failed'));
	});

	it.each([
		['filter save state=exited', 'a name first'],
		['filter save bad', 'what is bad?'],
		['filter drop none', 'no filter is called none'],
	])('%s is told to be none', async (words, expected) => {
		const opened = await openList();
		await typed(opened, words);
		await opened.screen.waitFor(expected);
	});
});

describe('a column of a label', () => {
	it('is put beside the others, sorted and filtered by, and taken away', async () => {
		const opened = await openList({columns: 160});
		const {screen} = opened;
		await typed(opened, 'columns name,status');
		await typed(opened, 'columns +label:com.docker.swarm.service.name,+service');
		await screen.waitFor(/CONTAINERS 7▴? +STATUS +NAME +SERVICE/);
		await typed(opened, 'sort label:com.docker.swarm.service.name reverse');
		await screen.waitFor(
			lines => /^. shop_api.* shop_api/.test(lines[3] ?? '') && /^. agent.* agent/.test(lines[4] ?? ''),
		);
		await screen.press('/');
		await screen.press(...'label:com.docker.swarm.service.name=age', keys.enter);
		await screen.waitFor(lines => stands('agent')(lines));
		await typed(opened, 'columns -service');
		await screen.waitFor(lines => /CONTAINERS .*NAME/.test(lines[2] ?? '') && !lines[2]?.includes('SERVICE'));
	});
});

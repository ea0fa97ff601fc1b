import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {OwnCommand} from '../../source/model/own-command.ts';
import {usualSettings} from '../../source/settings/settings.ts';
import {planContainer} from '../../source/simulator/fleet-parts.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import {without} from '../house/port.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, openScreenOn, type Program, typed, writing} from './program.ts';

// Commands of the configuration: a line that a shell of this machine runs for rows, which never become a part of it.

let folder: string;
let program: Program | undefined;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'own-commands-'));
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	rmSync(folder, {recursive: true});
});

/** What a command wrote down in the folder of the test. */
const ran = (): string => {
	const path = join(folder, 'ran');
	return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

const command = (own: Partial<OwnCommand> = {}): OwnCommand => ({
	name: 'trace',
	key: 'F',
	kinds: ['containers'],
	run: `printf '<%s>' {name} >> ${folder}/ran; echo "traced {name} of {image}"`,
	isAsked: true,
	isReading: false,
	...own,
});

/** What would act if it ever were a part of a line. */
const hostile = [
	'; touch acted',
	'$(touch acted)',
	'`touch acted`',
	"a' touch acted '",
	'"$(touch acted)"',
	'& touch acted',
];

const open = async (
	commands: readonly OwnCommand[],
	{settings, ...options}: Parameters<typeof openProgramOn>[0] = {},
): Promise<Program> => {
	const now = Date.now();
	const fleet = testFleet(now);
	const containers = [
		...fleet.containers,
		...hostile.map(name => planContainer({name, image: `img:1${name}`, restartPolicy: 'no'}, now)),
	];
	program = await openProgramOn({
		columns: 140,
		rows: 50,
		fleet: {...fleet, containers},
		settings: {...usualSettings, ...settings, commands},
		...options,
	});
	await program.screen.press('2');
	await program.screen.waitFor(/CONTAINERS 13/);
	return program;
};

/** Puts the cursor on the one row of this name. */
const onRow = async ({screen}: Program, name: string): Promise<void> => {
	await screen.press('/', ...name, keys.enter);
	await screen.waitFor(/CONTAINERS 1\/13/);
};

describe('a command of the configuration', () => {
	it('is asked about, runs in a shell here, and what it prints is shown', async () => {
		const world = await open([command()]);
		const {screen} = world;
		await onRow(world, '/^web$/');
		await screen.waitFor(lines => lines.at(-1)?.includes('F trace') === true);
		await screen.press('F');
		await screen.waitFor(/trace container web\?[\s\S]*runs here: printf/);
		expect(ran()).toBe('');
		await screen.press('y');
		await screen.waitFor(/trace web {2}✓ ended, exit 0/);
		await screen.waitFor('traced web of nginx:1.27');
		expect(ran()).toBe('<web>');
		expect(writing(world)).toEqual([]);
	});

	it('is reached by its word, on a row that is named, and by the menu of all that can be done', async () => {
		const world = await open([command()]);
		const {screen} = world;
		await typed(world, 'trace database');
		await screen.waitFor('trace container database?');
		await screen.press('n');
		await screen.waitFor(without('trace container database?'));
		await onRow(world, '/^web$/');
		await screen.press('X', ...'trace');
		await screen.waitFor(/› F {2}trace +runs here: printf/);
		await screen.press(keys.enter);
		await screen.waitFor('trace container web?');
		await screen.press('y');
		await screen.waitFor('traced web of nginx:1.27');
		expect(ran()).toBe('<web>');
	});

	it('stands in the help of its kinds, and is not told to be asked about where it is not', async () => {
		const world = await open([command({isAsked: false})], {rows: 90});
		await world.screen.press('?');
		await world.screen.waitFor(/Own commands, as they are set *\n +:trace +F {2}runs here, unasked: printf/);
		const text = world.screen.text().join('\n');
		expect(text.match(/runs here/g)).toHaveLength(1);
	});

	it('makes nothing of a name but a word', async () => {
		const world = await open([command({run: `cd ${folder}; printf '<%s>' {name} "{image}" "$(echo {name})" >> ran`})]);
		const {screen} = world;
		await screen.press('/', ...'touch', keys.enter);
		await screen.waitFor(/CONTAINERS 6\/13/);
		for (let marked = 0; marked < hostile.length; marked++) await screen.press(' ');
		await screen.waitFor('6 marked');
		await screen.press('F');
		await screen.waitFor('trace 6 containers?');
		await screen.press('y');
		await screen.waitFor(/and 5 more {2}✓ all 6 ended, exit 0/);
		expect(existsSync(join(folder, 'acted'))).toBe(false);
		for (const name of hostile) expect(ran()).toContain(`<${name}><img:1${name}><${name}>`);
	});

	it('runs for all marked rows one after another, also where one fails', async () => {
		const run = `echo "begin {name}" >> ${folder}/ran; [ {name} != database ] || exit 3; echo "end {name}" >> ${folder}/ran`;
		const world = await open([command({run})]);
		const {screen} = world;
		await typed(world, 'trace database web');
		await screen.waitFor('trace 2 containers?');
		await screen.press('y');
		await screen.waitFor(/trace \w+ and 1 more {2}✗ 1 of 2 failed/);
		await screen.waitFor('── trace database');
		await screen.waitFor('✗ ended, exit 3');
		await screen.waitFor('── trace web');
		expect(ran()).toBe('begin database\nbegin web\nend web\n');
	});

	it('goes on to no other row once its place is left', async () => {
		const run = `echo {name} >> ${folder}/ran; echo "waits {name}"; while :; do sleep 1; done`;
		const world = await open([command({run})]);
		const {screen} = world;
		await typed(world, 'trace database web');
		await screen.waitFor('trace 2 containers?');
		await screen.press('y');
		await screen.waitFor('waits database');
		await screen.press(keys.escape);
		await screen.waitFor(/CONTAINERS 13/);
		await world.close();
		program = undefined;
		expect(ran()).toBe('database\n');
	});

	it('is refused for a row that has nothing for one of its fields', async () => {
		const world = await open([command({run: 'echo {service} {label:tier}'})]);
		await onRow(world, '/^web$/');
		await world.screen.press('F');
		await world.screen.waitFor('cannot trace web: it has no service');
	});
});

describe('a command that nothing is asked before', () => {
	it('runs at once by key, word and menu', async () => {
		const world = await open([command({isAsked: false})]);
		const {screen} = world;
		await onRow(world, '/^web$/');
		for (const press of [() => screen.press('F'), () => typed(world, 'trace')]) {
			await press();
			await screen.waitFor('traced web of nginx:1.27');
			await screen.press(keys.escape);
			await screen.waitFor(/CONTAINERS 1\/13/);
		}
		await screen.press('X', ...'trace');
		await screen.waitFor(/› F {2}trace/);
		await screen.press(keys.enter);
		await screen.waitFor('traced web of nginx:1.27');
		expect(ran()).toBe('<web><web><web>');
	});

	it('is asked about where asking is strict, but where it only looks', async () => {
		const world = await open(
			[command({isAsked: false}), command({name: 'seen', key: 'b', isAsked: false, isReading: true})],
			{settings: {...usualSettings, asking: 'strict'}},
		);
		const {screen} = world;
		await onRow(world, '/^web$/');
		await screen.press('F');
		await screen.waitFor(/trace container web\?[\s\S]*type "yes"/);
		await screen.press(keys.escape);
		await screen.waitFor(without('trace container web?'));
		expect(ran()).toBe('');
		await screen.press('b');
		await screen.waitFor(/seen web {2}✓ ended, exit 0/);
	});

	it('is not run by keys that came at once', async () => {
		const world = await open([command({isAsked: false})]);
		const {screen} = world;
		await onRow(world, '/^web$/');
		await screen.press('jF');
		await screen.waitFor('keys that come at once');
		await screen.press(':trace web\r');
		await screen.waitFor(lines => lines.some(line => line.startsWith(':trace web')));
		expect(ran()).toBe('');
	});
});

describe('in read-only mode', () => {
	const both = (): readonly OwnCommand[] => [
		command(),
		command({name: 'seen', key: 'b', isAsked: false, isReading: true}),
	];

	it('a command is off by key, word and menu, and one that reads is there', async () => {
		const world = await open(both(), {isReadOnly: true, rows: 90});
		const {screen} = world;
		await onRow(world, '/^web$/');
		await screen.waitFor(lines => lines.at(-1)?.includes('b seen') === true);
		expect(screen.text().at(-1)).not.toContain('trace');
		await screen.press('F');
		await screen.waitFor('acting keys are off: read-only');
		await screen.press('x');
		await typed(world, 'trace');
		await screen.waitFor('trace is off: read-only');
		await screen.press('X');
		await screen.waitFor(/What shall be done with container web\?[\s\S]*› b {2}seen/);
		// Within the menu's own lines: what stands under it goes on and may speak of stopping.
		const menu = screen.text().filter(line => line.includes('│'));
		expect(menu.join('\n')).not.toMatch(/trace +runs here|\bstop\b/);
		await screen.press(keys.enter);
		await screen.waitFor(/seen web {2}✓ ended, exit 0/);
		await screen.press(keys.escape);
		await screen.waitFor(/CONTAINERS 1\/13/);
		for (const press of [() => screen.press('b'), () => typed(world, 'seen web')]) {
			await press();
			await screen.waitFor(/seen web {2}✓ ended, exit 0/);
			await screen.press(keys.escape);
			await screen.waitFor(/CONTAINERS 1\/13/);
		}
		expect(ran()).toBe('<web><web><web>');
		await screen.press('?');
		await screen.waitFor(/Own commands, as they are set *\n +:seen +b {2}runs here, unasked/);
		expect(screen.text().join('\n')).not.toContain(':trace');
	});

	it('of one engine alone is that engine’s', async () => {
		const now = Date.now();
		const [left, right] = await Promise.all([
			startSimulator({fleet: testFleet(now)}),
			startSimulator({fleet: testFleet(now)}),
		]);
		const opened = await openScreenOn({
			columns: 180,
			rows: 40,
			engines: [{host: left.url}, {host: right.url}],
			settings: {
				...usualSettings,
				engines: {[left.url]: {isReadOnly: true}},
				commands: [command({run: `echo "{engine} $DOCKER_HOST $DOCKER_CONTEXT." >> ${folder}/ran`, isAsked: false})],
			},
		});
		try {
			await opened.screen.press('2');
			await opened.screen.waitFor(/CONTAINERS 14/);
			await opened.screen.press('/', ...'/^web$/', keys.enter);
			await opened.screen.waitFor(/CONTAINERS 2\/14/);
			await opened.screen.press(' ', ' ');
			await opened.screen.waitFor('2 marked');
			await opened.screen.press('F');
			// Who is left out is told first.
			await opened.screen.waitFor(/trace container web\?[\s\S]*left out: web/);
			await opened.screen.press('y');
			await opened.screen.waitFor(/trace web {2}✓ ended, exit 0/);
			expect(ran()).toBe(`${right.url} ${right.url} .\n`);
		} finally {
			await opened.close();
			await Promise.all([left.stop(), right.stop()]);
		}
	});
});

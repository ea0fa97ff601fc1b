import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {register} from '../../source/resources/registry.ts';
import {flagValue, type Verb} from '../../source/resources/verb.ts';
import {openProgramOn, type Program, typed, writing} from '../app/program.ts';
import {keys} from '../terminal/screen.ts';
import {refit} from './refit.ts';
import {type Ship, shipsWith} from './ships.ts';

// A verb is one record: key, footer, help, words, question, checks, request and answer of a made-up one.

/** Ends a ship; a form that only Enter would answer. */
const scuttle: Verb<Ship> = {
	id: 'scuttle',
	key: 'Z',
	help: 'scuttle a ship',
	label: () => 'scuttle',
	danger: 'destroys',
	refusal: () => undefined,
	reach: () => [],
	fields: () => [{kind: 'flag', id: 'cargo', title: 'With its cargo'}],
	request: (row, values) => {
		const cargo = flagValue(values, 'cargo') ? 'with' : 'without';
		return {
			id: row.id,
			name: row.name,
			past: 'scuttled',
			pending: 'sinking',
			done: `scuttled ${row.name} ${cargo} its cargo`,
			already: `${row.name} is gone already`,
			failed: `could not scuttle ${row.name}`,
			run: (engine, signal) => engine.containers.remove(row.id, {force: true, volumes: false}, signal),
		};
	},
};

const {fields: _, ...plainly} = scuttle;

/** Ends a ship with all that is in it. */
const sink: Verb<Ship> = {...plainly, id: 'sink', key: 'W', help: 'sink a ship', label: () => 'sink', losesData: true};

let program: Program | undefined;
let unregister: (() => void) | undefined;

beforeEach(() => {
	unregister = register(shipsWith(refit, scuttle, sink));
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	unregister?.();
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	await program.screen.waitFor('6/6 tasks');
	return program;
};

/** The list of ships with the cursor on one of them. */
const onShip = async (world: Program, name: string): Promise<void> => {
	await typed(world, 'ships');
	await world.screen.waitFor(/SHIPS \d/);
	await world.screen.press('/', ...`/^${name}$/`, keys.enter);
	await world.screen.waitFor(/SHIPS 1\/7/);
};

const without = (text: string) => (lines: readonly string[]) => !lines.some(line => line.includes(text));

const dock = 'Take web into dry dock?';

describe('a made-up verb', () => {
	it('has its key in the footer and its line in the help', async () => {
		const world = await open({rows: 60});
		await onShip(world, 'web');
		await world.screen.waitFor(lines => /T refit {2}Z scuttle {2}W sink {2}X actions $/.test(`${lines.at(-1)} `));
		await world.screen.press('?');
		await world.screen.waitFor(/Act: every one asks first *\n +T +refit a ship: rig, crew and captain *\n/);
	});

	it('has a key that says whom it is for, and none in read-only mode', async () => {
		const world = await open();
		await world.screen.press('2', 'T');
		await world.screen.waitFor('refit is for ships');
		await world.close();
		const readOnly = await open({isReadOnly: true});
		await onShip(readOnly, 'web');
		await readOnly.screen.press('T');
		await readOnly.screen.waitFor('acting keys are off: read-only');
		await readOnly.screen.press('x');
		await typed(readOnly, 'refit web');
		await readOnly.screen.waitFor('refit is off: read-only');
	});

	it('asks in a form, whose checks send the person back to the field', async () => {
		const world = await open();
		const {screen} = world;
		await onShip(world, 'web');
		await screen.press('T');
		await screen.waitFor(dock);
		await screen.waitFor('its crew goes ashore meanwhile');
		await screen.waitFor(/› Rig +‹ one mast ›[\s\S]* Crew {2,}[\s\S]* Captain/);
		// It interrupts: an Enter that came by itself says nothing.
		await screen.press(keys.enter);
		await screen.waitFor('nothing was answered yet');
		await screen.press(keys.right);
		await screen.waitFor(/› Rig +‹ two masts ›/);
		await screen.press(keys.enter);
		await screen.waitFor(/› Crew[\s\S]*✗ Crew takes a whole number/);
		await screen.press('1', 'x');
		await screen.waitFor(/› Crew +1 /);
		await screen.press(keys.enter);
		await screen.waitFor('✗ Crew takes no less than 2');
		await screen.press('3', keys.enter);
		await screen.waitFor('✗ no crew of 13 puts to sea');
		await screen.press(keys.backspace, keys.enter);
		await screen.waitFor('✗ Crew takes no less than 2');
		await screen.press('2', keys.enter);
		await screen.waitFor(/› Captain[\s\S]*✗ a ship needs a captain/);
		expect(writing(world)).toEqual([]);
		await screen.press('A');
		await screen.waitFor('→ Anne  Annika');
		await screen.press(keys.right, keys.enter);
		await screen.waitFor('✓ refitted web: brig, crew 12, captain Anne');
		expect(writing(world)).toEqual(['POST /containers/{id}/kill']);
		expect(world.simulator.machine.container('web').exitCode).toBe(143);
	});

	it('goes through its fields by Tab and arrows, and Esc is no', async () => {
		const world = await open();
		const {screen} = world;
		await onShip(world, 'web');
		await screen.press('T');
		await screen.waitFor('› Rig');
		for (const [key, title] of [
			[keys.tab, 'Crew'],
			[keys.down, 'Captain'],
			[keys.down, 'Rig'],
			[keys.up, 'Captain'],
			['\u{1b}[Z', 'Crew'],
		] as const) {
			await screen.press(key);
			await screen.waitFor(`› ${title}`);
		}
		await screen.press(keys.escape);
		await screen.waitFor(without(dock));
		expect(writing(world)).toEqual([]);
	});

	it('takes pastes into lines that are typed only, and no Enter with them', async () => {
		const world = await open();
		const {screen} = world;
		await onShip(world, 'web');
		await screen.press('T');
		await screen.waitFor('› Rig');
		await screen.press('\u{1b}[200~brig\r\u{1b}[201~');
		await screen.waitFor(/goes to prompts and fields only/);
		await screen.press('y\r\r');
		await screen.waitFor(/do nothing here/);
		await screen.press(keys.tab, keys.tab);
		await screen.waitFor('› Captain');
		await screen.press(`\u{1b}[200~${'x'.repeat(3000)}\r\u{1b}[201~`);
		await screen.waitFor(/› Captain +x{40}/);
		expect(writing(world)).toEqual([]);
	});

	it('takes no answer before the terminal has drawn it', async () => {
		const world = await open();
		await typed(world, 'ships');
		await world.screen.waitFor(/SHIPS 7/);
		world.screen.freeze();
		await world.screen.press(':', ...'refit web crew=5 captain=Grace', keys.enter, keys.enter, keys.enter);
		world.screen.thaw();
		await world.screen.waitFor(dock);
		expect(writing(world)).toEqual([]);
		await world.screen.press(keys.enter);
		await world.screen.waitFor('✓ refitted web: sloop, crew 5, captain Grace');
	});

	it('is refused where it cannot be done', async () => {
		const world = await open();
		await typed(world, 'overhaul failed');
		await world.screen.waitFor('cannot refit failed: it lies aground');
	});

	it.each([
		['refit web rig=two crew=5 captain=Grace', /Rig +‹ two masts ›[\s\S]*Crew +5[\s\S]*Captain +Grace/],
		['overhaul web crew=5', /Crew +5/],
		['refit web crew=13', 'no crew of 13 puts to sea'],
		['refit web crew=many', 'many is no count: it takes a whole number'],
		['refit web rig=raft', 'raft is none of sloop, brig'],
		['refit web captain=', 'a ship needs a captain'],
		['refit web colour=red', 'refit does not ask for colour, but for rig= crew= captain='],
		['refit web brig', 'there is no ship called brig'],
	])('takes its values by name: :%s', async (words, expected) => {
		const world = await open();
		await typed(world, words);
		await world.screen.waitFor(expected);
	});

	it('completes names, fields and values', async () => {
		const world = await open();
		await world.screen.press(':', ...'refit web ri', keys.tab);
		await world.screen.waitFor(lines => lines.some(line => line.startsWith(':refit web rig=')));
		await world.screen.press('b', keys.tab);
		await world.screen.waitFor(lines => lines.some(line => line.startsWith(':refit web rig=brig')));
	});

	it('answers for several as a sum, with what came of each to be read', async () => {
		const world = await open();
		const {screen, simulator} = world;
		simulator.faults.refuse = {
			pattern: new RegExp(`/containers/${simulator.machine.container('web').id}/kill`),
			status: 500,
			message: 'the dock is full',
		};
		await typed(world, 'refit database web rig=brig crew=7 captain=Grace');
		await screen.waitFor('Take database and web into dry dock?');
		await screen.press(keys.enter);
		await screen.waitFor('✗ 1 of 2 refitted; web: the dock is full');
		await typed(world, 'messages');
		await screen.waitFor(
			/✗ 1 of 2 refitted; web: the dock is full *\n +✗ could not refit web: the dock is full *\n +✓ refitted database: brig, crew 7, captain Grace *\n/,
		);
	});
});

describe('a form that destroys', () => {
	it('asks for a typed word too, so that Enter alone never does it', async () => {
		const world = await open();
		const {screen} = world;
		await onShip(world, 'web');
		await screen.press('Z');
		await screen.waitFor('scuttle ship web?');
		await screen.waitFor(/› With its cargo +‹ no ›[\s\S]*Type remove/);
		await screen.press(keys.enter);
		await screen.waitFor('nothing was answered yet');
		await screen.press(' ');
		await screen.waitFor('‹ yes ›');
		await screen.press(keys.enter);
		await screen.waitFor(/› Type remove[\s\S]*✗ type "remove"/);
		expect(writing(world)).toEqual([]);
		await screen.press(...'remove', keys.enter);
		await screen.waitFor('✓ scuttled web with its cargo');
		expect(writing(world)).toEqual(['DELETE /containers/{id}']);
	});
});

describe('a verb that takes data with it', () => {
	it('asks for a word for a single one', async () => {
		const world = await open();
		await onShip(world, 'failed');
		await world.screen.press('W');
		await world.screen.waitFor(/sink ship failed\?[\s\S]*type "remove" and press Enter/);
		await world.screen.press(keys.enter);
		await world.screen.press(...'remov');
		await world.screen.press(keys.enter);
		await world.screen.waitFor('Type remove  remov');
		expect(writing(world)).toEqual([]);
		await world.screen.press('e');
		await world.screen.waitFor('Type remove  remove');
		await world.screen.press(keys.enter);
		await world.screen.waitFor('scuttled failed without its cargo');
	});
});

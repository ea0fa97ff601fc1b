import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {register} from '../../source/resources/registry.ts';
import type {GeneralVerb, Verb} from '../../source/resources/verb.ts';
import {openProgramOn, type Program, writing} from '../app/program.ts';
import {keys} from '../terminal/screen.ts';
import {refit} from './refit.ts';
import {type Ship, shipsWith} from './ships.ts';

// The menu of all that can be done: a verb without a key is in it, and nothing else has to be said of it.

const {key: _, fields: __, words: ___, question: ____, ...plainly} = refit;

/** Ends what a ship does; it has no key. */
const signal: Verb<Ship> = {
	...plainly,
	id: 'signal',
	words: [{word: 'hoist', does: 'signal'}],
	help: 'hoist the flags of a ship',
	label: () => 'signal',
	reach: () => ['all in the harbour see it'],
};

/** Makes a ship, of which there is none yet. */
const launch: GeneralVerb = {
	id: 'launch',
	help: 'launch a ship',
	danger: 'none',
	question: () => 'Launch a ship?',
	refusal: () => undefined,
	reach: () => [],
	fields: () => [{kind: 'text', id: 'called', title: 'Called'}],
	request: () => [],
};

let program: Program | undefined;
let unregister: (() => void) | undefined;

beforeEach(() => {
	unregister = register({...shipsWith(refit, signal), general: [launch]});
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	unregister?.();
});

/** The list of ships with the cursor on one of them. */
const openOn = async (name: string, options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	const {screen} = program;
	await screen.waitFor('6/7 ctr');
	await screen.press(':');
	await screen.waitFor(lines => lines.some(line => line.startsWith(':')));
	await screen.press(...'ships', keys.enter);
	await screen.waitFor(/SHIPS \d/);
	await screen.press('/', ...`/${name}/`, keys.enter);
	await screen.waitFor(/SHIPS [12]\/7/);
	return program;
};

describe('the menu of all that can be done', () => {
	it('has every verb with its key and its words, and asks about the one that is taken', async () => {
		const world = await openOn('^web$', {columns: 80, rows: 24});
		const {screen} = world;
		await screen.waitFor(lines => /T refit {2}X actions$/.test(`${lines.at(-1)}`.trimEnd()));
		await screen.press('X');
		await screen.waitFor('What shall be done with ship web?');
		await screen.waitFor(
			/› T {2}refit +refit a ship: rig, crew and captain[\s\S]* {5}signal +hoist the flags of a ship/,
		);
		await screen.press(keys.down);
		await screen.waitFor(/› {4}signal/);
		await screen.press(keys.enter);
		await screen.waitFor(/signal ship web\?[\s\S]*all in the harbour see it/);
		expect(writing(world)).toEqual([]);
		await screen.press('y');
		await screen.waitFor('✓ refitted web');
		expect(writing(world)).toEqual(['POST /containers/{id}/kill']);
	});

	it('is narrowed by what is typed: names, other words, and what it does', async () => {
		const {screen} = await openOn('^web$');
		await screen.press('X');
		await screen.waitFor(/› T {2}refit[\s\S]*signal/);
		await screen.press(...'flag');
		await screen.waitFor(/\/ flag[\s\S]*› {4}signal/);
		await screen.waitFor(lines => !lines.some(line => line.includes('T  refit')));
		await screen.press(...'x');
		await screen.waitFor('nothing here is called so');
		await screen.press(keys.enter);
		await screen.press(...Array.from({length: 5}, () => keys.backspace), ...'hoist');
		await screen.waitFor(/› {4}signal/);
		await screen.press(keys.enter);
		await screen.waitFor('signal ship web?');
		await screen.press('n');
		await screen.waitFor(lines => !lines.some(line => line.includes('signal ship')));
	});

	it('says why what is refused cannot be done, and does not ask about it', async () => {
		const world = await openOn('^failed$');
		const {screen} = world;
		await screen.press('X');
		await screen.waitFor(/› T {2}refit +it lies aground/);
		await screen.waitFor('cannot refit: it lies aground');
		await screen.press(keys.enter);
		await screen.press(keys.down);
		await screen.waitFor(/› {4}signal/);
		await screen.press(keys.escape);
		await screen.waitFor(lines => !lines.some(line => line.includes('What shall be done')));
		expect(writing(world)).toEqual([]);
	});

	it('has what the kind can do without a row, and that alone where there is none', async () => {
		const {screen} = await openOn('^web$');
		await screen.press('X');
		await screen.waitFor(/signal[\s\S]*launch +launch a ship/);
		await screen.press(keys.escape);
		await screen.waitFor(lines => !lines.some(line => line.includes('What shall be done')));
		await screen.press('/', ...'nowhere', keys.enter);
		await screen.waitFor(/SHIPS 0\/7/);
		await screen.press('X');
		await screen.waitFor(/What shall be done\?[\s\S]*› launch/);
		await screen.press(keys.enter);
		await screen.waitFor(/Launch a ship\?[\s\S]*› Called/);
	});

	it('is about all that is marked', async () => {
		const {screen} = await openOn('^(web|database)$');
		await screen.press(' ', 'j', ' ');
		await screen.press('X');
		await screen.waitFor('What shall be done with 2 ships?');
		await screen.press(...'sig');
		await screen.waitFor(/› {4}signal/);
		await screen.press(keys.enter);
		await screen.waitFor(/signal 2 ships\?[\s\S]*web[\s\S]*database/);
	});

	it('is not opened in read-only mode, and in no footer there', async () => {
		const {screen} = await openOn('^web$', {isReadOnly: true});
		await screen.press('X');
		await screen.waitFor('acting keys are off: read-only');
		expect(screen.text()).not.toContainEqual(expect.stringContaining('X actions'));
	});
});

import {afterEach, beforeEach, expect, it} from 'vitest';
import {EngineError} from '../../source/engine/engine-error.ts';
import {register} from '../../source/resources/registry.ts';
import type {GeneralVerb} from '../../source/resources/verb.ts';
import type {ActionRequest} from '../../source/store/monitor.ts';
import {openProgramOn, type Program, typed} from '../app/program.ts';
import {keys} from '../terminal/screen.ts';
import {shipsWith} from './ships.ts';

// What takes long tells how far it is, can be stopped, and says what is there then.

type Tell = Parameters<ActionRequest['run']>[2];

let tell: Tell | undefined;
let finish: (() => void) | undefined;
let fail: ((error: Error) => void) | undefined;
let isStopped = false;

const requestOf = (name: string): ActionRequest => ({
	id: `load ${name}`,
	name,
	past: 'loaded',
	pending: `loading ${name}`,
	done: `loaded ${name}`,
	already: `${name} is loaded already`,
	failed: `could not load ${name}`,
	left: () => '1 of 3 crates stay aboard',
	run: (_engine: unknown, signal: AbortSignal, next: Tell) =>
		new Promise<'done'>((resolve, reject) => {
			tell = next;
			finish = () => resolve('done');
			fail = reject;
			signal.addEventListener('abort', () => {
				isStopped = true;
				reject(new EngineError('timeout', 'given up'));
			});
		}),
});

const load: GeneralVerb = {
	id: 'stow',
	help: 'load a ship',
	danger: 'none',
	question: () => 'Load a ship?',
	refusal: () => undefined,
	reach: () => [],
	fields: () => [{kind: 'text', id: 'name', title: 'Name'}],
	request: values => requestOf(String(values.name)),
};

let program: Program | undefined;
let unregister: (() => void) | undefined;

beforeEach(() => {
	unregister = register({...shipsWith(), general: [load]});
	isStopped = false;
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	unregister?.();
});

/** The program with one ship being loaded. */
const open = async (): Promise<Program> => {
	const world = await openProgramOn({});
	program = world;
	await world.screen.waitFor('6/6 tasks');
	await typed(world, 'stow Ark');
	await world.screen.waitFor(/Load a ship\?[\s\S]*Enter yes +Esc no[\s\S]*Enter yes/);
	await world.screen.press(keys.enter);
	await world.screen.waitFor('◌ loading Ark');
	return world;
};

it('tells how far it is on the message line and, by its parts, in a place of its own', async () => {
	const world = await open();
	tell?.({
		label: 'loading Ark 33%',
		parts: [
			{name: 'wheat', label: 'in the hold', done: 2_000_000, total: 2_000_000},
			{name: 'wine', label: 'on the crane', done: 1_000_000, total: 4_000_000},
		],
	});
	await world.screen.waitFor('◌ loading Ark 33%');
	await typed(world, 'jobs');
	await world.screen.waitFor(
		/JOBS, 1 under way, 0 ended *\n› ◌ loading Ark 33% +Ark, for .*\n +wine +on the crane +\S+ of \S+ *\n +wheat/,
	);
	finish?.();
	await world.screen.waitFor(/JOBS, 0 under way, 1 ended *\n› ✓ loaded Ark +\S+, after/);
});

it('is stopped by a key, once that was asked, and says what is there now', async () => {
	const world = await open();
	await typed(world, 'jobs');
	await world.screen.waitFor('JOBS, 1 under way');
	await world.screen.press('K');
	await world.screen.waitFor(/Stop loading Ark\?[\s\S]*n Esc no/);
	await world.screen.press(keys.enter);
	await world.screen.waitFor(lines => !lines.some(line => line.includes('Stop loading Ark?')));
	expect(isStopped).toBe(false);
	await world.screen.press('K');
	await world.screen.waitFor(/Stop loading Ark\?[\s\S]*n Esc no/);
	await world.screen.press('y');
	await world.screen.waitFor('✗ could not load Ark: stopped; 1 of 3 crates stay aboard');
	expect(isStopped).toBe(true);
	await world.screen.press('K');
	await world.screen.waitFor('it is not under way');
});

it('is stopped by a word too', async () => {
	const world = await open();
	await typed(world, 'cancel Dove');
	await world.screen.waitFor('Dove is not under way, but Ark');
	await typed(world, 'cancel');
	await world.screen.waitFor(/Stop loading Ark\?[\s\S]*n Esc no/);
	await world.screen.press('y');
	await world.screen.waitFor('stopped; 1 of 3 crates stay aboard');
});

it('says what is there now when it fails half-way', async () => {
	const world = await open();
	fail?.(new EngineError('rejected', 'the crane broke'));
	await world.screen.waitFor('✗ could not load Ark: the crane broke; 1 of 3 crates stay aboard');
});

it('ends with the program', async () => {
	const world = await open();
	await world.close();
	program = undefined;
	expect(isStopped).toBe(true);
});

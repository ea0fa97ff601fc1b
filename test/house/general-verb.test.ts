import {afterEach, beforeEach, expect, it} from 'vitest';
import {register} from '../../source/resources/registry.ts';
import {type GeneralVerb, textValue} from '../../source/resources/verb.ts';
import {usualSettings} from '../../source/settings/settings.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {openProgramOn, openScreenOn, type Program, typed} from '../app/program.ts';
import {keys} from '../terminal/screen.ts';
import {shipsWith} from './ships.ts';

// A verb on no row is one record: its word, help, form, question and answer come of it.

const launch: GeneralVerb = {
	id: 'launch',
	words: [{word: 'float', does: 'launch'}],
	help: 'launch a ship that was built',
	danger: 'interrupts',
	question: () => 'Launch a ship?',
	refusal: ({state}) => (state.tables.containers.at === undefined ? 'the harbour is not in sight' : undefined),
	reach: () => ['a wave goes through the harbour'],
	fields: () => [
		{
			kind: 'text',
			id: 'name',
			title: 'Name',
			completions: ['Victory'],
			check: name => (name === '' ? 'a ship has a name' : undefined),
		},
		{kind: 'text', id: 'oath', title: 'Oath', isHidden: () => true},
		{kind: 'number', id: 'masts', title: 'Masts', current: 2, max: 4},
	],
	request: values => ({
		id: 'launch',
		name: 'a ship',
		past: 'launched',
		pending: 'launching',
		done: `launched ${textValue(values, 'name')} with ${values.masts} masts`,
		already: 'it is afloat already',
		failed: 'could not launch it',
		run: (engine, signal) => engine.containers.stop('web', signal),
	}),
};

let program: Program | undefined;
let unregister: (() => void) | undefined;

beforeEach(() => {
	unregister = register({...shipsWith(), general: [launch]});
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

const writing = ({requests}: Simulator): readonly string[] =>
	[...requests.keys()].filter(request => !/^(?:GET|HEAD) /.test(request));

it('takes its fields from the words after it, and asks before it acts', async () => {
	const world = await open();
	await typed(world, 'launch Victory 3');
	await world.screen.waitFor('Launch a ship?');
	await world.screen.waitFor('a wave goes through the harbour');
	await world.screen.waitFor(/Name +Victory[\s\S]*Masts +3[\s\S]*Esc no[\s\S]*Esc no/);
	expect(writing(world.simulator)).toEqual([]);
	await world.screen.press(keys.enter);
	await world.screen.waitFor('✓ launched Victory with 3 masts');
	expect(writing(world.simulator)).toEqual(['POST /containers/{id}/stop']);
});

it.each([
	['float masts=4 Ark', /Name +Ark[\s\S]*Masts +4/],
	['launch', /› Name[\s\S]*Masts +2/],
	['launch Ark masts=9', 'Masts takes no more than 4'],
	['launch Ark 3 2', 'launch takes name= masts=, and here is 2 besides'],
	['launch Ark oath=aye', 'Oath is to be typed where it is asked'],
])('understands :%s', async (words, expected) => {
	const world = await open();
	await typed(world, words);
	await world.screen.waitFor(expected);
});

it('completes its word, its fields and likely values', async () => {
	const world = await open();
	await world.screen.press(':', ...'laun', keys.tab);
	await world.screen.waitFor(lines => lines.some(line => line.startsWith(':launch')));
	await world.screen.press('Vi', keys.tab);
	await world.screen.waitFor(lines => lines.some(line => line.startsWith(':launch Victory')));
});

it('stands in the help, and is off in read-only mode', async () => {
	const world = await open({rows: 60});
	await typed(world, 'ships');
	await world.screen.waitFor(/SHIPS 7/);
	await world.screen.press('?');
	await world.screen.waitFor(/Act by a word: every one asks first *\n +:launch +launch a ship that was built/);
	await world.close();
	const readOnly = await open({isReadOnly: true});
	await typed(readOnly, 'launch Victory');
	await readOnly.screen.waitFor('launch is off: read-only');
	expect(writing(readOnly.simulator)).toEqual([]);
});

it('acts on the engine of what is selected, or on the one that is named', async () => {
	const [left, right] = await Promise.all(['left', 'right'].map(() => startSimulator({fleet: testFleet(Date.now())})));
	if (left === undefined || right === undefined) throw new Error('there are no two engines');
	const opened = await openScreenOn({columns: 160, rows: 40, engines: [{host: left.url}, {host: right.url}]});
	try {
		await opened.screen.waitFor('Overview');
		await opened.screen.press('2');
		await opened.screen.waitFor(/CONTAINERS 14/);
		await opened.screen.press(':', ...`launch Ark engine=${right.url}`, keys.enter);
		await opened.screen.waitFor(/on unix:[\s\S]*Esc no[\s\S]*Esc no/);
		await opened.screen.press(keys.enter);
		await opened.screen.waitFor(/launched Ark with 2 masts/);
		expect([writing(left), writing(right)]).toEqual([[], ['POST /containers/{id}/stop']]);
	} finally {
		await opened.close();
		await Promise.all([left.stop(), right.stop()]);
	}
});

it('asks as strictly as is set for its engine', async () => {
	const simulator = await startSimulator({fleet: testFleet(Date.now())});
	const opened = await openScreenOn({
		host: simulator.url,
		settings: {...usualSettings, engines: {[simulator.url]: {asking: 'strict'}}},
	});
	try {
		await opened.screen.waitFor('6/6 tasks');
		await typed(opened, 'launch Victory');
		await opened.screen.waitFor(/Launch a ship\?[\s\S]*yes/);
		await opened.screen.waitFor(/type yes/i);
	} finally {
		await opened.close();
		await simulator.stop();
	}
});

import {mkdirSync} from 'node:fs';
import {dirname} from 'node:path';
import {describe, expect, it} from 'vitest';
import {type Settings, usualSettings} from '../../source/settings/settings.ts';
import {planFleet} from '../../source/simulator/fleet-parts.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {Fleet} from '../../source/simulator/world.ts';
import {type FaultyLine, startFaultyLine} from '../engine/faulty-line.ts';
import {openScreenOn} from './program.ts';

// What may go wrong with one engine of two: the other one's rows go on changing, keys are answered, the faulty one is told
// of, and is seen again by itself.

const fleetOf = (engineName: string): Fleet =>
	planFleet(
		{
			engineName,
			containers: [
				{name: `${engineName}-web`, image: 'web:1'},
				{name: `${engineName}-job`, image: 'job:1'},
			],
			nodes: [],
			services: [],
		},
		Date.now(),
	);

/** Asked often, so that a test need not wait long to see what is asked in vain. */
const settings: Settings = {
	...usualSettings,
	refresh: {ping: 300, again: 200, unheard: 300, reconcile: 1000, info: 1000, publish: 50},
};

type World = {
	readonly well: Simulator;
	faulty: Simulator;
	readonly line: FaultyLine;
	churning?: NodeJS.Timeout;
	readonly screen: Awaited<ReturnType<typeof openScreenOn>>['screen'];
};

const rowOf = (name: string, status: string): RegExp => new RegExp(`^..${name} +${status}`, 'm');

type Case = {
	/** What is done to the engine or the line to it. */
	readonly harm: (world: World) => Promise<void> | void;
	/** What is said of it, and where nothing needs to be said, nothing. */
	readonly told?: RegExp;
	/** What makes it well again; what is well by itself needs nothing. */
	readonly heal?: (world: World) => Promise<void> | void;
	/** ms that its clock is ahead. */
	readonly ahead?: number;
};

const lost = /faulty ✗ lost: /;
const unread = /faulty: cannot read its containers/;
const list = /^\/containers\/json/;
const cure = ({faulty: {faults}}: World): void => {
	Object.assign(faults, {hang: undefined, resetInBody: undefined, hangInBody: undefined, truncate: undefined});
	Object.assign(faults, {refuse: undefined, replace: undefined, isSilent: false, latency: 0});
};
const set = (faults: Partial<Simulator['faults']>) => (world: World) => {
	Object.assign(world.faulty.faults, faults);
};
const mend = ({line}: World): void => line.behave({});

const cases: Readonly<Record<string, Case>> = {
	'is stopped and started': {
		harm: ({faulty}) => faulty.kill(),
		told: lost,
		heal: ({faulty}) => faulty.restart(),
	},
	'is restarted at once': {
		harm: async ({faulty}) => {
			await faulty.kill();
			await faulty.restart();
		},
	},
	'comes back as an older version': {
		harm: async world => {
			const {socketPath} = world.faulty;
			await world.faulty.stop();
			mkdirSync(dirname(socketPath), {recursive: true});
			world.faulty = await startSimulator({fleet: fleetOf('faulty'), socketPath, apiVersion: '1.41'});
		},
	},
	'hangs altogether': {harm: set({hang: /./}), told: lost, heal: cure},
	'hangs in its list': {harm: set({hang: list}), told: unread, heal: cure},
	'cuts its answers': {harm: set({resetInBody: list}), told: unread, heal: cure},
	'leaves its answers half sent': {harm: set({hangInBody: list}), told: unread, heal: cure},
	'loses every event': {harm: set({isSilent: true}), heal: cure},
	'refuses to tell events': {
		harm: async world => {
			set({refuse: {pattern: /^\/events/, status: 500, message: 'not now'}})(world);
			// Those that it tells go on until it ends.
			await world.faulty.kill();
			await world.faulty.restart();
		},
		told: /faulty: no events \(not now\)/,
		heal: cure,
	},
	'starts and stops a hundred a second': {
		harm: world => {
			const {machine} = world.faulty;
			const web = machine.container('faulty-web');
			world.churning = setInterval(() => {
				machine.end(web, 0);
				machine.start(web);
			}, 20);
		},
		heal: ({churning}) => clearInterval(churning),
	},
	'sends half of its JSON': {harm: set({truncate: list}), told: unread, heal: cure},
	'sends JSON of another type': {harm: set({replace: {pattern: list, text: '"none"'}}), told: unread, heal: cure},
	'sends rows without fields': {harm: set({replace: {pattern: list, text: '[{}, null, {"Id": 3}]'}}), heal: cure},
	'is not there any more, half-open': {
		harm: ({line}) => {
			line.halfOpen();
			// New ones are well only once the loss was seen: it may be too short to be.
			line.behave({isDead: true});
		},
		told: lost,
		heal: mend,
	},
	'is beyond a line that loses all': {harm: ({line}) => line.behave({isDead: true}), told: lost, heal: mend},
	'is beyond a line of a byte a second': {harm: ({line}) => line.behave({drip: 1000}), told: lost, heal: mend},
	'has a clock that is a day ahead': {
		harm: () => undefined,
		told: /faulty: its clock is 24h ahead/,
		ahead: 86_400_000,
	},
};

type Opened = World & {readonly close: () => Promise<void>};

const open = async (ahead: number): Promise<Opened> => {
	const [well, faulty] = await Promise.all([
		startSimulator({fleet: fleetOf('well')}),
		startSimulator({fleet: fleetOf('faulty'), clock: {now: () => Date.now() + ahead}}),
	]);
	const line = await startFaultyLine(faulty.socketPath);
	const program = await openScreenOn({
		columns: 150,
		rows: 20,
		engines: [{host: well.url}, {host: line.url}],
		tier: 'polling',
		settings,
	});
	const world: Opened = {
		well,
		faulty,
		line,
		screen: program.screen,
		close: async () => {
			clearInterval(world.churning);
			await program.close();
			await line.close();
			await Promise.all([well.stop(), world.faulty.stop()]);
		},
	};
	await program.screen.waitFor('● well ● faulty');
	await program.screen.press('2');
	for (const name of ['well-web', 'faulty-web']) await program.screen.waitFor(rowOf(name, 'Up'));
	return world;
};

/** The row of this engine follows what happens to its container, once each way. */
const follows = async ({screen}: World, {machine}: Simulator, name: string): Promise<void> => {
	machine.end(machine.container(name), 3);
	await screen.waitFor(rowOf(name, 'Exited \\(3\\)'));
	machine.start(machine.container(name));
	await screen.waitFor(rowOf(name, 'Up'));
};

/** A key is answered, whatever the engines do. */
const answers = async ({screen}: World): Promise<void> => {
	await screen.press('0');
	await screen.waitFor(/^ {2}EVENTS/m);
	await screen.press('2');
	await screen.waitFor(/^ {2}CONTAINERS/m);
};

describe.concurrent('while one engine of two', () => {
	it.for(Object.entries(cases))('%s, the other is live', async ([, {harm, told, heal, ahead = 0}]) => {
		const world = await open(ahead);
		try {
			await harm(world);
			if (told !== undefined) await world.screen.waitFor(told);
			await follows(world, world.well, 'well-web');
			await answers(world);
			expect(world.screen.text()[0]).toContain('● well');
			await heal?.(world);
			await world.screen.waitFor('● faulty');
			await follows(world, world.faulty, 'faulty-job');
		} finally {
			await world.close();
		}
	});
});

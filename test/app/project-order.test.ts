import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {planFleet} from '../../source/simulator/fleet-parts.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed} from './program.ts';

// A compose project is stopped, started, restarted and removed in the order of what depends on what.

let program: Program;
let happened: string[];

const member = (service: string, needs?: string) => ({
	name: `pier-${service}-1`,
	image: `${service}:1`,
	networks: ['pier_default'],
	labels: {
		'com.docker.compose.project': 'pier',
		'com.docker.compose.service': service,
		...(needs === undefined ? {} : {'com.docker.compose.depends_on': needs}),
	},
});

/** What happened to its containers so far, by the words of events. */
const told = (...actions: readonly string[]): readonly string[] =>
	happened.filter(line => actions.includes(line.split(' ')[0] ?? '')).map(line => line.replace(/pier-|-1/g, ''));

const containerOf = (service: string) => program.simulator.machine.container(`pier-${service}-1`);

beforeEach(async () => {
	const now = Date.now();
	const containers = [
		member('web', 'db:service_healthy:true,cache:service_started:false'),
		member('db'),
		member('cache'),
		member('proxy', 'web:service_started:false'),
	];
	program = await openProgramOn({
		fleet: planFleet({engineName: 'one', containers, nodes: [], services: []}, now),
		columns: 160,
		rows: 40,
	});
	containerOf('db').health = 'healthy';
	happened = [];
	program.simulator.machine.events.listen(({Type, Action, Actor}) => {
		if (Type === 'container') happened.push(`${Action} ${Actor.Attributes.name}`);
	});
	await program.screen.waitFor('4/4 ctr');
	await program.screen.press('6');
	await program.screen.waitFor(/● pier +4\/4 containers/);
});

afterEach(() => program.close());

const does = async (line: string, asked: string): Promise<void> => {
	await typed(program, line);
	await program.screen.waitFor(asked);
	await program.screen.press('y');
};

const stopped = async (): Promise<void> => {
	await does('stop pier', 'stop project pier?');
	await program.screen.waitFor('✓ 4 of 4 stopped');
	await program.screen.waitFor(/○ pier +0\/4 containers/);
};

describe('a project', () => {
	it('is stopped from what needs others on, each when that is through', async () => {
		await stopped();
		const begun = told('kill', 'stop');
		expect(begun.slice(0, 4)).toEqual(['kill proxy', 'stop proxy', 'kill web', 'stop web']);
		expect(begun.slice(4).toSorted()).toEqual(['kill cache', 'kill db', 'stop cache', 'stop db']);
	});

	it('leaves running what others need that did not stop', async () => {
		const web = containerOf('web');
		program.simulator.faults.refuse = {pattern: new RegExp(`${web.id}/stop`), status: 500, message: 'it hangs'};
		await does('stop pier', 'stop project pier?');
		await program.screen.waitFor(/✗ 1 of 4 stopped; pier-web-1: it hangs; pier-\w+-1: not tried, as that failed with/);
		expect(told('kill')).toEqual(['kill proxy']);
		await program.screen.press('j');
		await typed(program, 'messages');
		await program.screen.waitFor(
			/could not stop pier-(?:db|cache)-1: not tried, as that failed with pier-web-1[\s\S]*stopped pier-proxy-1/,
		);
	});

	it('is started with what others need first, once that is healthy', async () => {
		await stopped();
		const db = containerOf('db');
		db.health = 'starting';
		await does('start pier', 'start project pier?');
		await typed(program, 'jobs');
		await program.screen.waitFor(/waiting for its turn {2}pier-web-1[\s\S]*waiting until it is healthy {2}pier-db-1/);
		expect(told('start').toSorted()).toEqual(['start cache', 'start db']);
		db.health = 'healthy';
		await program.screen.waitFor('started pier-proxy-1');
		expect(told('start').slice(2)).toEqual(['start web', 'start proxy']);
	});

	it('is not started further than what never gets healthy', async () => {
		await stopped();
		containerOf('db').health = 'unhealthy';
		await does('start pier', 'start project pier?');
		await program.screen.waitFor(/✗ 1 of 4 started; pier-db-1: it runs, and is unhealthy; pier-web-1: not tried/);
		expect(told('start').toSorted()).toEqual(['start cache', 'start db']);
	});

	it('is started again by taking its stop back, once and in order', async () => {
		await stopped();
		await program.screen.press('u');
		await program.screen.waitFor(/Take back: stop pier\?[\s\S]*pier +is started again/);
		await program.screen.press('y');
		await program.screen.waitFor('✓ 4 of 4 started');
		await program.screen.waitFor(/● pier +4\/4 containers/);
		expect(told('start').slice(2)).toEqual(['start web', 'start proxy']);
		await program.screen.press('u');
		await program.screen.waitFor('nothing was done yet that could be taken back');
	});

	it('is restarted with what others follow first', async () => {
		await does('restart pier', 'restart project pier?');
		await program.screen.waitFor('✓ 4 of 4 restarted');
		const restarted = told('kill', 'restart');
		expect(restarted.indexOf('kill web')).toBeGreaterThan(restarted.indexOf('restart db'));
	});

	it('is removed from what needs others on, and its networks after all', async () => {
		const networks = () => [...program.simulator.machine.networks.values()].map(({name}) => name);
		expect(networks()).toContain('pier_default');
		await typed(program, 'remove pier');
		await program.screen.waitFor(/remove project pier\?[\s\S]*stops and removes 4 containers[\s\S]*volumes stay/);
		await program.screen.press(...'pier', keys.enter);
		await program.screen.waitFor('✓ 5 of 5 removed');
		expect(told('stop', 'destroy').slice(0, 4)).toEqual(['stop proxy', 'destroy proxy', 'stop web', 'destroy web']);
		expect(networks()).not.toContain('pier_default');
		await program.screen.waitFor(/STACKS 0|no stacks/i);
	});
});

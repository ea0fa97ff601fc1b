import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {usualSettings} from '../../source/settings/settings.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {openScreenOn} from '../app/program.ts';
import {keys} from '../terminal/screen.ts';

// Engines are added, dropped, switched and shown alone while the program runs.

let left: Simulator;
let right: Simulator;
let program: Awaited<ReturnType<typeof openScreenOn>>;

const typed = (words: string): Promise<void> => program.screen.press(':', ...words, keys.enter);

const toContainers = async (title: string): Promise<void> => {
	await program.screen.press('2');
	await program.screen.waitFor(title);
};

const open = async (options: Parameters<typeof openScreenOn>[0] = {}, title = 'CONTAINERS 7'): Promise<void> => {
	program = await openScreenOn({columns: 160, rows: 40, host: left.url, ...options});
	await program.screen.waitFor('Overview');
	await toContainers(title);
};

beforeEach(async () => {
	const now = Date.now();
	[left, right] = await Promise.all([startSimulator({fleet: testFleet(now)}), startSimulator({fleet: testFleet(now)})]);
});

afterEach(async () => {
	await program.close();
	await Promise.all([left.stop(), right.stop()]);
});

describe('the engines that are watched', () => {
	it('one more, and one less: lists, keys and verbs go on', async () => {
		await open();
		expect(program.screen.text().join('\n')).not.toContain('ENGINE');
		await typed(`host +${right.url}`);
		await program.screen.waitFor('watching');
		await toContainers('CONTAINERS 14');
		await program.screen.waitFor(/STATUS +ENGINE/);
		await typed(`host -${right.url}`);
		await program.screen.waitFor('is watched no more');
		await program.screen.waitFor('CONTAINERS 7');
		await program.screen.press('/', ...'/^web$/', keys.enter);
		await program.screen.waitFor(/CONTAINERS 1\/7/);
		await program.screen.press('S');
		await program.screen.waitFor('stop container web?');
		await program.screen.press('y');
		await program.screen.waitFor(/: stopped web/);
		expect([left, right].map(({requests}) => requests.get('POST /containers/{id}/stop') ?? 0)).toEqual([1, 0]);
	});

	it('another one in its place', async () => {
		await open();
		await typed(`host ${right.url}`);
		await program.screen.waitFor('watching');
		await toContainers('CONTAINERS 7');
		const before = left.requests.get('GET /containers/json') ?? 0;
		right.machine.end(right.machine.container('web'), 5);
		await program.screen.waitFor(/web .*Exited \(5\)/);
		expect(left.requests.get('GET /containers/json') ?? 0).toBe(before);
	});

	it('one of several alone by a key, and all again', async () => {
		await open({engines: [{host: left.url}, {host: right.url}]}, 'CONTAINERS 14');
		await program.screen.press('w');
		await program.screen.waitFor('CONTAINERS 7');
		await program.screen.press('w');
		await program.screen.waitFor('CONTAINERS 14');
		await typed('only nonsense');
		await program.screen.waitFor('no engine nonsense is shown');
	});

	it('not the last of them, and none of a wrong name', async () => {
		await open();
		await typed(`host -${left.url}`);
		await program.screen.waitFor('is the only engine that is watched');
		await typed('context nowhere');
		await program.screen.waitFor('there is no docker context "nowhere"');
		await program.screen.waitFor('CONTAINERS 7');
		await typed('only');
		await program.screen.waitFor('one engine is watched');
	});

	it('what is set for one of them holds for it, whoever is watched beside', async () => {
		await open({settings: {...usualSettings, engines: {[left.url]: {isReadOnly: true}}}});
		expect(program.screen.text().join('\n')).not.toContain('S stop');
		await typed(`host +${right.url}`);
		await toContainers('CONTAINERS 14');
		await program.screen.press('/', ...`engine=${left.url} /^web$/`, keys.enter);
		await program.screen.waitFor(/CONTAINERS 1\/14/);
		await program.screen.press('S');
		await program.screen.waitFor('is read-only');
		await program.screen.press(keys.escape);
		await program.screen.waitFor(lines => !lines.join('\n').includes('is read-only'));
		await program.screen.press('/', keys.control('u'), ...`engine=${right.url} /^web$/`, keys.enter);
		await program.screen.waitFor(/CONTAINERS 1\/14/);
		await program.screen.press('S');
		await program.screen.waitFor('stop container web?');
	});
});

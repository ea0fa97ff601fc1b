import {chmod, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {planContainer} from '../../source/simulator/fleet-parts.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed, writing} from './program.ts';

// Programs of this machine: a script stands for docker, and writes down what it was started with.

let program: Program | undefined;
let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'local-programs-'));
	await writeFile(join(folder, 'shop.yml'), 'services: {}\n');
	vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`);
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	vi.unstubAllEnvs();
	await rm(folder, {recursive: true});
});

/** A docker that writes its words down and then does what the script says. */
const docker = async (script: string, compose = 'exit 0'): Promise<void> => {
	const path = join(folder, 'docker');
	await writeFile(
		path,
		`#!/bin/sh\n[ "$*" = "compose version" ] && { ${compose}; }\nprintf '<%s>' "$@" >> '${folder}/words'\n${script}\n`,
	);
	await chmod(path, 0o755);
};

const words = (): Promise<string> => readFile(join(folder, 'words'), 'utf8').catch(() => '');

/** A project of containers that say which file it was made from. */
const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	const now = Date.now();
	const made = (project: string, file: string) =>
		planContainer(
			{
				name: `${project}-web-1`,
				image: 'nginx:1.27',
				labels: {
					'com.docker.compose.project': project,
					'com.docker.compose.project.config_files': file,
				},
			},
			now,
		);
	const fleet = testFleet(now);
	const containers = [
		...fleet.containers,
		made('diary', join(folder, 'shop.yml')),
		made('far', '/nowhere/compose.yml'),
	];
	program = await openProgramOn({columns: 180, rows: 50, fleet: {...fleet, containers}, ...options});
	await program.screen.waitFor('diary-web-1');
	return program;
};

const deployed = async (): Promise<Program> => {
	program = await openProgramOn({columns: 180, rows: 50});
	await program.screen.waitFor('6/6 tasks');
	await typed(program, `deploy ${folder}/shop.yml shop`);
	await program.screen.waitFor(/Deploy a stack\?[\s\S]*\$ docker --host [\s\S]*stack deploy -c/);
	expect(await words()).toBe('');
	await program.screen.press(keys.enter);
	return program;
};

/** Whether a process is there. */
const lives = (pid: number): boolean => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

describe('a stack', () => {
	it('is deployed by docker of this machine once that was answered with yes, and what it prints is shown', async () => {
		await docker(`echo "Updating \u001b]0;x\u0007service shop_api"; printf 'not the last' >&2; exit 3`);
		const {screen} = await deployed();
		await screen.waitFor(/docker stack deploy shop {2}✗ ended, exit 3/);
		await screen.waitFor('Updating service shop_api');
		await screen.waitFor('not the last');
		expect(await words()).toMatch(/^<--host><[^>]+><stack><deploy><-c><[^>]+shop\.yml><shop>$/);
	});

	it.each(['the place', 'the program'])('ends its program and all that this started when %s is left', async what => {
		await docker(`sh -c 'trap "" TERM; echo $$ > "${folder}/child"; echo started; while :; do sleep 1; done' & wait`);
		const {screen} = await deployed();
		await screen.waitFor('started');
		await screen.waitFor(/runs for .*, Esc ends it/);
		const child = Number(await readFile(join(folder, 'child'), 'utf8'));
		expect(lives(child)).toBe(true);
		if (what === 'the place') await screen.press(keys.escape);
		else {
			await program?.close();
			program = undefined;
		}
		await vi.waitFor(() => expect(lives(child)).toBe(false), {timeout: 20_000});
		expect((await words()).match(/deploy/g)).toHaveLength(1);
	});

	it('keeps the last lines of what prints without end', async () => {
		await docker('i=0; while [ $i -lt 6000 ]; do i=$((i+1)); echo "line $i"; done');
		const {screen} = await deployed();
		await screen.waitFor(/✓ ended, exit 0 {2}1000 older lines are not kept/);
		await screen.waitFor('line 6000');
	});

	it('is off in read-only mode', async () => {
		await docker('exit 0');
		const world = await open({isReadOnly: true});
		for (const word of ['deploy', 'up', 'down']) {
			await typed(world, `${word} diary`);
			await world.screen.waitFor(`${word} is off: read-only`);
		}
		expect(await words()).toBe('');
	});

	it('says what to install where there is no docker', async () => {
		vi.stubEnv('PATH', folder);
		const world = await open();
		await typed(world, `up diary`);
		await world.screen.waitFor('cannot up: there is no docker on this machine: install its command line');
	});
});

describe('a compose project', () => {
	it('is started from the file that its labels tell', async () => {
		await docker('exit 0');
		const world = await open();
		await typed(world, 'up diary');
		await world.screen.waitFor(/Start a compose project\?[\s\S]*\$ docker --host [\s\S]*compose -f/);
		await world.screen.press(keys.enter);
		await world.screen.waitFor(/docker compose up diary {2}✓ ended, exit 0/);
		expect(await words()).toMatch(/<compose><-f><[^>]+shop\.yml><-p><diary><up><-d>$/);
		expect(writing(world)).toEqual([]);
	});

	it('is not started where its file is not on this machine, and is taken down without it', async () => {
		await docker('exit 0');
		const world = await open();
		await typed(world, 'up far');
		await world.screen.waitFor('there is no file /nowhere/compose.yml on this machine');
		// Who was told no presses a key that does nothing else than take that away.
		await world.screen.press('j');
		await world.screen.waitFor(lines => !lines.some(line => line.includes('/nowhere/compose.yml')));
		await typed(world, 'down far');
		await world.screen.waitFor(/Take a compose project down\?/);
		await world.screen.press(keys.tab, ...'remove', keys.enter);
		await world.screen.waitFor(/docker compose down far {2}✓ ended, exit 0/);
		expect(await words()).toMatch(/<compose><-p><far><down>$/);
	});

	it('says what to install where docker has no compose', async () => {
		await docker('exit 0', 'exit 1');
		const world = await open();
		await typed(world, 'down diary');
		await world.screen.waitFor('cannot down: docker has no compose here: install its plugin');
		expect(await words()).toBe('');
	});
});

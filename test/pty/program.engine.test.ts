import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {labImage} from '../lab/image.ts';
import type {Lab} from '../lab/lab.ts';
import {startLab} from '../lab/lab.ts';
import {eventually, isAlive} from '../lab/process.ts';
import {hasLab} from '../lab/shared-lab.ts';
import {getStartedLab} from '../lab/stack.ts';
import {openProgram} from './program.ts';
import {hasTerminal, type Terminal} from './terminal.ts';

const untouched = {isAlternateScreen: false, isCursorVisible: true, isMouseReported: false, areModesRestored: true};

describe.skipIf(!hasLab || !hasTerminal)('the built program on a real engine', () => {
	let lab: Lab;
	const terminals: Terminal[] = [];

	const open = async (columns = 120, rows = 30): Promise<Terminal> => {
		const terminal = await openProgram(['--host', lab.url], {columns, rows});
		terminals.push(terminal);
		// The list is there, not only the connection.
		await terminal.waitFor(/alpha\s+Up/);
		return terminal;
	};

	/** Narrows the containers' list, key by key as a person does: what comes in one read does not act. */
	const filter = async (terminal: Terminal, text: string): Promise<void> => {
		await terminal.send('2');
		// At home it is sorted by need.
		await terminal.waitFor(/CONTAINERS [\d-]+▴/);
		await terminal.send('/');
		await terminal.waitFor('Enter keep');
		await terminal.type(text);
		await terminal.waitFor(`/${text}`);
		await terminal.send('Enter');
		await terminal.waitFor(screen => !screen.some(line => line.includes('Enter keep')));
	};

	beforeAll(async () => {
		lab = await startLab({swarm: true});
		await lab.docker('run', '-d', '--name', 'alpha', '--restart', 'always', labImage);
		await lab.dockerWith(getStartedLab, 'stack', 'deploy', '-c', '-', '--resolve-image', 'never', 'getstartedlab');
		await eventually('5/5', async () => ((await lab.docker('service', 'ls')).includes('5/5') ? true : undefined));
	});

	afterEach(async () => {
		for (const terminal of terminals.splice(0)) await terminal.close();
	});

	afterAll(async () => {
		await lab?.stop();
	});

	it('shows the stack: 5/5, its tasks and their usage', async () => {
		const terminal = await open();
		await terminal.send('3');
		await terminal.waitFor(/getstartedlab_web\s+replicated\s+5\/5/);
		await terminal.send('Enter');
		await terminal.waitFor(screen => screen.filter(line => /getstartedlab_web\.\d\s+running/.test(line)).length === 5);
		await terminal.send('2');
		await terminal.waitFor(/alpha\s+Up .* \d+\.\d+%/);
	});

	it('removes a task’s container by keys, and sees swarm replace it', async () => {
		const containers = (): Promise<string> =>
			lab.docker('ps', '-a', '--no-trunc', '--format', '{{.Names}}', '--filter', 'name=getstartedlab_web');
		const before = (await containers()).split('\n');
		const victim = before.find(name => name.startsWith('getstartedlab_web.3.')) ?? '';
		const terminal = await open(160, 30);
		await filter(terminal, 'getstartedlab_web.3');
		await terminal.waitFor(/CONTAINERS 1\//);
		await terminal.send('D');
		await terminal.waitFor(/remove container getstartedlab_web\.3[\s\S]*● kill and remove it/);
		await terminal.send('y');
		await terminal.waitFor(/removed getstartedlab_web\.3/);
		await eventually('another container in its place', async () => {
			const now = (await containers()).split('\n');
			return now.length === 5 && !now.includes(victim) ? true : undefined;
		});
		await terminal.send('3');
		await terminal.waitFor(/getstartedlab_web\s+replicated\s+5\/5/);
	});

	it('stops and removes a container by keys, and the engine confirms it', async () => {
		await lab.docker('rm', '-f', 'beta');
		await lab.docker('run', '-d', '--name', 'beta', labImage);
		const terminal = await open();
		await filter(terminal, 'beta');
		await terminal.waitFor(/CONTAINERS 1\//);
		await terminal.send('S');
		await terminal.waitFor('stop container beta?');
		await terminal.send('y');
		await terminal.waitFor('stopped beta');
		expect(await lab.docker('inspect', '--format', '{{.State.Status}}', 'beta')).toBe('exited');
		await terminal.send('D');
		await terminal.waitFor('remove container beta?');
		await terminal.send('y');
		await terminal.waitFor('removed beta');
		await expect(lab.docker('inspect', 'beta')).rejects.toThrow('No such');
	});

	it('comes back live by itself when the engine was killed and started again', async () => {
		const terminal = await open();
		await lab.kill();
		await terminal.waitFor(screen => screen[0]?.includes('● live') === false);
		expect((await terminal.screen()).join('\n')).toContain('alpha');
		await lab.restart();
		await terminal.waitFor('● live');
		await terminal.send('2');
		await terminal.waitFor(/alpha\s+Up/);
	});

	it('leaves the terminal as it was: after q, ^C, SIGTERM and SIGHUP', async () => {
		const exits: ReadonlyArray<readonly [number, (terminal: Terminal) => Promise<void>]> = [
			[0, terminal => terminal.send('q')],
			[0, terminal => terminal.send('C-c')],
			[143, terminal => terminal.signal('SIGTERM')],
			[129, terminal => terminal.signal('SIGHUP')],
		];
		for (const [exitCode, leave] of exits) {
			const terminal = await open(80, 24);
			await terminal.waitFor('alpha');
			await leave(terminal);
			expect(await terminal.ended()).toEqual({...untouched, exitCode});
		}
	});

	it('ends when its terminal is closed', async () => {
		const terminal = await open();
		await terminal.waitFor('alpha');
		const pid = await terminal.pid();
		await terminal.hangUp();
		await eventually('the process to end', () => (isAlive(pid) ? undefined : true));
	});

	it('says in one message what was tried, and exits with 2', async () => {
		const terminal = await openProgram(['--host', 'unix:///nowhere/docker.sock']);
		terminals.push(terminal);
		expect(await terminal.ended()).toEqual({...untouched, exitCode: 2});
		expect((await terminal.screen()).join('\n')).toMatch(/unix:\/\/\/nowhere\/docker\.sock \(--host\)/);
	});
});

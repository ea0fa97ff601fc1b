import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {labImage} from '../lab/image.ts';
import {type Lab, startLab} from '../lab/lab.ts';
import {hasLab} from '../lab/shared-lab.ts';
import {openProgram} from './program.ts';
import {hasTerminal, type Terminal} from './terminal.ts';

const untouched = {isAlternateScreen: false, isCursorVisible: true, isMouseReported: false, areModesRestored: true};

describe.skipIf(!hasLab || !hasTerminal)('a shell in a container', () => {
	let lab: Lab;
	let terminal: Terminal;

	beforeAll(async () => {
		lab = await startLab();
	});
	beforeEach(async () => {
		await lab.docker('run', '-d', '--name', 'box', labImage);
	});
	afterEach(async () => {
		await terminal.close();
		await lab.docker('rm', '-f', 'box').catch(() => undefined);
	});
	afterAll(() => lab.stop());

	/** Opens the list of containers. */
	const openList = async (...flags: readonly string[]): Promise<void> => {
		terminal = await openProgram(['--host', lab.url, ...flags], {columns: 90, rows: 24});
		await terminal.waitFor(/box\s+Up/);
		await terminal.send('2');
		// At home it is sorted by need.
		await terminal.waitFor(/CONTAINERS 1▴/);
	};
	const openShell = async (): Promise<void> => {
		await openList();
		await terminal.send('e');
		await terminal.waitFor(/[#$]$/m);
	};
	const back = async (words: RegExp | string): Promise<void> => {
		await terminal.waitFor(words);
		// A screen may be looked at while it is half drawn.
		await terminal.waitFor(
			screen => /CONTAINERS 1/.test(screen[2] ?? '') && !screen.some(line => line.includes('a shell in box: exit')),
		);
	};
	/** Whether keys and modes are ours again. */
	const works = async (): Promise<void> => {
		await terminal.send('?');
		await terminal.waitFor('the keys that work here');
		await terminal.send('q');
		await terminal.waitFor(/^ +CONTAINERS \d/m);
		await terminal.send('C-c');
		expect(await terminal.ended()).toEqual({...untouched, exitCode: 0});
	};

	it('runs, is told the size of the terminal, and its exit code is told', async () => {
		await openShell();
		await terminal.type('echo wide=$((6*7))');
		await terminal.send('Enter');
		await terminal.waitFor('wide=42');
		await terminal.resize(100, 30);
		// The size comes over a connection of its own.
		await terminal.type('until stty size | grep -q "30 100"; do sleep 0.1; done; echo wid""er');
		await terminal.send('Enter');
		await terminal.waitFor(/^wider$/m);
		await terminal.type('exit 3');
		await terminal.send('Enter');
		await back('a shell in box ended, exit 3');
		await works();
	});

	it('is interrupted by ^C inside of it, and takes a flood of output', async () => {
		await openShell();
		// A ^C that comes before the program has the terminal is lost on it.
		await terminal.type('sh -c \'echo run""s; exec sleep 1000\'');
		await terminal.send('Enter');
		await terminal.waitFor(/^runs$/m);
		await terminal.send('C-c');
		await terminal.type(
			'i=0; while [ $i -lt 20000 ]; do echo "$i 0123456789012345678901234567890123456789"; i=$((i+1)); done; echo flo""od',
		);
		await terminal.send('Enter');
		await terminal.waitFor(/^flood$/m);
		await terminal.send('C-d');
		await back(/a shell in box ended, exit \d+/);
		await works();
	});

	it('leaves no modes behind, whatever ran in it', async () => {
		await openShell();
		await terminal.type("printf '\\033[?1049h\\033[?25l\\033[?1000h\\033[?2004h\\033[31m\\033[5;9r'; kill -9 $$");
		await terminal.send('Enter');
		await back(/a shell in box ended, exit 137/);
		await works();
	});

	it('ends with its container, and says so', async () => {
		await openShell();
		await lab.docker('rm', '-f', 'box');
		await terminal.waitFor(/a shell in box(?! *:)|No such (?:container|exec)/);
		await terminal.waitFor(/CONTAINERS 0|no containers/);
		await works();
	});

	it('ends with its engine, and goes on when that is back', async () => {
		await openShell();
		await lab.kill();
		await terminal.waitFor(/lost|not connected|connection/);
		await lab.restart();
		await terminal.waitFor('● live');
		await works();
	});

	it('runs what was named, as whom and where, and says what cannot be run', async () => {
		await openList();
		await terminal.send(':');
		await terminal.waitFor('Tab complete');
		await terminal.type('exec -w /tmp box pwd');
		await terminal.waitFor('exec -w /tmp box pwd');
		await terminal.send('Enter');
		await back('pwd in box ended, exit 0');
		await terminal.send(':');
		await terminal.waitFor('Tab complete');
		await terminal.type('exec box /nowhere');
		await terminal.waitFor('exec box /nowhere');
		await terminal.send('Enter');
		await back(/cannot run \/nowhere in box: no such (?:command|file)/);
		await works();
	});

	/** Types a command of ours and runs it. */
	const command = async (words: string): Promise<void> => {
		await terminal.send(':');
		await terminal.waitFor('Tab complete');
		await terminal.type(words);
		await terminal.waitFor(words);
		await terminal.send('Enter');
	};

	/** Waits until what is on the terminal answers: what stood there before has another number. */
	const speaks = async (number: number): Promise<void> => {
		await terminal.waitFor(screen => screen.some(line => line.startsWith('── ')));
		await terminal.type(`echo speaks$((${number}+0))`);
		await terminal.send('Enter');
		await terminal.waitFor(`speaks${number}`);
	};

	it('is remembered with its user and folder by the name of its container', async () => {
		await openList();
		await command("exec box -u 7 -w /tmp sh -c 'id -u; pwd'");
		await back('sh -c id -u; pwd in box ended, exit 0');
		await command('exec box -u 7 -w /tmp sh');
		await speaks(51);
		expect((await terminal.screen()).join('\n')).toContain('sh as 7 at /tmp in box');
		await terminal.type('exit 5');
		await terminal.send('Enter');
		await back('sh in box ended, exit 5');
		await terminal.send('e');
		await speaks(52);
		expect((await terminal.screen()).join('\n')).toContain('sh as 7 at /tmp in box');
		await terminal.send('C-d');
		await back('sh in box ended');
		await command('exec box -');
		await speaks(53);
		expect((await terminal.screen()).join('\n')).toContain('a shell in box: exit');
		await terminal.send('C-d');
		await back('a shell in box ended');
		await works();
	});

	it('is the main process itself when it is attached to, which goes on when it is left', async () => {
		await lab.docker('rm', '-f', 'box');
		await lab.docker('run', '-d', '-it', '--name', 'box', labImage, 'sh');
		await openList();
		await command('attach box');
		await terminal.waitFor('^P ^Q leaves it running');
		await terminal.send('y');
		await terminal.waitFor('attached to box: ^P ^Q leaves it running');
		await terminal.type('echo at$((40+2))');
		await terminal.send('Enter');
		await terminal.waitFor(/^at42$/m);
		await terminal.send('C-p', 'C-q');
		await back('left the main process in box: it goes on there');
		expect(await lab.docker('inspect', '-f', '{{.State.Running}}', 'box')).toBe('true');
		await command('attach box');
		await terminal.waitFor('^P ^Q leaves it running');
		await terminal.send('y');
		await terminal.waitFor('attached to box');
		await terminal.type('exit 6');
		await terminal.send('Enter');
		await back('the main process in box ended, exit 6');
		await works();
	});

	it('shows a main process without a terminal line by line', async () => {
		await lab.docker('rm', '-f', 'box');
		await lab.docker('run', '-d', '-i', '--name', 'box', labImage, 'sh', '-c', 'while read l; do echo got $l; done');
		await openList();
		await command('attach box');
		await terminal.waitFor('^P ^Q leaves it running');
		await terminal.send('y');
		await terminal.waitFor('attached to box');
		await terminal.type('one');
		await terminal.send('C-j');
		await terminal.waitFor(/^got one$/m);
		await terminal.send('C-p', 'C-q');
		await back('left the main process in box: it goes on there');
		await works();
	});

	it('is opened beside a container, sees its processes and files, and leaves nothing', async () => {
		await openList();
		await command('debug box');
		await terminal.waitFor(/Open a debug shell beside box\?[\s\S]*\/proc\/1\/root/);
		await terminal.send('Enter');
		await speaks(61);
		await terminal.type('ls -d /proc/1/root/www && ps | grep -q "trap exi[t]" && exit 4');
		await terminal.send('Enter');
		await terminal.waitFor('a debug shell in box ended, exit 4');
		await terminal.waitFor(/CONTAINERS 1/);
		await command('debug box');
		await terminal.waitFor('Open a debug shell beside box?');
		await terminal.send('Enter');
		await speaks(62);
		expect((await lab.docker('ps', '-q')).split('\n')).toHaveLength(2);
		await terminal.send('C-p', 'C-q');
		await terminal.waitFor('left a debug shell in box: its container is removed');
		await terminal.waitFor(/CONTAINERS 1/);
		expect((await lab.docker('ps', '-aq')).split('\n')).toHaveLength(1);
		await works();
	});

	it('is not opened in read-only mode, nor where nothing runs', async () => {
		await openList('--read-only');
		await terminal.send('e');
		await terminal.waitFor('a shell could change things: read-only');
		await terminal.send('C-c');
		await terminal.ended();
		await terminal.close();
		await lab.docker('kill', 'box');
		terminal = await openProgram(['--host', lab.url], {columns: 90, rows: 24});
		await terminal.waitFor(/box\s+Exited/);
		await terminal.send('e');
		await terminal.waitFor('no shell in box: it does not run');
		await works();
	});
});

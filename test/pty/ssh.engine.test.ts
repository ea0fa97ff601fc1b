import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {testFleet} from '../../source/simulator/fleets.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import {hasOpenssl} from '../lab/certificates.ts';
import {labImage} from '../lab/image.ts';
import {eventually} from '../lab/process.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {hasSshServer, type SshServer, startSshServer} from '../lab/ssh-server.ts';
import {openProgram} from './program.ts';
import {hasTerminal, type Terminal} from './terminal.ts';

const untouched = {isAlternateScreen: false, isCursorVisible: true, isMouseReported: false, areModesRestored: true};

describe.skipIf(!hasLab || !hasTerminal || !hasSshServer)('the built program over ssh', () => {
	let server: SshServer;
	let terminal: Terminal;

	const open = async (...more: readonly string[]): Promise<void> => {
		const host = `ssh://root@127.0.0.1:${server.port}${sharedLab().socketPath}`;
		terminal = await openProgram(['--host', host, ...more], {
			columns: 110,
			rows: 24,
			env: {PATH: `${server.path}:${process.env.PATH}`, TMPDIR: server.temporary},
		});
	};

	beforeAll(async () => {
		server = await startSshServer();
		await server.phrase('', 'a phrase');
		await sharedLab().docker('run', '-d', '--name', 'distant', labImage, 'sh', '-c', 'echo said; exec sleep 1000');
	});
	afterEach(() => terminal.close());
	afterAll(async () => {
		await server?.stop();
		await sharedLab()
			.docker('rm', '-f', 'distant')
			.catch(() => '');
	});

	it('lets ssh ask before the screen opens; then figures, logs and a shell come over it', async () => {
		await open();
		await terminal.waitFor(/Enter passphrase for key/);
		await terminal.type('a phrase');
		await terminal.send('Enter');
		await terminal.waitFor(/distant\s+Up/);
		await terminal.send('2');
		await terminal.waitFor(/CONTAINERS [\d-]+▴/);
		await terminal.send('l');
		await terminal.waitFor('said');
		await terminal.send('Escape');
		await terminal.waitFor(/distant\s+Up/);
		await terminal.send('e');
		await terminal.waitFor(/[#$]$/m);
		await terminal.type('echo wide=$((6*7))');
		await terminal.send('Enter');
		await terminal.waitFor('wide=42');
		await terminal.type('exit');
		await terminal.send('Enter');
		await terminal.waitFor(/distant\s+Up/);
		await terminal.send('C-c');
		expect(await terminal.ended()).toEqual({...untouched, exitCode: 0});
		await eventually('no ssh to be left', () => (server.clients().length === 0 ? true : undefined));
		expect(server.folders()).toEqual([]);
	});

	it('asks for one engine of several after the other, then all of them stand on the screen', async () => {
		const other = await startSimulator({fleet: testFleet(Date.now())});
		try {
			await open('--host', `ssh://root@127.0.0.1:${server.port}${other.socketPath}`);
			for (const [index, expected] of [
				/Enter passphrase for key/,
				/(?:Enter passphrase for key[\s\S]*){2}/,
			].entries()) {
				await terminal.waitFor(expected);
				expect((await terminal.screen()).join('\n').match(/Enter passphrase/g)).toHaveLength(index + 1);
				await terminal.type('a phrase');
				await terminal.send('Enter');
			}
			await terminal.waitFor(/● \S+ ● \S+/);
			await terminal.send('2');
			await terminal.waitFor(/distant\s+Up/);
			await terminal.waitFor(/stubborn\s+Up/);
			await terminal.send('C-c');
			expect(await terminal.ended()).toEqual({...untouched, exitCode: 0});
			await eventually('no ssh to be left', () => (server.clients().length === 0 ? true : undefined));
		} finally {
			await other.stop();
		}
	});

	it.skipIf(!hasOpenssl)(
		'names the engine that ssh asks for, says what was wrong, and goes on with the others',
		async () => {
			const strict = await startSshServer(['PasswordAuthentication yes'], 'a word');
			const others = await Promise.all(['locked', 'strange'].map(() => startSimulator({fleet: testFleet(Date.now())})));
			strict.alias('locked', ['PubkeyAuthentication no']);
			for (const name of ['strange', 'wrong'])
				strict.alias(name, ['StrictHostKeyChecking ask', `UserKnownHostsFile ${strict.temporary}/${name}`]);
			const hostOf = (name: string, index: number): string => `ssh://root@${name}${others[index]?.socketPath}`;
			const hosts = [hostOf('locked', 0), hostOf('wrong', 1), hostOf('strange', 1)];
			try {
				terminal = await openProgram(
					hosts.flatMap(host => ['--host', host]),
					{columns: 140, rows: 30, env: {PATH: `${strict.path}:${process.env.PATH}`, TMPDIR: strict.temporary}},
				);
				const answer = async (question: RegExp, words: string): Promise<void> => {
					await terminal.waitFor(question);
					await terminal.type(words);
					await terminal.send('Enter');
				};
				await answer(/^root@locked\S*: ssh asks\n\S+ password: *$/m, 'another word');
				// It asks on the terminal itself, so that what it says of the answer before may come a moment later.
				await answer(/(?=[\s\S]*Permission denied, please try again\.)(?:[\s\S]*password:){2}/, 'a word');
				await answer(/^root@wrong\S*: ssh asks\n[\s\S]*\(yes\/no\/\[fingerprint\]\)\? *$/m, 'no');
				await answer(
					/^root@wrong\S*: .*Host key verification failed[\s\S]*^root@strange\S*: ssh asks\n[\s\S]*\)\? *$/m,
					'yes',
				);
				await terminal.waitFor(/^DEMO .*root@wrong\S* ✗ lost: ssh: Host key/m);
				await terminal.waitFor(/● database[\s\S]*● database/);
				await terminal.send('C-c');
				expect(await terminal.ended()).toEqual({...untouched, exitCode: 0});
				await eventually('no ssh to be left', () => (strict.clients().length === 0 ? true : undefined));
			} finally {
				await strict.stop();
				for (const other of others) await other.stop();
			}
		},
	);

	it('leaves no ssh behind when ^C ends the question', async () => {
		await open();
		await terminal.waitFor(/Enter passphrase for key/);
		await terminal.send('C-c');
		await eventually('no ssh to be left', () =>
			server.clients().length === 0 && server.folders().length === 0 ? true : undefined,
		);
	});
});

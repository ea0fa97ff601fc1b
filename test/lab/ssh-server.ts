import {type ChildProcess, spawn} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {searchPath, whereIs} from './availability.ts';
import {eventually, kill, run} from './process.ts';

/** A real ssh server on a port of this machine, and an ssh that knows it and nobody else. */
export type SshServer = {
	readonly port: number;
	/** To be put in front of PATH: its `ssh` has a configuration, a key and known hosts of its own. */
	readonly path: string;
	/** To be TMPDIR of who connects to it: nobody else's sockets are there. */
	readonly temporary: string;
	/** Ids of the ssh processes that hold a connection to it. */
	clients(): readonly number[];
	/** Folders that tallyman made for its sockets and has not removed. */
	folders(): readonly string[];
	/** Gives the key a phrase, or takes it away. */
	phrase(from: string, to: string): Promise<string>;
	/** Lets the key in, or takes it away. */
	allow(isAllowed: boolean): void;
	/** Calls it by another name, for which ssh does as these lines of its configuration say. */
	alias(name: string, lines: readonly string[]): void;
	stop(): Promise<void>;
};

/** Whether there is a server to be started. */
export const hasSshServer = whereIs('sshd') !== undefined && whereIs('ssh') !== undefined;

const freePort = (): Promise<number> =>
	new Promise((resolve, reject) => {
		const server = createServer();
		server.on('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
		});
	});

const commandOf = (pid: string): string => {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
	} catch {
		// It is gone.
		return '';
	}
};

type Listening = {readonly port: number; readonly server: ChildProcess};

/** Starts the server of a folder on a free port; another one where somebody took that meanwhile. */
const listen = async (folder: string, lines: readonly string[], tries = 5): Promise<Listening> => {
	const at = (name: string): string => join(folder, name);
	const port = await freePort();
	writeFileSync(
		at('server'),
		[
			`Port ${port}`,
			'ListenAddress 127.0.0.1',
			`HostKey ${at('host')}`,
			`AuthorizedKeysFile ${at('authorized')}`,
			...lines,
			...['PidFile none', 'StrictModes no', 'UsePAM no', 'PasswordAuthentication no', 'PermitRootLogin yes'],
			'',
		].join('\n'),
	);
	writeFileSync(at('known'), `[127.0.0.1]:${port} ${readFileSync(at('host.pub'), 'utf8')}`);
	const words = [whereIs('sshd') ?? 'sshd', '-D', '-e', '-f', at('server')];
	const hidden = 'mount --bind "$0" /etc/shadow && exec "$@"';
	const [command = '', ...args] = existsSync(at('shadow'))
		? ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', hidden, at('shadow'), ...words]
		: words;
	const server = spawn(command, args, {
		stdio: 'ignore',
		env: {PATH: searchPath},
	});
	const isHeard = await eventually('the ssh server', () =>
		server.exitCode !== null
			? false
			: run(at('bin/ssh'), ['-p', String(port), '127.0.0.1', 'true']).then(
					() => true,
					() => undefined,
				),
	);
	if (isHeard) return {port, server};
	if (tries === 0) throw new Error(`sshd ended with ${server.exitCode}`);
	return listen(folder, lines, tries - 1);
};

/** Gives root a password where this server alone sees it: a file that it takes for the machine's. */
const writeShadow = async (path: string, password: string): Promise<void> => {
	const hash = (await run('openssl', ['passwd', '-6', password])).trim();
	writeFileSync(
		path,
		readFileSync('/etc/shadow', 'utf8').replace(/^root:[^:]*/m, () => `root:${hash}`),
		{mode: 0o600},
	);
};

/** Starts one; `lines` come first in its configuration, and root may have a password there. */
export const startSshServer = async (lines: readonly string[] = [], password?: string): Promise<SshServer> => {
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-sshd-'));
	const at = (name: string): string => join(folder, name);
	for (const key of ['host', 'client']) await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(key)]);
	if (password !== undefined) await writeShadow(at('shadow'), password);
	// It drops its rights to a folder that must be there.
	mkdirSync('/run/sshd', {recursive: true});
	const allow = (isAllowed: boolean): void =>
		writeFileSync(at('authorized'), isAllowed ? readFileSync(at('client.pub')) : '');
	allow(true);
	writeFileSync(
		at('client.conf'),
		`IdentityFile ${at('client')}\nIdentitiesOnly yes\nIdentityAgent none\nUserKnownHostsFile ${at('known')}\nStrictHostKeyChecking yes\n`,
	);
	for (const name of ['bin', 'tmp']) mkdirSync(at(name));
	writeFileSync(at('bin/ssh'), `#!/bin/sh\nexec ${whereIs('ssh')} -F ${at('client.conf')} "$@"\n`);
	chmodSync(at('bin/ssh'), 0o755);
	const {port, server} = await listen(folder, lines);
	const endAtExit = (): void => void (server.pid !== undefined && kill(server.pid));
	process.once('exit', endAtExit);
	return {
		port,
		path: at('bin'),
		temporary: at('tmp'),
		clients: () =>
			readdirSync('/proc')
				.filter(name => /^\d+$/.test(name) && commandOf(name).includes(`${at('client.conf')} -N`))
				.filter(name => !commandOf(name).startsWith('sh '))
				.map(Number),
		folders: () => readdirSync(at('tmp')).filter(name => name.startsWith('tallyman-ssh-')),
		phrase: (from, to) => run('ssh-keygen', ['-q', '-p', '-P', from, '-N', to, '-f', at('client')]),
		allow,
		alias(name, own) {
			const block = [`Host ${name}`, 'HostName 127.0.0.1', `Port ${port}`, ...own, 'Host *', ''];
			writeFileSync(at('client.conf'), `${block.join('\n')}${readFileSync(at('client.conf'), 'utf8')}`);
		},
		async stop() {
			process.off('exit', endAtExit);
			if (server.exitCode === null) {
				const ended = new Promise(resolve => server.once('exit', resolve));
				server.kill('SIGTERM');
				await ended;
			}
			rmSync(folder, {recursive: true, force: true});
		},
	};
};

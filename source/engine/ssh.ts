import {execFile, spawn} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {createServer, type Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {EngineError} from './engine-error.ts';
import {parseSshAddress, type SshAddress} from './ssh-address.ts';
import {sshFault, usefulLine} from './ssh-words.ts';
import type {Tunnel} from './tunnel.ts';

/** How an ssh connection is made. */
export type SshOptions = {
	/** Where a person is at the terminal, which ssh may ask, puts a line there; else it must do without. */
	readonly tell?: (line: string) => void;
	readonly signal: AbortSignal;
};

/** An ssh connection with a socket at our end of it. */
export type SshTunnel = Tunnel & {
	/** Lets the far side's docker hand its engine over (`docker system dial-stdio`), where no socket may be forwarded. */
	dial(): Promise<boolean>;
	close(): void;
};

const usualPath = '/var/run/docker.sock';

/** Without a person, ms: connecting and keys, over any line that is of use. */
const longestHandshake = 20_000;

/** A connection that is gone says why a moment after its sockets have closed, ms. */
const lastWords = 300;

/**
 * Ends ssh and removes the folder when our end of its input closes, which it does however we end. TERM comes first, as a
 * password prompt then puts the terminal's echo back. What it would say itself nobody reads any more, and would end it.
 */
const keeper = `
folder=$1; shift
trap '' HUP
exec 3<&0
"$@" </dev/null 3<&- & child=$!
( trap '' INT TERM; read -r _ <&3; kill $child; sleep 1; kill -9 $child ) 2>/dev/null & watch=$!
exec 3<&- 2>/dev/null
trap : INT TERM
wait $child; code=$?
while kill -0 $child 2>/dev/null; do wait $child; code=$?; done
kill -9 $watch 2>/dev/null
rm -rf -- "$folder"
exit $code`;

/** Dead lines are noticed after two of these, s. */
const alive = ['-o', 'ServerAliveInterval=3', '-o', 'ServerAliveCountMax=2', '-o', 'ConnectTimeout=10'];

const plain = ['-T', '-o', 'RemoteCommand=none', '-o', 'ForwardAgent=no', '-o', 'ForwardX11=no'];

const masterArguments = (folder: string, {destination, path}: SshAddress, isAttended: boolean): readonly string[] => [
	'ssh',
	'-N',
	'-M',
	...plain,
	...alive,
	...['-o', 'ControlPersist=no', '-o', 'PermitLocalCommand=no', '-o', 'StreamLocalBindMask=0177'],
	...(isAttended ? [] : ['-o', 'BatchMode=yes']),
	...['-S', join(folder, 'control'), '-L', `${join(folder, 'engine.sock')}:${path ?? usualPath}`],
	...destination,
];

/** Over a connection that is there; where it is not, it must not make one of its own. */
const dialArguments = (control: readonly string[], {destination, path}: SshAddress): readonly string[] => [
	...plain,
	...control,
	...['-o', 'ControlMaster=no', '-o', 'BatchMode=yes', '-o', 'ProxyCommand=false', '-o', 'ProxyJump=none'],
	...destination,
	path === undefined
		? 'docker system dial-stdio'
		: `docker --host 'unix://${path.replaceAll("'", "'\\''")}' system dial-stdio`,
];

/** Whether the person has a connection to that host which ssh shares (ControlMaster). */
const hasMaster = ({destination}: SshAddress): Promise<boolean> =>
	new Promise(resolve => {
		execFile('ssh', ['-O', 'check', ...destination], {timeout: 3000}, error => resolve(error === null));
	});

/** A socket whose each connection is a command of ssh's: it gets the connection itself, so nothing is copied here. */
const startBridge = (path: string, args: readonly string[], heard: (chunk: string) => void): Promise<Server> =>
	new Promise((resolve, reject) => {
		const server = createServer({pauseOnConnect: true}, socket => {
			socket.on('error', () => socket.destroy());
			const child = spawn('ssh', args, {stdio: [socket, socket, 'pipe']});
			child.on('error', error => heard(`${error.message}\n`));
			child.stderr?.setEncoding('utf8').on('data', heard);
			child.unref();
			socket.destroy();
		});
		server.on('error', reject);
		server.listen(path, () => resolve(server));
	});

/** Starts ssh under its keeper; `ended` aborts when it is gone. */
const startKeeper = (folder: string, args: readonly string[], heard: (chunk: string) => void) => {
	const child = spawn('sh', ['-c', keeper, 'sh', folder, ...args], {stdio: ['pipe', 'ignore', 'pipe']});
	const ending = new AbortController();
	child.stderr.setEncoding('utf8').on('data', heard);
	child.stdin.on('error', () => {
		// It ended; that is heard below.
	});
	child.on('error', error => {
		heard(`${error.message}\n`);
		ending.abort();
	});
	// Its words may come after its end, but something that it started can hold them open.
	child.on('close', () => ending.abort());
	child.on('exit', () => setTimeout(() => ending.abort(), lastWords / 2));
	return {
		ended: ending.signal,
		close() {
			child.stdin.destroy();
			child.stderr.destroy();
			child.unref();
		},
	};
};

/** Makes the connection; fails with an EngineError in ssh's words. A shared connection of the person's own is used first. */
export const openSsh = async (url: string, {tell, signal}: SshOptions): Promise<SshTunnel> => {
	const address = parseSshAddress(url);
	const isAttended = tell !== undefined;
	let isAsking = isAttended;
	const isShared = await hasMaster(address);
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-ssh-'));
	let printed = '';
	const heard = (chunk: string): void => {
		printed = `${printed}${chunk}`.slice(-4000);
		// That an answer was wrong it does not say where it asks.
		if (isAsking) for (const line of chunk.split(/[\r\n]+/)) if (line !== '') tell?.(line);
	};
	// A shared connection is not ours to end, but the folder is.
	const args = isShared ? ['sleep', '99999999'] : masterArguments(folder, address, isAttended);
	const kept = startKeeper(folder, args, heard);
	let bridge: Server | undefined;
	const close = (): void => {
		bridge?.close();
		bridge = undefined;
		kept.close();
		rmSync(folder, {recursive: true, force: true});
	};
	const socket = {path: join(folder, 'engine.sock')};
	const dial = async (): Promise<boolean> => {
		if (bridge !== undefined || kept.ended.aborted) return false;
		socket.path = join(folder, 'dial.sock');
		const control = isShared ? [] : ['-S', join(folder, 'control')];
		bridge = await startBridge(socket.path, dialArguments(control, address), heard);
		return true;
	};
	try {
		if (isShared) await dial();
		const started = performance.now();
		while (!existsSync(socket.path)) {
			if (signal.aborted) throw new EngineError('timeout', 'given up', {cause: signal.reason});
			if (kept.ended.aborted) throw sshFault(printed, isAttended);
			if (!isAttended && performance.now() - started > longestHandshake)
				throw new EngineError('timeout', `ssh did not connect within ${longestHandshake / 1000} s`);
			await pause(20);
		}
	} catch (error) {
		close();
		throw error;
	} finally {
		isAsking = false;
	}
	const explain = async (error: EngineError): Promise<EngineError> => {
		if (error.kind !== 'unreachable') return error;
		const waited = performance.now();
		while (!kept.ended.aborted && performance.now() - waited < lastWords) await pause(20);
		if (kept.ended.aborted) return sshFault(printed, isAttended);
		const refused = /open failed: (.*)/.exec(printed)?.[1];
		const words = bridge === undefined ? refused : usefulLine(printed);
		return words === undefined
			? error
			: new EngineError('unreachable', `no engine at the far end of ssh: ${words.trim()}`, {
					advice:
						'is Docker running there, and may that user reach its socket? It may be named: ssh://host/path/to.sock',
					cause: error,
				});
	};
	return {socketPath: () => socket.path, explain, dial, close};
};

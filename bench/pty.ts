import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Size} from './size.ts';

/** A piece of output and when it came. */
export type Chunk = {readonly at: number; readonly bytes: Uint8Array};

/** A program in a pseudo-terminal of its own. Times are of `performance.now()`. */
export type Pty = {
	readonly pid: number;
	/** Just before the program replaced the shell. */
	readonly startedAt: number;
	/** Bytes that the program has written so far. */
	readonly byteCount: () => number;
	/** Writes to its keyboard; returns the moment before. */
	readonly write: (input: string) => number;
	/** Resolves when the terminal is closed. */
	readonly closed: Promise<void>;
	/** Ends whatever still runs in it. */
	readonly close: () => Promise<void>;
};

/** What to run in a pseudo-terminal. */
export type PtyOptions = {
	readonly command: string;
	readonly args: readonly string[];
	/** Beside PATH, an empty HOME, and what every terminal sets. */
	readonly env: Readonly<Record<string, string>>;
	readonly size: Size;
	/** Takes every chunk as it comes, stamped before anything is done with it. */
	readonly onChunk: (chunk: Chunk) => void;
};

// `sane` as a person's terminal is; script leaves echo off when it has no terminal itself.
const wrapper = 'stty sane rows "$1" cols "$2"; shift 2; printf "@bench %s@" $$; exec "$@"';

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

const markerIn = (output: Buffer): {readonly pid: number; readonly end: number} | undefined => {
	const match = /@bench (\d+)@/.exec(output.toString('latin1'));
	return match === null ? undefined : {pid: Number(match[1]), end: match.index + match[0].length};
};

/** Starts a program in a pseudo-terminal of util-linux's `script`. */
export const openPty = ({command, args, env, size, onChunk}: PtyOptions): Promise<Pty> => {
	const home = mkdtempSync(join(tmpdir(), 'tallyman-bench-home-'));
	const words = ['sh', '-c', wrapper, 'bench', String(size.rows), String(size.columns), command, ...args];
	const child = spawn('script', ['-qfc', `exec ${words.map(quoted).join(' ')}`, '/dev/null'], {
		cwd: home,
		env: {
			PATH: process.env.PATH,
			HOME: home,
			SHELL: '/bin/sh',
			TERM: 'xterm-256color',
			COLORTERM: 'truecolor',
			LANG: 'C.UTF-8',
			...env,
		},
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const closed = new Promise<void>(resolve => child.once('close', () => resolve()));
	child.stdin.on('error', () => {
		// The program ended while a key was on its way.
	});
	let bytes = 0;

	const ptyOf = (pid: number, startedAt: number): Pty => ({
		pid,
		startedAt,
		byteCount: () => bytes,
		write: input => {
			const at = performance.now();
			child.stdin.write(input);
			return at;
		},
		closed,
		close: async () => {
			if (child.exitCode === null && child.signalCode === null) {
				try {
					process.kill(pid, 'SIGKILL');
				} catch {
					// It had ended by itself; script is about to.
				}
				const late = setTimeout(() => child.kill('SIGKILL'), 1000);
				await closed;
				clearTimeout(late);
			}
			rmSync(home, {recursive: true, force: true, maxRetries: 5});
		},
	});

	return new Promise((resolve, reject) => {
		let before: Buffer | undefined = Buffer.alloc(0);
		const deliver = (chunk: Buffer, at: number): void => {
			if (chunk.length === 0) return;
			bytes += chunk.length;
			onChunk({at, bytes: chunk});
		};
		child.stdout.on('data', (chunk: Buffer) => {
			const at = performance.now();
			if (before === undefined) return deliver(chunk, at);
			before = Buffer.concat([before, chunk]);
			const marker = markerIn(before);
			if (marker === undefined) return;
			const rest = before.subarray(marker.end);
			before = undefined;
			resolve(ptyOf(marker.pid, at));
			deliver(rest, at);
		});
		child.once('error', reject);
		child.once('close', () => reject(new Error(`script could not run ${command}`)));
	});
};

import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {whereIs} from '../lab/availability.ts';
import {eventually, isAlive, run} from '../lab/process.ts';
import {patience} from '../patience.ts';

/** Whether there are terminals here: for `describe.skipIf(!hasTerminal)`. */
export const hasTerminal = whereIs('tmux') !== undefined;

/** How a terminal is opened. */
export type TerminalOptions = {
	readonly command: string;
	readonly args?: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	/** Added to an environment that holds nothing of the person's but PATH; HOME is an empty folder. */
	readonly env?: Readonly<Record<string, string>>;
	/** A file that takes all that the program writes from now on. */
	readonly record?: string;
};

/** What a program leaves behind when it ends. */
export type Aftermath = {
	/** As a shell counts: 128 + the number of the signal that ended it. */
	readonly exitCode: number;
	readonly isAlternateScreen: boolean;
	readonly isCursorVisible: boolean;
	readonly isMouseReported: boolean;
	/** Echo, line editing, signals and all else are set as before the program started. */
	readonly areModesRestored: boolean;
};

/** A program in a real pseudo-terminal. */
export type Terminal = {
	/** Process id of the program. */
	pid(): Promise<number>;
	/** What is on the screen: one string per row, without trailing blanks. */
	screen(): Promise<string[]>;
	/** The same with colours as SGR sequences. */
	colouredScreen(): Promise<string[]>;
	/** Waits until the screen holds a text, matches, or satisfies; returns it then. */
	waitFor(
		expected: string | RegExp | ((screen: readonly string[]) => boolean),
		timeout?: number,
	): Promise<readonly string[]>;
	/** Presses keys, one after another: characters, or names as tmux has them (Enter, Escape, Up, C-c, BSpace, PPage). */
	send(...keys: readonly string[]): Promise<void>;
	/** Types a text as it is. */
	type(text: string): Promise<void>;
	resize(columns: number, rows: number): Promise<void>;
	/** Stops reading what the program writes, as a frozen ssh line does; nothing but signals gets through until `thaw`. */
	freeze(): void;
	thaw(): void;
	/** Sends a signal to the program. */
	signal(name: NodeJS.Signals): Promise<void>;
	/** How the terminal is set now, in one text to be compared: the line discipline, and what tmux tells of its modes. */
	modes(): Promise<string>;
	/** Waits for the program to end. */
	ended(timeout?: number): Promise<Aftermath>;
	/** Closes the terminal under the program, as a lost ssh connection does. */
	hangUp(): Promise<void>;
	/** Ends the program and the terminal, and removes all that they left. */
	close(): Promise<void>;
};

const bin = join(import.meta.dirname, '../../node_modules/.bin');

// The program is a child, so that a shell is left to tell how it ended and how it left the terminal.
const wrapper = `
cd "$(dirname "$0")"
stty -g >modes-before
sh -c 'echo $$ >pid.new; mv pid.new pid; exec "$@"' program "$@"
code=$?
stty -g >modes-after
echo $code >exit-code.new; mv exit-code.new exit-code
printf '\\033]2;ended\\033\\\\'
exec cat
`;

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

const contents = (path: string): string | undefined => {
	try {
		return readFileSync(path, 'utf8').trim();
	} catch {
		// It is written when the time has come.
		return undefined;
	}
};

/** Opens a pseudo-terminal of tmux's, on a server of its own, and starts a program in it. */
export const openTerminal = async (options: TerminalOptions): Promise<Terminal> => {
	const {command, args = [], columns = 80, rows = 24, env = {}, record} = options;
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-pty-'));
	const home = join(folder, 'home');
	mkdirSync(home);
	const script = join(folder, 'run.sh');
	writeFileSync(script, wrapper);
	writeFileSync(
		join(folder, 'tmux.conf'),
		'set -g default-terminal tmux-256color\nset -g status off\nset -g remain-on-exit on\n',
	);
	const environment = {
		PATH: `${bin}:${process.env.PATH ?? ''}`,
		HOME: home,
		LANG: 'C.UTF-8',
		COLORTERM: 'truecolor',
		SHELL: '/bin/sh',
		...env,
	};
	const tmux = (...words: readonly string[]): Promise<string> =>
		run('tmux', ['-u', '-S', join(folder, 'tmux'), '-f', join(folder, 'tmux.conf'), ...words], {
			env: environment,
			timeout: patience,
		});
	const size = ['-x', String(columns), '-y', String(rows)];
	await tmux('new-session', '-d', ...size, ['sh', script, command, ...args].map(quoted).join(' '));
	if (record !== undefined) await tmux('pipe-pane', `cat >${quoted(record)}`);
	const server = Number(await tmux('display-message', '-p', '#{pid}'));

	const captured = async (...flags: readonly string[]): Promise<string[]> =>
		(await tmux('capture-pane', '-p', ...flags)).replace(/\n$/, '').split('\n');
	const screen = () => captured();
	const pid = () =>
		eventually('the program to start', () => {
			const text = contents(join(folder, 'pid'));
			return text === undefined ? undefined : Number(text);
		});

	const waitFor: Terminal['waitFor'] = async (expected, timeout = patience) => {
		const isThere = (lines: readonly string[]): boolean => {
			if (typeof expected === 'function') return expected(lines);
			const text = lines.join('\n');
			return typeof expected === 'string' ? text.includes(expected) : expected.test(text);
		};
		let last: readonly string[] = [];
		try {
			return await eventually(
				String(expected),
				async () => {
					last = await screen();
					return isThere(last) ? last : undefined;
				},
				timeout,
			);
		} catch (error) {
			const ending = contents(join(folder, 'exit-code'));
			const note = ending === undefined ? '' : `\n(the program ended with ${ending})`;
			throw new Error(`${error instanceof Error ? error.message : error}${note}; the screen was:\n${last.join('\n')}`);
		}
	};

	const modes: Terminal['modes'] = async () => {
		const flags = ['alternate_on', 'cursor_flag', 'mouse_any_flag', 'keypad_flag', 'keypad_cursor_flag', 'wrap_flag'];
		const told = await tmux('display-message', '-p', ['pane_tty', ...flags].map(flag => `#{${flag}}`).join(' '));
		const [tty = '', ...values] = told.trim().split(' ');
		const discipline = await run('stty', ['-g', '-F', tty]);
		return [discipline.trim(), ...flags.map((flag, index) => `${flag}=${values[index]}`)].join(' ');
	};

	const ended: Terminal['ended'] = async (timeout = patience) => {
		const exitCode = await eventually('the program to end', () => contents(join(folder, 'exit-code')), timeout);
		// A title, as what is written last: then tmux has taken all that the program wrote.
		await eventually(
			'all that it wrote',
			async () => (await tmux('display-message', '-p', '#{pane_title}')).trim() === 'ended' || undefined,
			timeout,
		);
		const flags = await tmux('display-message', '-p', '#{alternate_on} #{cursor_flag} #{mouse_any_flag}');
		const [alternate, cursor, mouse] = flags.trim().split(' ');
		return {
			exitCode: Number(exitCode),
			isAlternateScreen: alternate === '1',
			isCursorVisible: cursor === '1',
			isMouseReported: mouse === '1',
			areModesRestored: contents(join(folder, 'modes-before')) === contents(join(folder, 'modes-after')),
		};
	};

	const hangUp = async (): Promise<void> => {
		if (isAlive(server)) await tmux('kill-server').catch(() => undefined);
		await eventually('tmux to end', () => (isAlive(server) ? undefined : true));
	};

	return {
		pid,
		screen,
		colouredScreen: () => captured('-e'),
		waitFor,
		send: async (...keys) => {
			for (const key of keys) await tmux('send-keys', ...(key === ';' ? ['-l', '\\;'] : ['--', key]));
		},
		type: async text => {
			await tmux('send-keys', '-l', '--', text.replace(/;$/, '\\;'));
		},
		resize: async (width, height) => {
			await tmux('resize-window', '-x', String(width), '-y', String(height));
		},
		freeze: () => {
			process.kill(server, 'SIGSTOP');
		},
		thaw: () => {
			process.kill(server, 'SIGCONT');
		},
		signal: async name => {
			process.kill(await pid(), name);
		},
		modes,
		ended,
		hangUp,
		close: async () => {
			const program = contents(join(folder, 'pid'));
			await hangUp();
			if (program !== undefined && isAlive(Number(program))) {
				// Only the program that this terminal started: a process id may be another's by now.
				const commandLine = contents(`/proc/${program}/cmdline`) ?? '';
				if (args.every(word => commandLine.includes(word))) process.kill(Number(program), 'SIGKILL');
			}
			rmSync(folder, {recursive: true, force: true, maxRetries: 5});
		},
	};
};

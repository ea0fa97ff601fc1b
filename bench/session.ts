import {setTimeout as sleep} from 'node:timers/promises';
import type {Usage} from './cost.ts';
import {treeUsage} from './processes.ts';
import {type Chunk, openPty, type Pty} from './pty.ts';
import {type BenchScreen, createScreen} from './screen.ts';
import type {Size} from './size.ts';

/** A tool that runs on a screen. */
export type Session = {
	readonly pid: number;
	readonly startedAt: number;
	readonly screen: Pick<BenchScreen, 'lines' | 'signature'>;
	readonly byteCount: () => number;
	/** Presses a key; returns when. */
	readonly press: (key: string) => number;
	/** Presses keys one after another: what comes in one piece would be taken for pasted text. */
	readonly type: (keys: readonly string[]) => Promise<void>;
	/** Tells of each chunk when it is on the screen, with the time it came at; returns how to stop that. */
	readonly watch: (listener: (at: number) => void) => () => void;
	/** Resolves with the arrival of the first chunk that makes it true, or undefined when the time is over. */
	readonly until: (isMet: (at: number) => boolean, timeout: number) => Promise<number | undefined>;
	/** Keeps output aside instead of putting it on the screen: a window in which the bench itself does next to nothing. */
	readonly hold: () => void;
	/** Puts on the screen what was kept aside, and all that comes. */
	readonly release: () => Promise<void>;
	readonly usage: () => Usage;
	readonly closed: Promise<void>;
	readonly close: () => Promise<void>;
};

/** How a session is opened. */
export type SessionOptions = {
	readonly command: string;
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly size: Size;
};

/** ms between typed keys. */
const typingGap = 30;

/** Starts a tool on a screen. */
export const openSession = async (options: SessionOptions): Promise<Session> => {
	const listeners = new Set<(at: number) => void>();
	const held: Chunk[] = [];
	let isHeld = false;
	// Output may come before the pty is ours to write to; what a tool asks, it asks later than that.
	let pty: Pty | undefined;
	const screen = createScreen(options.size, answer => pty?.write(answer));
	// A promise would be told only after the chunks behind it were parsed too.
	const show = ({at, bytes}: Chunk, done?: () => void): void =>
		screen.write(bytes, () => {
			for (const listener of listeners) listener(at);
			done?.();
		});
	const opened = await openPty({
		...options,
		onChunk: chunk => {
			if (isHeld) held.push(chunk);
			else show(chunk);
		},
	});
	pty = opened;
	const watch: Session['watch'] = listener => {
		listeners.add(listener);
		return () => listeners.delete(listener);
	};

	return {
		pid: opened.pid,
		startedAt: opened.startedAt,
		screen,
		byteCount: opened.byteCount,
		press: opened.write,
		type: async keys => {
			for (const key of keys) {
				opened.write(key);
				await sleep(typingGap);
			}
		},
		watch,
		until: (isMet, timeout) =>
			new Promise(resolve => {
				const now = performance.now();
				if (isMet(now)) return resolve(now);
				const finish = (at: number | undefined): void => {
					clearTimeout(timer);
					stop();
					resolve(at);
				};
				const timer = setTimeout(() => finish(undefined), timeout);
				const stop = watch(at => {
					if (isMet(at)) finish(at);
				});
				void opened.closed.then(() => finish(undefined));
			}),
		hold: () => {
			isHeld = true;
		},
		release: async () => {
			isHeld = false;
			await Promise.all(held.splice(0).map(chunk => new Promise<void>(resolve => show(chunk, resolve))));
		},
		usage: () => treeUsage(opened.pid),
		closed: opened.closed,
		close: opened.close,
	};
};

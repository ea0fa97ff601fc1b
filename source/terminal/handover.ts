import type {Duplex} from 'node:stream';
import {quietModes} from './input-stream.ts';

/** The terminal, while nothing of ours draws on it. */
export type BareTerminal = {readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream};

/** What has the terminal meanwhile. */
export type Guest = {
	readonly stream: Duplex;
	/** Whether ^P ^Q are read here and leave it: nothing behind the stream knows them. */
	readonly isLeftByKeys?: boolean;
	/** Told of the size once at first and whenever it changes. */
	resize(size: {readonly columns: number; readonly rows: number}): void;
};

/**
 * What a guest may have left behind: the alternate screen, looks, margins, its keys' modes, another charset, a hidden
 * cursor, pastes in brackets, mouse.
 */
export const tidy = `\u{1b}[?1049l\u{1b}[m\u{1b}[r\u{1b}[?6l\u{1b}[?7h\u{1b}[?1l\u{1b}>\u{1b}(B\u{1b}[?25h\u{1b}[?2004l${quietModes}`;

const detachKeys = '\u{10}\u{11}';

/** Watches what is typed for the keys that leave: what is to be handed on of it, and whether they came. */
const createLeaving = (): ((keys: string) => {readonly typed: string; readonly isLeft: boolean}) => {
	let held = '';
	return keys => {
		const all = held + keys;
		const at = all.indexOf(detachKeys);
		if (at !== -1) return {typed: all.slice(0, at), isLeft: true};
		// The first of them waits for what follows.
		held = all.endsWith(detachKeys.charAt(0)) ? detachKeys.charAt(0) : '';
		return {typed: all.slice(0, all.length - held.length), isLeft: false};
	};
};

/** Letters that are kept of what it printed last. */
const keptOutput = 1000;

/**
 * Gives the terminal to a guest: keys go to it as they are, what it prints goes out as it is, and it is told of the size.
 * Resolves when its stream ends, with the last it printed; the terminal's modes are tidy then, and its raw mode is off.
 */
export const handOver = ({stdin, stdout}: BareTerminal, guest: Guest): Promise<string> =>
	new Promise(resolve => {
		const {stream} = guest;
		let last = '';
		let isOver = false;
		const leaving = createLeaving();
		const type = (keys: Buffer | string): void => {
			const read = guest.isLeftByKeys === true ? leaving(keys.toString('latin1')) : undefined;
			if (read === undefined) stream.write(keys);
			else if (read.typed !== '') stream.write(Buffer.from(read.typed, 'latin1'));
			if (read?.isLeft !== true) return;
			end();
			stream.destroy();
		};
		const print = (output: Buffer): void => {
			last = (last + output.toString()).slice(-keptOutput);
			if (stdout.write(output)) return;
			// A flood waits for the terminal, and not in our memory.
			stream.pause();
			stdout.once('drain', () => stream.resume());
		};
		const size = (): void => guest.resize({columns: stdout.columns, rows: stdout.rows});
		const end = (): void => {
			if (isOver) return;
			isOver = true;
			stdin.off('data', type);
			stdin.pause();
			stdin.setRawMode(false);
			stdout.off('resize', size);
			stdout.write(tidy);
			resolve(last);
		};
		stream.on('data', print);
		for (const event of ['end', 'close', 'error']) stream.once(event, end);
		stdin.setRawMode(true);
		stdin.on('data', type);
		stdin.resume();
		stdout.on('resize', size);
		size();
	});

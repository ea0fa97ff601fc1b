import {PassThrough, Writable} from 'node:stream';
import {setImmediate as nextTurn} from 'node:timers/promises';
import xterm from '@xterm/headless';
import {patience} from '../patience.ts';
import {cellWidths} from './cell-widths.ts';
import {terminalSvg} from './svg.ts';

/** What a program takes for its terminal. */
export type Streams = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
};

/** A program that runs on a screen. */
export type Running = {stop(): Promise<void> | void};

/** One cell of the grid; colours are numbers of the palette, undefined for the terminal's own. */
export type ScreenCell = {
	readonly char: string;
	readonly color: number | undefined;
	readonly ground: number | undefined;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isInverse: boolean;
};

/** What to look for: text anywhere, a pattern on the whole screen, or a claim about its lines. */
export type Expectation = string | RegExp | ((lines: readonly string[]) => boolean);

/** A terminal with a program in it. */
export type Screen = {
	/** Lines of the screen, without blanks at their ends. */
	text(): readonly string[];
	/** Resolves when the screen is as expected; rejects with what was on it instead. */
	waitFor(expected: Expectation, timeout?: number): Promise<void>;
	/** Types keys one after another, each as input of its own. */
	press(...keys: readonly string[]): Promise<void>;
	resize(columns: number, rows: number): void;
	/** Stops reading what the program writes, as a frozen ssh line does, until `thaw`. */
	freeze(): void;
	thaw(): void;
	cell(row: number, column: number): ScreenCell;
	/** The screen as a picture. */
	toSvg(): string;
	/** Bytes that were written so far. */
	readonly bytes: number;
	/** Writes so far, each a frame or a control sequence. */
	readonly frames: number;
	/** Everything that was written, for looking at sequences. */
	readonly output: string;
	/** Whether the program has the keyboard in raw mode. */
	readonly isRaw: boolean;
	/** Whether the alternate screen is on. */
	readonly isAlternate: boolean;
	/** Stops the program and waits until it is done; what it leaves on the screen can still be looked at. */
	close(): Promise<void>;
};

/** What a terminal sends for keys that are no letters. */
export const keys = {
	enter: '\r',
	escape: '\u{1b}',
	tab: '\t',
	backspace: '\u{7f}',
	up: '\u{1b}[A',
	down: '\u{1b}[B',
	right: '\u{1b}[C',
	left: '\u{1b}[D',
	pageUp: '\u{1b}[5~',
	pageDown: '\u{1b}[6~',
	home: '\u{1b}[H',
	end: '\u{1b}[F',
	control: (letter: string): string => String.fromCodePoint((letter.codePointAt(0) ?? 0) & 0x1f),
} as const;

/** Opens a screen of its own and starts a program on it: a true grid of cells behind a TTY that is not real. */
export const openScreen = (options: {
	readonly columns: number;
	readonly rows: number;
	/** The colour that it says its background has, as `rgb:ffff/ffff/ffff`; without it that is not told. */
	readonly background?: string;
	/** Whether it answers nothing that it is asked. */
	readonly isSilent?: boolean;
	readonly start: (streams: Streams) => Running | Promise<Running>;
}): Promise<Screen> => startOn(options);

const startOn = async (options: Parameters<typeof openScreen>[0]): Promise<Screen> => {
	const {columns, rows, background, isSilent = false, start} = options;
	// A line feed goes to the first column too, as the kernel's terminal sees to (ONLCR).
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true, scrollback: 200});
	terminal.unicode.register(cellWidths);
	terminal.unicode.activeVersion = cellWidths.version;
	let bytes = 0;
	let frames = 0;
	let isRaw = false;
	const written: string[] = [];
	let frozen: PromiseWithResolvers<void> | undefined;

	const createOutput = () =>
		Object.assign(
			new Writable({
				decodeStrings: false,
				write(chunk: string | Uint8Array, _encoding, done) {
					const text = typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
					bytes += Buffer.byteLength(text);
					frames++;
					written.push(text);
					// Answered at once: the program does not wait for long, and the emulator reads when it comes to it.
					if (background !== undefined && text.includes('\u{1b}]11;?')) stdin.write(`\u{1b}]11;${background}\u{1b}\\`);
					if (frozen === undefined) terminal.write(text, () => done());
					else void frozen.promise.then(() => terminal.write(text, () => done()));
				},
			}),
			{
				columns,
				rows,
				isTTY: true,
				getColorDepth: () => 8,
				hasColors: () => true,
				getWindowSize: () => [terminal.cols, terminal.rows],
			},
		);
	const stdout = createOutput();
	const stderr = createOutput();
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		isRaw: false,
		ref: () => stdin,
		unref: () => stdin,
		setRawMode: (mode: boolean) => {
			isRaw = mode;
			return stdin;
		},
	});
	// Answers of the terminal to questions that a program writes, such as its cursor's place.
	if (!isSilent) terminal.onData(answer => stdin.write(answer));

	const text = (): readonly string[] =>
		Array.from(
			{length: terminal.rows},
			(_, row) => terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row)?.translateToString(true) ?? '',
		);
	const isMet = (expected: Expectation): boolean => {
		const lines = text();
		if (typeof expected === 'function') return expected(lines);
		const whole = lines.join('\n');
		return typeof expected === 'string' ? whole.includes(expected) : expected.test(whole);
	};

	// The terminal outlives the types of streams: Ink needs no more of a TTY than this.
	const running = await start({stdin, stdout, stderr} as unknown as Streams);
	let closing: Promise<void> | undefined;

	return {
		text,
		waitFor: (expected, timeout = patience) =>
			new Promise((resolve, reject) => {
				// What is on the screen counts as taken once its writes have called back: a question is answered after that.
				const settled = (): void => terminal.write('', () => setImmediate(resolve));
				if (isMet(expected)) return settled();
				const finish = (settle: () => void) => {
					clearTimeout(timer);
					subscription.dispose();
					settle();
				};
				const timer = setTimeout(() => {
					const picture = text()
						.map(line => `| ${line}`)
						.join('\n');
					finish(() => reject(new Error(`The screen never showed ${String(expected)}:\n${picture}`)));
				}, timeout);
				const subscription = terminal.onWriteParsed(() => {
					if (isMet(expected)) finish(settled);
				});
			}),
		press: async (...sequence) => {
			for (const key of sequence) {
				stdin.write(key);
				// Without a turn between them two keys would be read as one piece of pasted text.
				await nextTurn();
			}
		},
		resize: (nextColumns, nextRows) => {
			terminal.resize(nextColumns, nextRows);
			for (const output of [stdout, stderr]) {
				Object.assign(output, {columns: nextColumns, rows: nextRows});
				output.emit('resize');
			}
		},
		freeze: () => {
			frozen ??= Promise.withResolvers();
		},
		thaw: () => {
			frozen?.resolve();
			frozen = undefined;
		},
		cell: (row, column) => {
			const cell = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row)?.getCell(column);
			if (cell === undefined)
				throw new RangeError(`No cell ${row},${column} on a screen of ${terminal.rows}x${terminal.cols}`);
			return {
				char: cell.getChars(),
				color: cell.isFgPalette() ? cell.getFgColor() : undefined,
				ground: cell.isBgPalette() ? cell.getBgColor() : undefined,
				isBold: cell.isBold() !== 0,
				isDim: cell.isDim() !== 0,
				isInverse: cell.isInverse() !== 0,
			};
		},
		toSvg: () => terminalSvg(terminal),
		get bytes() {
			return bytes;
		},
		get frames() {
			return frames;
		},
		get output() {
			return written.join('');
		},
		get isRaw() {
			return isRaw;
		},
		get isAlternate() {
			return terminal.buffer.active.type === 'alternate';
		},
		close: () => {
			closing ??= (async () => {
				await running.stop();
				// What was written last is parsed before anybody looks.
				await new Promise<void>(resolve => terminal.write('', resolve));
				stdin.destroy();
			})();
			return closing;
		},
	};
};

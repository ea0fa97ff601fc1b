import {EventEmitter} from 'node:events';
import {expect, test} from 'vitest';
import {createScreenStream} from '../../source/terminal/screen-stream.ts';

/** A terminal that takes what is written when it is told to. */
const openSlowTerminal = () => {
	const written: string[] = [];
	const waiting: Array<() => void> = [];
	const terminal = Object.assign(new EventEmitter(), {
		columns: 80,
		rows: 24,
		write: (text: string, done: () => void) => {
			written.push(text);
			waiting.push(done);
			return true;
		},
	});
	return {
		written,
		// Nothing else of a terminal is looked at.
		terminal: terminal as unknown as NodeJS.WriteStream,
		read: () => waiting.shift()?.(),
	};
};

test('where nobody reads, frames are not sent, and the newest comes next', () => {
	const {terminal, written, read} = openSlowTerminal();
	const {stdout, whenReady} = createScreenStream(terminal);
	let drawn = 0;
	stdout.write('count 0\nstill');
	for (let count = 1; count < 9; count++) {
		stdout.write(`count ${count}\nstill`);
		whenReady(() => drawn++);
	}
	expect(written).toHaveLength(1);
	read();
	expect(written.slice(1)).toEqual(['\u{1b}[1;7H8']);
	expect(drawn).toBe(0);
	read();
	expect(drawn).toBe(1);
	stdout.write('count 8\nstill');
	expect(written).toHaveLength(2);
	whenReady(() => drawn++);
	expect(drawn).toBe(2);
});

test('the first frame clears what was there, and a shorter one the rows that it leaves', () => {
	const {terminal, written, read} = openSlowTerminal();
	const {stdout, redraw} = createScreenStream(terminal);
	stdout.write('one\ntwo');
	read();
	expect(written[0]).toBe('\u{1b}[H\u{1b}[J\u{1b}[1;1Hone\u{1b}[2;1Htwo');
	stdout.write('one');
	expect(written[1]).toBe('\u{1b}[2;1H   ');
	read();
	redraw();
	expect(written[2]).toBe('\u{1b}[H\u{1b}[J\u{1b}[1;1Hone');
});

test('each frame is told of once the terminal has it, by what it showed', () => {
	const {terminal, read} = openSlowTerminal();
	const taken: string[] = [];
	let content = 'a';
	const {stdout} = createScreenStream(terminal, {current: () => content, taken: shown => taken.push(shown)});
	stdout.write('first');
	content = 'b';
	stdout.write('second');
	content = 'c';
	expect(taken).toEqual([]);
	read();
	expect(taken).toEqual(['a']);
	read();
	expect(taken).toEqual(['a', 'b']);
});

test('while another program has the screen nothing is drawn, and all of it after that', () => {
	const {terminal, written, read} = openSlowTerminal();
	const {stdout} = createScreenStream(terminal);
	stdout.write('\u{1b}[?1049h');
	stdout.write('mine');
	read();
	read();
	stdout.write('\u{1b}[?1049l');
	stdout.write('meanwhile');
	expect(written.at(-1)).toBe('\u{1b}[?1049l');
	read();
	stdout.write('\u{1b}[?1049h');
	expect(written.at(-1)).toBe('\u{1b}[?1049h\u{1b}[?25l');
	stdout.write('mine again');
	expect(written.at(-1)).toBe('\u{1b}[H\u{1b}[J\u{1b}[1;1Hmine again');
});

test('modes and the cursor go through, and changes of the size come', () => {
	const {terminal, written} = openSlowTerminal();
	const {stdout} = createScreenStream(terminal);
	const sizes: number[] = [];
	stdout.on('resize', () => sizes.push(stdout.columns));
	stdout.write('\u{1b}[?25l\u{1b}[?2004h');
	expect(written).toEqual(['\u{1b}[?25l\u{1b}[?2004h']);
	Object.assign(terminal, {columns: 100});
	terminal.emit('resize');
	expect(sizes).toEqual([100]);
});

test('of a terminal of another size nothing is taken to be on it', () => {
	const {terminal, written, read} = openSlowTerminal();
	const {stdout} = createScreenStream(terminal);
	stdout.write('above\nbelow');
	read();
	terminal.emit('resize');
	stdout.write('above\nbelow!');
	expect(written.at(-1)).toBe('\u{1b}[H\u{1b}[J\u{1b}[1;1Habove\u{1b}[2;1Hbelow!');
	read();
	// What was laid out for the larger one would be broken over several rows.
	Object.assign(terminal, {columns: 5, rows: 2});
	terminal.emit('resize');
	stdout.write('above\nbelow?');
	stdout.write('above\nbelow\nmore');
	expect(written).toHaveLength(2);
	stdout.write('above\nbelow');
	expect(written.at(-1)).toBe('\u{1b}[H\u{1b}[J\u{1b}[1;1Habove\u{1b}[2;1Hbelow');
});

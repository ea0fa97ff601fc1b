import {expect, test} from 'vitest';
import {createPainter} from '../../source/ui/painter.ts';

/** A terminal that takes what is written when it is told to. */
const openSlowTerminal = () => {
	const written: string[] = [];
	const waiting: Array<() => void> = [];
	return {
		written,
		write: (text: string, done: () => void) => {
			written.push(text);
			waiting.push(done);
		},
		read: () => waiting.shift()?.(),
	};
};

test('where nobody reads, frames are neither composed nor sent, and the newest comes next', () => {
	const terminal = openSlowTerminal();
	let composed = 0;
	let count = 0;
	const painter = createPainter(terminal, () => {
		composed++;
		return [`count ${count}`, 'still'];
	});
	painter.paint();
	for (count = 1; count < 9; count++) painter.paint();
	expect(terminal.written).toHaveLength(1);
	expect(composed).toBe(1);
	terminal.read();
	expect(terminal.written.slice(1)).toEqual(['\u{1b}[1;7H9']);
	terminal.read();
	expect(composed).toBe(2);
	painter.paint();
	expect(terminal.written).toHaveLength(2);
});

test('the first frame clears what was there, and a shorter one the rows that it leaves', () => {
	const terminal = openSlowTerminal();
	let lines = ['one', 'two'];
	const painter = createPainter(terminal, () => lines);
	painter.paint();
	terminal.read();
	expect(terminal.written[0]).toBe('\u{1b}[H\u{1b}[J\u{1b}[1;1Hone\u{1b}[2;1Htwo');
	lines = ['one'];
	painter.paint();
	expect(terminal.written[1]).toBe('\u{1b}[2;1H   ');
	terminal.read();
	painter.close();
	lines = ['three'];
	painter.paint();
	expect(terminal.written).toHaveLength(2);
});

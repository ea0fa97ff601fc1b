import xterm from '@xterm/headless';
import {expect, test} from 'vitest';
import type {Line, Tone} from '../../source/model/tone.ts';
import {frameLine} from '../../source/terminal/line-cells.ts';
import {lineChange as changeOf} from '../../source/terminal/line-change.ts';
import {paintLine} from '../../source/ui/paint.ts';
import {cellWidths} from './cell-widths.ts';

const columns = 40;

const lineChange = (previous: string | undefined, next: string, row: number): string =>
	changeOf(previous === undefined ? undefined : frameLine(previous), frameLine(next), row);

const openTerminal = () => {
	const terminal = new xterm.Terminal({cols: columns, rows: 3, allowProposedApi: true});
	terminal.unicode.register(cellWidths);
	terminal.unicode.activeVersion = cellWidths.version;
	return {
		write: (text: string): Promise<void> => new Promise(resolve => terminal.write(text, resolve)),
		/** All that can be seen of a row. */
		row: (index: number): string => {
			const line = terminal.buffer.active.getLine(index);
			return Array.from({length: columns}, (_, column) => {
				const cell = line?.getCell(column);
				const look = [cell?.getFgColor(), cell?.isBold(), cell?.isDim(), cell?.isInverse(), cell?.isUnderline()];
				return `${cell?.getChars() || ' '}${look.join()}`;
			}).join('|');
		},
	};
};

/** Numbers that look random and are the same at each run. */
const dice = (seed: number) => {
	let state = seed;
	return (sides: number): number => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
		return (state >>> 8) % sides;
	};
};

const words = ['web', '0.50%', '1.2 GiB', ' ', '          ', '▁▂▃▅▇', '●', '東京', '👩‍👩‍👧', 'é', 'a', '…'];
const tones: ReadonlyArray<Tone | undefined> = [undefined, undefined, 'plain', 'quiet', 'bad', 'good', 'strong'];

const randomLine = (roll: (sides: number) => number): Line =>
	Array.from({length: 1 + roll(8)}, () => {
		const tone = tones[roll(tones.length)];
		const text = words[roll(words.length)] ?? '';
		return tone === undefined ? {text} : {text, tone};
	});

test('a changed line looks as if it had been written on an empty screen', async () => {
	const roll = dice(7);
	const changing = openTerminal();
	let line: Line = [];
	let shown: string | undefined;
	for (let round = 0; round < 400; round++) {
		// Half of the time a part of the line stays, as in a table.
		line = roll(2) === 0 ? randomLine(roll) : [...line.slice(0, roll(line.length + 1)), ...randomLine(roll)];
		const next = paintLine(line, columns, {isSelected: roll(5) === 0, isDimmed: roll(7) === 0});
		await changing.write(lineChange(shown, next, 1));
		const fresh = openTerminal();
		await fresh.write(lineChange(undefined, next, 1));
		expect(changing.row(1), JSON.stringify([shown, next])).toBe(fresh.row(1));
		const whole = openTerminal();
		await whole.write(`\r\n${next}`);
		expect(fresh.row(1), JSON.stringify(next)).toBe(whole.row(1));
		shown = next;
	}
	expect(changing.row(0)).toBe(openTerminal().row(0));
});

test('only the cells that changed are sent', () => {
	const row = (cpu: string) =>
		paintLine([{text: 'web-1   running  '}, {text: cpu, tone: 'good'}, {text: '  12 MiB'}], 80);
	expect(lineChange(row('0.51%'), row('0.51%'), 4)).toBe('');
	expect(lineChange(row('0.51%'), row('0.52%'), 4)).toBe('\u{1b}[5;21H\u{1b}[32m2\u{1b}[m');
	// Three bytes each: a movement is shorter than two of them.
	expect(lineChange('▁▁▁▁', '▂▁▁▂', 0)).toBe('\u{1b}[1;1H▂\u{1b}[4G▂');
	expect(lineChange('▁▁▁▁', '▂▁▂▁', 0)).toBe('\u{1b}[1;1H▂▁▂');
	expect(lineChange(paintLine([{text: 'a long message'}], 80), paintLine([], 80), 0)).toBe('\u{1b}[1;1H\u{1b}[K');
});

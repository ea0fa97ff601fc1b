import xterm from '@xterm/headless';
import {describe, expect, it} from 'vitest';
import {cleanText} from '../../source/model/clean-text.ts';
import {logText} from '../../source/model/log-text.ts';
import {createDice, type Dice} from '../fuzz/dice.ts';

describe('a line of a log', () => {
	it.each([
		['colours', '\x1b[31mred\x1b[0m off', '\x1b[31mred\x1b[0m off'],
		['a colour that is never ended', '\x1b[1;31mred', '\x1b[1;31mred\x1b[0m'],
		['colours with colons', '\x1b[38:2::255:100:7mx', '\x1b[38;2;255;100;7mx\x1b[0m'],
		['colours with colons and no space', '\x1b[48:2:1:2:3mx', '\x1b[48;2;1;2;3mx\x1b[0m'],
		['the palette with colons', '\x1b[38:5:208mx', '\x1b[38;5;208mx\x1b[0m'],
		['the colour of an underline', '\x1b[4;58;5;1mx', '\x1b[4mx\x1b[0m'],
		['the same with colons', '\x1b[4:3;58:2::1:2:3mx', '\x1b[4mx\x1b[0m'],
		['a link', '\x1b]8;;http://x\x07link\x1b]8;;\x07 on', 'link on'],
		['modes', '\x1b[?25lx\x1b[>4my', 'xy'],
		['a progress bar', '10%\r50%\r100%', '100%'],
		['one that shrinks', '100%\r5%\x1b[K', '5%'],
		['one that shrinks and leaves its rest', '100%\r5%', '5%0%'],
		['a return at the end', 'whole\r', 'whole'],
		['tabs', 'ab\tc\x1b[1m\td', 'ab      c       \x1b[1md\x1b[0m'],
		['backspaces', 'abc\b\bX', 'aXc'],
		['moves', 'ab\x1b[3Cc\x1b[2Dx\x1b[2Gy', 'ay  xc'],
		['a title that does not end', 'a\x1b]0;evil', 'a'],
		['text after a sequence that is cut by a control', 'a\x1b[31\x07b', 'ab'],
	])('%s', (_name, raw, shown) => expect(logText(raw)).toBe(shown));

	it('is cut where nobody reads on, and says so', () => {
		expect(logText('x'.repeat(1_000_000))).toMatch(/^x{200000}… 800000 more letters$/);
	});

	it('is harmless whatever it is made of', () => {
		const dice = createDice(1);
		const pieces = [
			'\x1b',
			'[',
			']',
			'3',
			';',
			'm',
			'H',
			'\x9b',
			'\x9d',
			'\x9c',
			'\x07',
			'\\',
			'\r',
			'P',
			'?',
			' ',
			'船',
		];
		for (let round = 0; round < 20_000; round++) {
			const text = Array.from({length: 1 + dice.below(14)}, () => dice.pick(pieces)).join('');
			const shown = JSON.stringify(text);
			expect(/[\x00-\x1f\x7f-\x9f]/.test(cleanText(text)), shown).toBe(false);
			expect(/[\x00-\x1f\x7f-\x9f]/.test(logText(text).replaceAll(/\x1b\[[\d;]*m/g, '')), shown).toBe(false);
		}
	});

	it('takes time in proportion to its length', () => {
		const before = process.cpuUsage();
		for (const piece of ['\x1b]', '\x1b[', '\x9d', '\r', '\t', '\ud800', '漢', '\x1b[K'])
			logText(piece.repeat(200_000));
		// Microseconds; by the square of the length it would be minutes.
		expect(process.cpuUsage(before).user).toBeLessThan(8_000_000);
	});
});

const words = ['a', 'bc', ' ', '10%', 'log line', '漢字', 'é'] as const;
const moves = [
	...['\r', '\b', '\t', '\x1b[K', '\x1b[1K', '\x1b[2K', '\x1b[3C', '\x1b[2D', '\x1b[5G', '\x1b[G', '\x1b[C'],
	...['\x1b[31m', '\x1b[0m', '\x1b[1m', '\x1b[m', '\x1b[38;5;208m', '\x1b]0;title\x07', '\x1b[?25l', '\x1b(B'],
] as const;

const randomLine = (dice: Dice): string =>
	Array.from({length: 1 + dice.below(16)}, () => (dice.oneIn(2) ? dice.pick(words) : dice.pick(moves))).join('');

describe('beside a real terminal', () => {
	it('shows the same text, in the same colours', async () => {
		const dice = createDice(7);
		const terminal = new xterm.Terminal({cols: 300, rows: 2, allowProposedApi: true});
		const shownBy = async (text: string): Promise<{readonly text: string; readonly colours: string}> => {
			terminal.reset();
			await new Promise<void>(resolve => terminal.write(text, resolve));
			const line = terminal.buffer.active.getLine(0);
			const shown = line?.translateToString(true) ?? '';
			const colours = Array.from({length: 300}, (_, at) => {
				const cell = line?.getCell(at);
				return cell === undefined || cell.getChars().trim() === ''
					? '.'
					: cell.isFgDefault()
						? '-'
						: `<${cell.getFgColor()}>`;
			});
			return {text: shown.trimEnd(), colours: colours.join('').replace(/\.+$/, '')};
		};
		for (let round = 0; round < 1500; round++) {
			const raw = randomLine(dice);
			expect(await shownBy(logText(raw)), JSON.stringify(raw)).toEqual(await shownBy(raw));
		}
	});
});

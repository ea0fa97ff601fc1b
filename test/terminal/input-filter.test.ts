import {describe, expect, it} from 'vitest';
import {createInputFilter} from '../../source/terminal/input-filter.ts';
import type {MouseReport} from '../../source/terminal/mouse.ts';

const esc = '\u{1b}';

/** What gets through of pieces that come at once after another. */
const through = (...pieces: readonly string[]): string => {
	const filter = createInputFilter();
	return pieces.map(piece => filter.feed(piece, 0)).join('');
};

describe('the input filter', () => {
	it.each([
		['letters', 'jkD y'],
		['text of any script', 'müßig 漢字 👍'],
		['controls', '\r\t\u{3}\u{7f}\u{4}'],
		['arrows and their kin', `${esc}[A${esc}[1;5C${esc}OP${esc}[H${esc}[Z${esc}[[A`],
		['keys with a tilde', `${esc}[5~${esc}[3;2~`],
		['Escape alone', esc],
		['Escape twice', `${esc}${esc}`],
		['a modified letter', `${esc}y`],
		['a kitty press', `${esc}[121;1u${esc}[121;1:1u${esc}[97;5u`],
		['a paste', `${esc}[200~Stop it\nnow${esc}[201~`],
	])('passes %s', (_name, input) => {
		expect(through(input)).toBe(input);
	});

	it.each([
		['a version', `${esc}P>|kitty(0.35.2) ${esc}\\`],
		['a colour', `${esc}]11;rgb:0000/0000/0000\u{7}`],
		['an application string', `${esc}_Gi=1;OK${esc}\\`],
		['a C1 string', '\u{90}>|term\u{9c}'],
		['attributes', `${esc}[?62;22c`],
		['the cursor’s place', `${esc}[12;40R`],
		['focus', `${esc}[I${esc}[O`],
		['an SGR mouse', `${esc}[<0;10;10M${esc}[<0;10;10m`],
		['an X10 mouse', `${esc}[M D!`],
		['a kitty release', `${esc}[121;1:3u`],
		['an arrow’s release', `${esc}[1;1:3A`],
		['the end of no paste', `${esc}[201~`],
	])('swallows %s', (_name, input) => {
		expect(through(`a${input}b`)).toBe('ab');
		// Cut at every place.
		for (let cut = 1; cut < input.length; cut++) {
			// A lone Escape at the end of a piece is a key.
			if (input[cut - 1] === esc) continue;
			expect(through('a', input.slice(0, cut), input.slice(cut), 'b'), `cut at ${cut}`).toBe('ab');
		}
	});

	it.each([
		['a click', `${esc}[<0;10;3M`, {did: 'click', column: 9, row: 2}],
		['the wheel up', `${esc}[<64;1;1M`, {did: 'wheel-up', column: 0, row: 0}],
		['the wheel down', `${esc}[<65;200;1000M`, {did: 'wheel-down', column: 199, row: 999}],
	])('tells of %s, also where it comes in pieces', (_name, input, expected) => {
		for (let cut = 2; cut <= input.length; cut++) {
			const told: MouseReport[] = [];
			const filter = createInputFilter(report => told.push(report));
			const passed = [`j${input.slice(0, cut)}`, `${input.slice(cut)}k`].map(piece => filter.feed(piece, 0));
			expect(passed.join('')).toBe('jk');
			expect(told).toEqual([expected]);
		}
	});

	it.each([
		['a button that is let go', `${esc}[<0;10;3m`],
		['another button', `${esc}[<1;10;3M${esc}[<2;10;3M`],
		['a button while a key is held', `${esc}[<4;10;3M${esc}[<8;10;3M${esc}[<16;10;3M`],
		['a mouse that is moved', `${esc}[<35;10;3M${esc}[<32;10;3M`],
		['the wheel sideways', `${esc}[<66;10;3M`],
		['a cell that is none', `${esc}[<0;0;3M${esc}[<0;10;0M`],
		['a report without its row', `${esc}[<0;10M`],
		['a report with more', `${esc}[<0;10;3;4M`],
		['figures out of all measure', `${esc}[<0;100000;3M${esc}[<0;10;1000000M${esc}[<00000;1;1M`],
		['figures that are none', `${esc}[<0;1:2;3M${esc}[<;;M${esc}[<-1;1;1M`],
		['the older protocols', `${esc}[M !!${esc}[0;10;3M`],
		['a report inside a paste', `${esc}[200~${esc}[<0;10;3M${esc}[201~`],
	])('tells nothing of %s', (_name, input) => {
		const told: MouseReport[] = [];
		createInputFilter(report => told.push(report)).feed(`${input}j`, 0);
		expect(told).toEqual([]);
	});

	it('holds a paste until its end has come', () => {
		const filter = createInputFilter();
		expect(filter.feed(`${esc}[200~Sto`, 0)).toBe('');
		expect(filter.feed('p D y', 10)).toBe('');
		expect(filter.feed(`!${esc}[201~j`, 20)).toBe(`${esc}[200~Stop D y!${esc}[201~j`);
	});

	it('drops a paste or a string without an end when a key comes after a pause', () => {
		for (const begun of [`${esc}[200~never ended`, `${esc}P>|never ended`, `${esc}[<0;1`]) {
			const filter = createInputFilter();
			filter.feed(begun, 0);
			expect(filter.feed('q', 1000)).toBe('q');
		}
	});

	it('lets ^c through what was taken for a string', () => {
		expect(through(`${esc}Pnot a string\u{3}`)).toBe('\u{3}');
	});

	it('keeps what it holds bounded', () => {
		const filter = createInputFilter();
		filter.feed(`${esc}[200~`, 0);
		for (let count = 0; count < 100; count++) expect(filter.feed('D'.repeat(10_000), count)).toBe('');
		const passed = filter.feed(`${esc}[201~j`, 200);
		expect(passed.endsWith(`${esc}[201~j`)).toBe(true);
		expect(passed.length).toBeLessThan(110_000);
	});
});

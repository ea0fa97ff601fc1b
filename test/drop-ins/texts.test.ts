import originalWidth from 'string-width';
import {expect, test} from 'vitest';
import type {DOMElement, DOMNode} from '../../node_modules/ink/build/dom.js';
import originalSquash from '../../node_modules/ink/build/squash-text-nodes.js';
import {isNarrow} from '../../source/drop-ins/narrow-text.ts';
import {squashTextNodes} from '../../source/drop-ins/squash-text-nodes.ts';
import {stringWidth} from '../../source/drop-ins/string-width.ts';
import {widestLine} from '../../source/drop-ins/widest-line.ts';
import {createDice, type Dice} from '../fuzz/dice.ts';
import {randomText} from './random-text.ts';

test('each narrow character is one grapheme of one cell beside any other, and no blank but the space', () => {
	const characters = Array.from({length: 0x10000}, (_, code) => String.fromCharCode(code)).filter(isNarrow);
	expect(characters.length).toBeGreaterThan(800);
	const segmenter = new Intl.Segmenter();
	const whole = [...characters, ...characters.toReversed(), ...characters.flatMap(one => [one, one])];
	expect([...segmenter.segment(whole.join(''))].map(({segment}) => segment)).toEqual(whole);
	expect(characters.filter(one => originalWidth(one) !== 1)).toEqual([]);
	expect(characters.filter(one => one.trimEnd() === '')).toEqual([' ']);
	expect(characters.filter(one => /[\p{Control}\p{Mark}\p{Default_Ignorable_Code_Point}]/u.test(one))).toEqual([]);
});

test('random texts are as wide as the originals say', () => {
	for (let seed = 0; seed < 6000; seed += 1) {
		const text = randomText(createDice(seed));
		expect(stringWidth(text), `seed ${seed}`).toBe(originalWidth(text));
		expect(widestLine(text), `seed ${seed}`).toBe(Math.max(...text.split('\n').map(line => originalWidth(line))));
	}
});

test('what string-width can be told is heard', () => {
	expect(stringWidth('\u001b[31ma', {countAnsiEscapeCodes: true})).toBe(5);
	expect(stringWidth('▁', {ambiguousIsNarrow: false})).toBe(2);
});

test('a text that is longer than any screen', () => {
	const text = '\u001b[31ma●\u001b[39m'.repeat(100_000);
	expect(stringWidth(text)).toBe(200_000);
	expect(widestLine(`${text}\nb`)).toBe(200_000);
});

const randomNode = (dice: Dice, nodeName: DOMElement['nodeName'], depth: number): DOMElement => {
	const node: DOMElement = {nodeName, attributes: {}, childNodes: [], parentNode: undefined, style: {}};
	if (dice.oneIn(3)) node.internal_transform = (line, index) => `\u001b[1m${index}${line}\u001b[22m`;
	if (dice.oneIn(9)) node.isHidden = true;
	const add = (child: DOMNode): number => node.childNodes.push(child);
	for (let count = dice.oneIn(2) ? 1 : dice.below(4); count > 0; count -= 1) {
		if (depth > 0 && dice.oneIn(3)) add(randomNode(dice, 'ink-virtual-text', depth - 1));
		else add({nodeName: '#text', nodeValue: randomText(dice), parentNode: node, style: {}});
	}
	return node;
};

test("the text of a random node is Ink's own, also when it is asked for again", () => {
	for (let seed = 0; seed < 5000; seed += 1) {
		const dice = createDice(seed);
		const node = randomNode(dice, dice.oneIn(5) ? 'ink-virtual-text' : 'ink-text', 2);
		const expected = originalSquash(node);
		expect(squashTextNodes(node), `seed ${seed}`).toBe(expected);
		expect(squashTextNodes(node), `seed ${seed}, again`).toBe(expected);
	}
});

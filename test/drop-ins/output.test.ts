import {expect, test} from 'vitest';
import Original from '../../node_modules/ink/build/output.js';
import {createOutput} from '../../source/drop-ins/output.ts';
import {createDice} from '../fuzz/dice.ts';
import {type Call, nextCalls, outputOf, randomCalls} from './random-writes.ts';

const write = (x: number, y: number, text: string): Call => ({x, y, text, transformers: []});

const outputs = (size: {readonly width: number; readonly height: number}, calls: readonly Call[]) => ({
	ours: outputOf(createOutput(size), calls),
	inks: outputOf(new Original(size), calls),
});

test("frames of random writes and clips are Ink's own, whatever changes from one to the next", () => {
	for (let seed = 0; seed < 1500; seed += 1) {
		const dice = createDice(seed);
		const size = {width: dice.oneIn(30) ? 0 : 1 + dice.below(24), height: dice.below(8)};
		let calls = randomCalls(dice);
		for (let frame = 0; frame < 4; frame += 1) {
			const {ours, inks} = outputs(dice.oneIn(9) ? {...size, width: size.width + 2} : size, calls);
			expect(ours, `seed ${seed}, frame ${frame}`).toEqual(inks);
			calls = nextCalls(dice, calls);
		}
	}
});

test.each([
	['styles whose order changes without a code', '\u001b[1m\u001b[31ma\u001b[22m\u001b[1mb'],
	['a style that is taken back before anything has it', '\u001b[31m\u001b[39ma'],
	['blanks in inverse video at the end', '\u001b[7ma   \u001b[27m'],
	['blanks at the end after a colour', '\u001b[32ma\u001b[39m   '],
	['one colour after another', '\u001b[31ma\u001b[39m\u001b[32mb\u001b[39m'],
	['a blank that no terminal breaks at', 'a\u00a0'],
])('%s', (_, text) => {
	const {ours, inks} = outputs({width: 8, height: 2}, [write(0, 0, text), write(1, 1, text)]);
	expect(ours).toEqual(inks);
});

test('thousands of colours that are each seen once', () => {
	for (let step = 0; step < 3000; step += 1) {
		const text = `\u001b[38;2;${step % 256};${step >> 8};7ma\u001b[1mb\u001b[39mc`;
		const {ours, inks} = outputs({width: 4, height: 1}, [write(0, 0, text), write(1, 0, '\u001b[31mx')]);
		expect(ours).toEqual(inks);
	}
});

test('a row is painted from what is written, also when another screen was painted in between', () => {
	const size = {width: 12, height: 3};
	const frame = [write(0, 0, 'one'), write(0, 1, 'two')];
	expect(outputs(size, frame).ours.output).toBe('one\ntwo\n');
	expect(outputs({width: 3, height: 1}, [write(0, 0, 'other')]).ours).toEqual({output: 'other', height: 1});
	expect(outputs(size, frame).ours.output).toBe('one\ntwo\n');
});

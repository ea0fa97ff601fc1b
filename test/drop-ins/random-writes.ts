import type {Dice} from '../fuzz/dice.ts';
import {randomText} from './random-text.ts';

type Transformer = (line: string, index: number) => string;

type Edges = {
	readonly x1: number | undefined;
	readonly x2: number | undefined;
	readonly y1: number | undefined;
	readonly y2: number | undefined;
};

/** One call of an Output: something to write, or a clip that begins or ends. */
export type Call =
	| {readonly x: number; readonly y: number; readonly text: string; readonly transformers: Transformer[]}
	| {readonly clip: Edges}
	| 'unclip';

/** What the drop-in and Ink's own Output have in common. */
export type Screen = {
	write(x: number, y: number, text: string, options: {transformers: Transformer[]}): void;
	clip(edges: Edges): void;
	unclip(): void;
	get(): {readonly output: string; readonly height: number};
};

const transformers: readonly Transformer[] = [
	line => line,
	line => line.toUpperCase(),
	line => `\u001b[35m${line}\u001b[39m`,
	line => `\u001b[1m${line}\u001b[22m`,
	(line, index) => `${index}${line}`,
	line => line.slice(0, 5),
	() => '',
	() => '漢 \u001b[7m\u0301x',
	line => `${line}\n.`,
	// As one that is written in JavaScript may.
	line => JSON.parse(`${line.length}`),
];

const randomEdges = (dice: Dice): Edges => {
	const [x, y] = [dice.below(24) - 3, dice.below(9) - 2];
	const [isWide, isHigh] = [dice.oneIn(4), dice.oneIn(4)];
	return {
		x1: isWide ? undefined : x,
		x2: isWide ? undefined : x + dice.below(22) - 1,
		y1: isHigh ? undefined : y,
		y2: isHigh ? undefined : y + dice.below(8) - 1,
	};
};

const randomCall = (dice: Dice): Call => {
	if (dice.oneIn(6)) return {clip: randomEdges(dice)};
	if (dice.oneIn(6)) return 'unclip';
	return {
		x: dice.oneIn(3) ? 0 : dice.below(26) - 4,
		y: dice.below(9) - 1,
		text: randomText(dice, 30),
		transformers: dice.oneIn(3) ? [dice.pick(transformers)] : dice.oneIn(8) ? [...transformers.slice(0, 3)] : [],
	};
};

/** The calls of a first frame. */
export const randomCalls = (dice: Dice): readonly Call[] =>
	Array.from({length: 1 + dice.below(14)}, () => randomCall(dice));

/** The calls of the next frame: most of them are those of the frame before. */
export const nextCalls = (dice: Dice, calls: readonly Call[]): readonly Call[] => {
	const next = calls.map(call => (dice.oneIn(5) ? randomCall(dice) : call));
	if (dice.oneIn(5)) next.splice(dice.below(next.length + 1), 0, randomCall(dice));
	if (dice.oneIn(5)) next.splice(dice.below(next.length), 1);
	return next;
};

/** What a screen makes of calls. */
export const outputOf = (
	screen: Screen,
	calls: readonly Call[],
): {readonly output: string; readonly height: number} => {
	for (const call of calls) {
		if (call === 'unclip') screen.unclip();
		else if ('clip' in call) screen.clip(call.clip);
		else screen.write(call.x, call.y, call.text, {transformers: call.transformers});
	}
	return screen.get();
};

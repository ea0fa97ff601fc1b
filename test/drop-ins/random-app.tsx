import {Writable} from 'node:stream';
import type {BoxProps, TextProps} from 'ink';
import {Box, render, Text, Transform} from 'ink';
import {createDice, type Dice} from '../fuzz/dice.ts';
import {randomRow, randomText} from './random-text.ts';

const colours = ['', '', '', 'red', 'blueBright', '#12ab34', 'ansi256(99)'] as const;
const wraps = ['wrap', 'hard', 'truncate', 'truncate-middle', 'truncate-start'] as const;

const corners = {topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '\u001b[31m+'} as const;
const borders = ['round', 'single', 'double', {...corners, top: '=', bottom: '漢', left: 'é', right: '│'}] as const;

// No colour is the empty text.
const colour = (dice: Dice): string => dice.pick(colours);

/** What the same place in the tree does in each frame: most places stay as they are. */
type Moment = {readonly seed: number; readonly frame: number};

/** Chance at a place of the tree: it repeats itself from frame to frame, but for one time in `odds`. */
const diceAt = ({seed, frame}: Moment, path: number, odds: number): Dice => {
	const place = seed * 7919 + path;
	let changes = 0;
	for (let past = 1; past <= frame; past += 1) if (createDice(place * 31 + past).oneIn(odds)) changes = past;
	return createDice(place * 101 + changes);
};

const textProps = (dice: Dice): TextProps => ({
	color: colour(dice),
	backgroundColor: dice.oneIn(3) ? colour(dice) : '',
	bold: dice.oneIn(6),
	inverse: dice.oneIn(8),
	dimColor: dice.oneIn(8),
	wrap: dice.pick(wraps),
});

const RandomText = ({moment, path}: {readonly moment: Moment; readonly path: number}) => {
	const dice = diceAt(moment, path, 3);
	// As wide in every frame, or nearly.
	const width = diceAt(moment, path, 9).below(40);
	if (width > 12) return <Text wrap={width % 4 === 0 ? 'wrap' : 'truncate'}>{randomRow(dice, width)}</Text>;
	if (dice.oneIn(2)) return <Text wrap="truncate">{randomText(dice)}</Text>;
	return (
		<Text {...textProps(dice)}>
			{randomText(dice)}
			{dice.oneIn(3) ? <Text {...textProps(dice)}>{randomText(dice, 8)}</Text> : null}
			{dice.oneIn(4) ? randomText(dice, 8) : ''}
		</Text>
	);
};

const boxProps = (dice: Dice): BoxProps => ({
	flexDirection: dice.pick(['row', 'column', 'column', 'row-reverse']),
	...(dice.oneIn(2) ? {width: dice.below(30)} : dice.oneIn(3) ? {width: `${dice.below(101)}%`} : {}),
	...(dice.oneIn(2) ? {height: dice.below(8)} : {}),
	...(dice.oneIn(2) ? {flexShrink: 0} : dice.oneIn(2) ? {flexGrow: 1} : {}),
	...(dice.oneIn(5) ? {alignItems: 'center', justifyContent: 'space-between'} : {}),
	...(dice.oneIn(3) ? {overflow: 'hidden'} : dice.oneIn(6) ? {overflowX: 'hidden'} : {}),
	...(dice.oneIn(4) ? {borderStyle: dice.pick(borders), borderColor: colour(dice), borderTop: !dice.oneIn(5)} : {}),
	...(dice.oneIn(5) ? {position: 'absolute', marginLeft: dice.below(20) - 3, marginTop: dice.below(8) - 2} : {}),
	...(dice.oneIn(5) ? {backgroundColor: colour(dice)} : {}),
	...(dice.oneIn(6) ? {padding: 1, gap: dice.below(2)} : {}),
	...(dice.oneIn(9) ? {display: 'none'} : {}),
});

type Place = {readonly moment: Moment; readonly path: number; readonly depth: number};

const RandomBox = ({moment, path, depth}: Place) => {
	const dice = diceAt(moment, path, 6);
	const children = Array.from({length: path === 0 ? 3 : dice.below(4)}, (_, index) => {
		const at = path * 5 + index + 1;
		if (depth > 0 && dice.oneIn(2)) return <RandomBox key={at} moment={moment} path={at} depth={depth - 1} />;
		if (!dice.oneIn(6)) return <RandomText key={at} moment={moment} path={at} />;
		return (
			<Transform key={at} transform={(line, row) => `${row}:${line.toUpperCase()}`}>
				<RandomText moment={moment} path={at} />
			</Transform>
		);
	});
	return path === 0 ? (
		<Box flexDirection="column" minHeight={dice.below(12)}>
			{children}
		</Box>
	) : (
		<Box {...boxProps(dice)}>{children}</Box>
	);
};

/** What Ink writes for a random app and for what it becomes, frame by frame. */
export const randomFrames = (seed: number, count: number): readonly string[] => {
	const written: string[] = [];
	const screen = new Writable({
		decodeStrings: false,
		write(frame, _, done) {
			written.push(String(frame));
			done();
		},
	});
	// Safe: Ink asks for nothing else than what is given here where it is not interactive.
	const stdout = Object.assign(screen, {columns: 40, rows: 12}) as unknown as NodeJS.WriteStream;
	const at = (number: number) => <RandomBox moment={{seed, frame: number}} path={0} depth={3} />;
	const app = render(at(0), {stdout, debug: true, patchConsole: false, exitOnCtrlC: false, interactive: false});
	for (let number = 1; number < count; number += 1) app.rerender(at(number));
	app.unmount();
	return written;
};

import process from 'node:process';
import type {ThemeName} from './model/theme-name.ts';
import {type AskedGround, askGround} from './terminal/ask-ground.ts';
import {unblockOutput} from './terminal/output.ts';
import {isAsciiTerminal} from './ui/ascii.ts';
import {createTheme, hasManyColors, isColoredTerminal, setTheme} from './ui/theme.ts';

/** What the theme is chosen by, beside the environment. */
export type ThemeOptions = {
	readonly name: ThemeName;
	readonly isAscii: boolean;
	/** Whether there will be a screen with keys: only then is the terminal asked for its background. */
	readonly isScreen: boolean;
};

/** A theme that waits for the terminal's answer. */
export type StartingTheme = {
	/** Resolves when the theme is in force and the keyboard is free for whoever takes it next. */
	readonly settled: () => Promise<void>;
	/** Resolves when ^C was pressed before that. */
	readonly interrupted: Promise<'interrupted'>;
	/** Gives the keyboard back at once. */
	readonly release: () => void;
};

type Streams = {readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream};

/** Whether nothing but ASCII is drawn: by a flag, or as the locale says. */
export const drawsAscii = (isAsked: boolean): boolean => isAsked || isAsciiTerminal(process.env);

// A theme of one ground needs no answer, and what has no colours neither.
const ask = (
	{name, isScreen}: ThemeOptions,
	isColored: boolean,
	streams: Streams,
	interrupt: () => void,
): AskedGround | undefined => {
	if (!isScreen || !isColored || name === 'dark' || name === 'light') return undefined;
	// A terminal that nobody reads must not hold up the start.
	unblockOutput(streams.stdout);
	return askGround(streams, interrupt);
};

/** Puts a theme in force, and asks the terminal for its background where the theme depends on it: dark until it answers. */
export const startTheme = (options: ThemeOptions, streams: Streams): StartingTheme => {
	const isColored = isColoredTerminal(process.env) && streams.stdout.isTTY;
	// What another program reads keeps its letters: it knows which charset it wants.
	const isAscii = streams.stdout.isTTY && drawsAscii(options.isAscii);
	const name = options.name === 'auto' && !hasManyColors(process.env) ? '16-colours' : options.name;
	setTheme(createTheme({isColored, isAscii, name}));
	const interrupted = Promise.withResolvers<'interrupted'>();
	const asked = ask(options, isColored, streams, () => interrupted.resolve('interrupted'));
	return {
		settled: async () => {
			const ground = (await asked?.ground) ?? 'dark';
			setTheme(createTheme({isColored, isAscii, name, ground}));
			asked?.release();
		},
		interrupted: interrupted.promise,
		release: () => asked?.release(),
	};
};

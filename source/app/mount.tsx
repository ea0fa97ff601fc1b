import {render} from 'ink';
import type {EngineError} from '../engine/engine-error.ts';
import {createInputStream, quietModes} from '../terminal/input-stream.ts';
import {createMouse} from '../terminal/mouse.ts';
import {createScreenStream} from '../terminal/screen-stream.ts';
import {App} from './app.tsx';
import {ConnectScreen} from './connect-screen.tsx';
import {createScreen, type ScreenOptions} from './screen.ts';

/** The terminal, or what a test puts in its place. */
export type Streams = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
};

/** What has the whole terminal to itself. */
export type Mounted = {
	/** Resolves when Ink ends by itself. */
	readonly ended: Promise<void>;
	/** Stops the screen; the terminal is still taken. */
	readonly stop: () => void;
	/** Gives the terminal back. */
	readonly unmount: () => Promise<void>;
};

const renderOptions = {
	// Ink turns itself off where CI is set; whether there is a terminal was asked before.
	interactive: true,
	exitOnCtrlC: false,
	// Each commit gives its whole frame to a stream of ours, which sends what changed of it.
	debug: true,
	patchConsole: false,
	alternateScreen: true,
} as const;

/** Puts the live screen on the terminal. */
export const mountScreen = (options: ScreenOptions, streams: Streams): Mounted => {
	const screen = createScreen(options);
	const mouse = createMouse(options.settings.hasMouse);
	const watcher = {current: screen.picture, taken: screen.taken};
	const {stdout, ...drawing} = createScreenStream(streams.stdout, watcher, mouse);
	// Before the first frame: what is typed at it must not be echoed into it.
	streams.stdin.setRawMode(true);
	streams.stdout.write(quietModes);
	const terminal = {...drawing, onMouse: mouse.subscribe, bare: streams};
	const app = render(<App screen={screen} terminal={terminal} suspend={options.suspend} />, {
		...renderOptions,
		...streams,
		stdout,
		stdin: createInputStream(streams.stdin, mouse.tell),
	});
	const ended = app.waitUntilExit().then(() => undefined);
	return {
		ended,
		stop: screen.close,
		unmount: () => {
			app.unmount();
			return ended;
		},
	};
};

/** Asks what to do when no engine answers and none was named. */
export const askForEngine = async (error: EngineError, streams: Streams): Promise<'retry' | 'demo' | 'quit'> => {
	const answer = Promise.withResolvers<'retry' | 'demo' | 'quit'>();
	streams.stdout.write(quietModes);
	const app = render(<ConnectScreen error={error} answer={answer.resolve} />, {
		...renderOptions,
		...streams,
		stdout: createScreenStream(streams.stdout).stdout,
		stdin: createInputStream(streams.stdin),
	});
	const chosen = await Promise.race([answer.promise, app.waitUntilExit().then(() => 'quit' as const)]);
	app.unmount();
	await app.waitUntilExit();
	return chosen;
};

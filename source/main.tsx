import process from 'node:process';
import {render} from 'ink';
import {App} from './app/app.tsx';
import {ConnectScreen} from './app/connect-screen.tsx';
import {createScreen} from './app/screen.ts';
import {findAddresses} from './engine/addresses.ts';
import {connectEngine, connectFirst} from './engine/connect.ts';
import type {Engine, EngineAddress} from './engine/engine.ts';
import {EngineError} from './engine/engine-error.ts';
import type {ResourceId} from './resources/registry.ts';
import {onEndingSignal} from './signals.ts';
import type {Monitor} from './store/monitor.ts';
import {startMonitor} from './store/start-monitor.ts';
import type {StatsTier} from './store/state.ts';
import {isDrained, unblockOutput} from './terminal-output.ts';
import {createTheme, isColoredTerminal, setTheme} from './ui/theme.ts';

/** What the command line asked for. */
export type MainOptions = {
	readonly host?: string;
	readonly context?: string;
	readonly isDemo: boolean;
	readonly isReadOnly: boolean;
	readonly isJson: boolean;
	/** Print one table and exit. */
	readonly once?: ResourceId;
	readonly tier?: StatsTier;
};

/** The terminal, or what a test puts in its place. */
export type Streams = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
};

type Found = {readonly engine: Engine; readonly address: EngineAddress; readonly stop?: () => Promise<void>};

/** Exit code for what the person can mend: addresses, rights, flags. */
const usersFault = 2;

/** How long a terminal that is not being read may hold up the end of the program, ms. */
const drainTime = 300;

const renderOptions = {
	// Ink turns itself off where CI is set; whether there is a terminal was asked before.
	interactive: true,
	exitOnCtrlC: false,
	patchConsole: false,
} as const;

const openDemo = async (): Promise<Found> => {
	const {startDemo} = await import('./demo.ts');
	const demo = await startDemo();
	const engine = await connectEngine(demo.address, new AbortController().signal);
	return {engine, address: demo.address, stop: demo.stop};
};

/** Watches one engine; the first connection is the one that was made already. */
const monitorOf = (found: Found, tier: StatsTier | undefined): Monitor => {
	let first: Engine | undefined = found.engine;
	return startMonitor({
		host: found.engine.host,
		address: found.address.url,
		connect: signal => {
			const engine = first;
			first = undefined;
			return engine === undefined ? connectEngine(found.address, signal) : Promise.resolve(engine);
		},
		...(tier === undefined ? {} : {tier}),
	});
};

/** Runs the live screen until it is quit, its terminal goes away, or a signal ends it; resolves with the exit code. */
const runScreen = async (found: Found, options: MainOptions, streams: Streams): Promise<number> => {
	const monitor = monitorOf(found, options.tier);
	const leaving = Promise.withResolvers<number>();
	const unlisten = onEndingSignal(leaving.resolve);
	const screen = createScreen({
		monitor,
		isReadOnly: options.isReadOnly,
		size: {columns: streams.stdout.columns, rows: streams.stdout.rows},
		now: Date.now,
		quit: () => leaving.resolve(0),
		copy: text => streams.stdout.write(`\u{1b}]52;c;${Buffer.from(text).toString('base64')}\u{7}`),
	});
	unblockOutput(streams.stdout);
	// The cursor is shown again through it.
	unblockOutput(streams.stderr);
	const app = render(<App screen={screen} />, {...renderOptions, ...streams, alternateScreen: true});
	// A terminal that is gone tells it as an error of its streams; some tell no signal.
	const onGone = (): void => leaving.resolve(129);
	streams.stdout.on('error', onGone);
	streams.stdin.on('error', onGone);
	const exitCode = await Promise.race([leaving.promise, app.waitUntilExit().then(() => 0)]);
	unlisten();
	screen.close();
	monitor.close();
	// A terminal that nobody reads may not hold up the end. Changing its modes waits until it has taken all output: where
	// that does not happen, it is left to the end of the process, when Node puts the modes back without waiting.
	if (!(await isDrained(streams.stdout, drainTime))) {
		streams.stdin.setRawMode = () => streams.stdin;
		return exitCode;
	}
	app.unmount();
	await app.waitUntilExit();
	return exitCode;
};

/** Asks what to do when no engine answers and none was named. */
const askForEngine = async (error: EngineError, streams: Streams): Promise<'retry' | 'demo' | 'quit'> => {
	const answer = Promise.withResolvers<'retry' | 'demo' | 'quit'>();
	const app = render(<ConnectScreen error={error} answer={answer.resolve} />, {
		...renderOptions,
		...streams,
		alternateScreen: true,
	});
	const chosen = await Promise.race([answer.promise, app.waitUntilExit().then(() => 'quit' as const)]);
	app.unmount();
	await app.waitUntilExit();
	return chosen;
};

const findEngine = async (options: MainOptions, streams: Streams): Promise<Found | undefined> => {
	if (options.isDemo) return openDemo();
	const isInteractive = options.once === undefined;
	for (;;) {
		const {list, isNamed} = await findAddresses(options, process.env);
		try {
			return await connectFirst(list, new AbortController().signal);
		} catch (error) {
			if (!(error instanceof EngineError) || isNamed || !isInteractive) throw error;
			const chosen = await askForEngine(error, streams);
			if (chosen === 'quit') return undefined;
			if (chosen === 'demo') return openDemo();
		}
	}
};

/** Runs what was asked for; resolves with the exit code. Faults of the person's surroundings are told in one message. */
export const main = async (options: MainOptions, streams: Streams = process): Promise<number> => {
	const isColored = isColoredTerminal(process.env) && streams.stdout.isTTY;
	setTheme(createTheme({isColored}));
	const isTerminal = streams.stdin.isTTY && streams.stdout.isTTY;
	// Output that is not a terminal gets the table of containers instead of a screen that nobody could see.
	const settled: MainOptions = isTerminal || options.once !== undefined ? options : {...options, once: 'containers'};
	let found: Found | undefined;
	try {
		found = await findEngine(settled, streams);
		if (found === undefined) return 0;
		if (settled.once === undefined) {
			return await runScreen(found, settled, streams);
		}
		const {printOnce} = await import('./app/print-once.ts');
		const monitor = monitorOf(found, settled.tier);
		try {
			return await printOnce(monitor, {resource: settled.once, isJson: settled.isJson}, streams);
		} finally {
			monitor.close();
		}
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		const advice = error.advice === undefined ? '' : `\n  ${error.advice}`;
		streams.stderr.write(`tallyman: ${error.message}${advice}\n`);
		return usersFault;
	} finally {
		found?.engine.close();
		await found?.stop?.();
	}
};

import {appendFile} from 'node:fs';
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {vocabularyOf} from './app/command/vocabulary.ts';
import type {Streams} from './app/mount.tsx';
import type {OnceChoice} from './app/once/once-choice.ts';
import type {OnceOutput} from './app/once/once-output.ts';
import type {LogsOptions} from './app/once/print-logs.ts';
import {type Audit, openAudit} from './audit.ts';
import {EngineError} from './engine/engine-error.ts';
import {localPath} from './engine/local-file.ts';
import {type EngineChoice, type FindOptions, type Found, findEngines} from './find-engines.ts';
import {type History, historyFile, openHistory} from './history.ts';
import {cleanLines, cleanText} from './model/clean-text.ts';
import {printingOf} from './printing.ts';
import {onFenced} from './resources/fence.ts';
import {addOwnCommands} from './resources/own-commands.ts';
import {allTables, type ResourceId} from './resources/registry.ts';
import {createRoster} from './roster.ts';
import {type Loaded, loadSettings, settingsFile} from './settings/load-settings.ts';
import type {Settings} from './settings/settings.ts';
import {onEndingSignal, suspend} from './signals.ts';
import type {Monitor} from './store/monitor.ts';
import {usualIntervals} from './store/session.ts';
import type {StatsTier} from './store/state.ts';
import {isDrained, unblockOutput} from './terminal/output.ts';
import {drawsAscii, type StartingTheme, startTheme} from './theme-start.ts';
import {isColoredTerminal} from './ui/theme.ts';

/** What the command line asked for. */
export type MainOptions = EngineChoice & {
	readonly isReadOnly: boolean;
	/** Print one list and exit. */
	readonly once?: ResourceId;
	/** In which shape it is printed; a table without it. */
	readonly output?: OnceOutput;
	/** Which rows of it, in which order. */
	readonly choice?: OnceChoice;
	/** Whether it is told again whenever it changes, until nobody reads it any more. */
	readonly isWatching?: boolean;
	/** The word of a survey: what an engine tells of itself is printed in place of a list. */
	readonly survey?: string;
	/** What shall hold, each told in a line. */
	readonly checks?: readonly string[];
	/** Logs that are printed in place of a list. */
	readonly logs?: LogsOptions;
	/** Without figures of usage, and without waiting for them. */
	readonly isUsageLess?: boolean;
	readonly tier?: StatsTier;
	/** What is set, in place of any file. */
	readonly settings?: Settings;
	/** The configuration file, in place of the one in the usual folder. */
	readonly config?: string;
	/** Print what is set, and from where, and exit. */
	readonly isConfigAsked?: boolean;
	/** A file to which every request that may write is appended. */
	readonly audit?: string;
	/** Whether what is typed is kept over sessions, where the settings say so too. */
	readonly hasHistory?: boolean;
	/** Nothing but ASCII, whatever the locale says. */
	readonly isAscii?: boolean;
};

/** Exit code of a program that ^C ended. */
const interruptedCode = 130;

/** Exit code for what the person can mend: addresses, rights, flags. */
const usersFault = 2;

/** How long a terminal that is not being read, or a disk, may hold up the end of the program, ms. */
const drainTime = 300;

/** How long the first frame waits for the first list, ms: a frame without it takes as long to draw as one with it. */
const listPatience = 150;

// The largest part of the program by far: it loads while the engine answers.
const loadScreens = () => import('./app/mount.tsx');

/** Resolves when there is something to show, or it is time to show that there is nothing yet. */
const firstList = ({store}: Monitor): Promise<void> =>
	new Promise(resolve => {
		const finish = (): void => {
			clearTimeout(timer);
			unsubscribe();
			resolve();
		};
		const timer = setTimeout(finish, listPatience);
		const [first] = allTables();
		const unsubscribe = store.subscribe(state => {
			if (first?.isSettled(state) !== false || state.connection.status === 'lost') finish();
		});
	});

/** Runs the live screen until it is quit, its terminal goes away, or a signal ends it; resolves with the exit code. */
const runScreen = async (
	found: Found,
	options: MainOptions,
	{loaded, theme, audit}: {readonly loaded: Loaded; readonly theme: StartingTheme; readonly audit: Audit | undefined},
	streams: Streams,
): Promise<number> => {
	const {settings} = loaded;
	const isKept = options.hasHistory === true && settings.hasHistory;
	const history: History | undefined = isKept ? openHistory(historyFile(process.env)) : undefined;
	const watching = {tier: options.tier, loaded, isReadOnly: options.isReadOnly};
	const monitor = found.watchTogether(watching);
	const roster = createRoster(monitor, {watching, tls: options.tls});
	audit?.namesFrom(monitor.store.getState);
	const removeCommands = addOwnCommands(settings.commands);
	const leaving = Promise.withResolvers<number>();
	const unlisten = onEndingSignal(leaving.resolve);
	void theme.interrupted.then(() => leaving.resolve(interruptedCode));
	const listed = firstList(monitor);
	const {mountScreen} = await loadScreens();
	await listed;
	await theme.settled();
	unblockOutput(streams.stdout);
	// The cursor is shown again through it.
	unblockOutput(streams.stderr);
	const mounted = mountScreen(
		{
			monitor,
			settings,
			roster,
			isReadOnly: options.isReadOnly || settings.isReadOnly,
			size: {columns: streams.stdout.columns, rows: streams.stdout.rows},
			now: monitor.now,
			quit: () => leaving.resolve(0),
			spent: () => {
				const {user, system} = process.cpuUsage();
				return {
					cpu: (user + system) / 1000,
					memory: process.memoryUsage.rss(),
					written: streams.stdout.bytesWritten,
				};
			},
			suspend,
			onFault: listener => {
				audit?.onFault(listener);
				history?.onFault(listener);
			},
			...(history === undefined ? {} : {history}),
			...(audit === undefined ? {} : {onProgram: audit.onProgram}),
			copy: text => streams.stdout.write(`\u{1b}]52;c;${Buffer.from(text).toString('base64')}\u{7}`),
		},
		streams,
	);
	// A terminal that is gone tells it as an error of its streams; some tell no signal.
	const onGone = (): void => leaving.resolve(129);
	streams.stdout.on('error', onGone);
	streams.stdin.on('error', onGone);
	const exitCode = await Promise.race([leaving.promise, mounted.ended.then(() => 0)]);
	unlisten();
	mounted.stop();
	monitor.close();
	removeCommands();
	await Promise.race([history?.close(), pause(drainTime, undefined, {ref: false})]);
	// A terminal that nobody reads may not hold up the end. Changing its modes waits until it has taken all output: where
	// that does not happen, it is left to the end of the process, when Node puts the modes back without waiting.
	if (await isDrained(streams.stdout, drainTime)) await mounted.unmount();
	else streams.stdin.setRawMode = () => streams.stdin;
	return exitCode;
};

/** Asks on a screen of its own what to do without an engine. */
const askWith =
	(theme: StartingTheme, streams: Streams): NonNullable<FindOptions['ask']> =>
	async error => {
		const {askForEngine} = await loadScreens();
		await theme.settled();
		return askForEngine(error, streams);
	};

/** Keeps the traces of errors in panels, which the screen only names, where a person who looks for them said. */
const keepTraces = (path: string | undefined): void => {
	if (path === undefined || path === '') return;
	onFenced((where, error) => {
		const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
		appendFile(path, `${new Date().toISOString()} ${where}\n${trace}\n`, () => undefined);
	});
};

/** What is set: handed in, or read from a file. */
const settingsOf = async ({settings, config}: MainOptions): Promise<Loaded | {readonly misuse: string}> =>
	settings === undefined
		? loadSettings(settingsFile(config, process.env), () => vocabularyOf(usualIntervals))
		: {settings, faults: [], lines: new Map()};

/** Prints what is set; resolves with the exit code, by which a script can check a file. */
const printSettings = async (loaded: Loaded, options: MainOptions, {stdout}: Streams): Promise<number> => {
	const {settingsText} = await import('./settings/settings-text.ts');
	const {path} = settingsFile(options.config, process.env);
	const notes = [
		loaded.file === undefined ? `There is no ${path}: all is as usual.` : `Lines are those of ${path}.`,
		isColoredTerminal(process.env) ? undefined : 'No theme is in force: NO_COLOR, or TERM=dumb.',
		drawsAscii(options.isAscii === true)
			? `Only ASCII is drawn: ${options.isAscii === true ? '--ascii' : 'the locale'}.`
			: undefined,
	];
	const flags = {
		...(options.isReadOnly ? {'read-only': {value: 'on', flag: '--read-only'}} : {}),
		...(options.audit === undefined ? {} : {audit: {value: localPath(options.audit), flag: '--audit'}}),
	};
	const told = notes.filter(note => note !== undefined);
	// Whole, however long it is: it may be made a file again.
	const text = settingsText(loaded, vocabularyOf(usualIntervals), flags, told);
	stdout.write(text.split('\n').map(cleanText).join('\n'));
	return loaded.faults.length === 0 ? 0 : usersFault;
};

/** Runs what was asked for; resolves with the exit code. Faults of the person's surroundings are told in one message. */
export const main = async (options: MainOptions, streams: Streams = process): Promise<number> => {
	keepTraces(process.env.TALLYMAN_DEBUG);
	const loaded = await settingsOf(options);
	if ('misuse' in loaded) {
		streams.stderr.write(`tallyman: ${loaded.misuse}\n`);
		return usersFault;
	}
	for (const fault of loaded.faults) streams.stderr.write(`tallyman: ${fault}\n`);
	if (options.isConfigAsked === true) return await printSettings(loaded, options, streams);
	const isTerminal = streams.stdin.isTTY && streams.stdout.isTTY;
	const printing = await printingOf(options, isTerminal);
	if (printing !== undefined && 'misuse' in printing) {
		streams.stderr.write(`tallyman: ${cleanLines(printing.misuse)}\n`);
		return usersFault;
	}
	const isScreen = printing === undefined;
	const audited = options.audit ?? loaded.settings.audit;
	const audit = audited === undefined ? undefined : openAudit(localPath(audited));
	if (audit !== undefined && 'fault' in audit) {
		streams.stderr.write(`tallyman: ${audit.fault}\n`);
		return usersFault;
	}
	const theme = startTheme({name: loaded.settings.theme, isAscii: options.isAscii === true, isScreen}, streams);
	let found: Found | undefined;
	try {
		const sought = findEngines(options, {
			warn: warning => streams.stderr.write(`tallyman: ${warning}\n`),
			attend: {begin: theme.settled, tell: line => streams.stderr.write(`${cleanText(line)}\n`)},
			...(isScreen ? {ask: askWith(theme, streams)} : {}),
		});
		const answer = await Promise.race([sought, theme.interrupted]);
		if (answer === 'interrupted') return interruptedCode;
		found = answer;
		if (found === undefined) return 0;
		if (printing === undefined) return await runScreen(found, options, {loaded, theme, audit}, streams);
		const monitor = found.watch({tier: options.tier, loaded, isReadOnly: options.isReadOnly});
		try {
			return await printing.print(monitor, streams);
		} finally {
			monitor.close();
		}
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		const advice = error.advice === undefined ? '' : `\n  ${error.advice}`;
		streams.stderr.write(`tallyman: ${cleanLines(`${error.message}${advice}`)}\n`);
		return usersFault;
	} finally {
		theme.release();
		await found?.close?.();
		audit?.close();
	}
};

import type {Duplex} from 'node:stream';
import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import {number, text, wire} from './wire.ts';

/** Size of a terminal in cells. */
export type TerminalSize = {readonly columns: number; readonly rows: number};

/** A command that runs in a container with a terminal of its own. */
export type Shell = {
	/** What is typed goes in, what it prints comes out; ends with the command, or with the connection. */
	readonly stream: Duplex;
	/** Tells the size of the terminal that it is shown on. Fails with an EngineError. */
	resize(size: TerminalSize, signal: AbortSignal): Promise<void>;
	/** Its exit code; undefined while it runs, as after it was left by its detach keys. */
	exitCode(signal: AbortSignal): Promise<number | undefined>;
	/** Takes away what was made for it alone; absent where nothing was. Never fails. */
	remove?(): Promise<void>;
};

/** What is run. */
export type ShellOptions = {
	/** The best shell that there is, where nothing is named. */
	readonly command?: readonly string[];
	readonly user?: string;
	readonly directory?: string;
	readonly size: TerminalSize;
};

/** Found by the container itself: the engine does not tell what is in an image. */
export const bestShell = ['/bin/sh', '-c', 'command -v bash >/dev/null 2>&1 && exec bash; exec sh'];

/** Starts a command in a running container, on a terminal; fails with an EngineError in the engine's words. */
export const openShell = async (
	calls: Calls,
	id: string,
	options: ShellOptions,
	signal: AbortSignal,
): Promise<Shell> => {
	const {command = bestShell, user, directory, size} = options;
	// Its lists are not written to.
	const created: unknown = await calls
		.changes(signal)
		.getContainer(id)
		.exec({
			AttachStdin: true,
			AttachStdout: true,
			AttachStderr: true,
			Tty: true,
			Cmd: [...command],
			Env: ['TERM=xterm-256color'],
			ConsoleSize: [size.rows, size.columns],
			...(user === undefined ? {} : {User: user}),
			...(directory === undefined ? {} : {WorkingDir: directory}),
		});
	const execId = text(wire(created).id);
	if (execId === undefined) throw new EngineError('rejected', 'the engine did not tell which command it made');
	const exec = (given: AbortSignal) => calls.changes(given).getExec(execId);
	const stream: Duplex = await calls.streams(signal).getExec(execId).start({hijack: true, stdin: true, Tty: true});
	return {
		stream,
		async resize({columns, rows}, given) {
			await exec(given).resize({h: rows, w: columns});
		},
		async exitCode(given) {
			const told = wire(await exec(given).inspect());
			return told.Running === true ? undefined : number(told.ExitCode);
		},
	};
};

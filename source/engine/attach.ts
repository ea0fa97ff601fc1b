import {Duplex} from 'node:stream';
import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import {createFrameParser} from './log-frames.ts';
import {bestShell, type Shell, type TerminalSize} from './shell.ts';
import {number, text, wire} from './wire.ts';

/** What was written without a terminal, as one shows it: told apart from its frames, each line from the left. */
const unframed = (socket: Duplex): Duplex => {
	const parse = createFrameParser();
	const shown = new Duplex({
		read: () => void socket.resume(),
		write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, done),
		destroy: (error, done) => {
			socket.destroy();
			done(error);
		},
	});
	socket.on('data', (chunk: Buffer) => {
		try {
			for (const {payload} of parse(chunk)) {
				const lines = payload.toString('latin1').replaceAll(/\r?\n/g, '\r\n');
				// A flood waits for the terminal, and not in our memory.
				if (!shown.push(Buffer.from(lines, 'latin1'))) socket.pause();
			}
		} catch (error) {
			shown.destroy(error instanceof Error ? error : new Error(String(error)));
		}
	});
	for (const event of ['end', 'close', 'error']) socket.once(event, () => shown.push(null));
	return shown;
};

const isRunning = (told: unknown): boolean => wire(wire(told).State).Running === true;

/** What an attached container and its end have in common. */
const shellOf = (calls: Calls, id: string, stream: Duplex, hasTty: boolean): Shell => {
	const container = (signal: AbortSignal) => calls.changes(signal).getContainer(id);
	return {
		stream,
		async resize({columns, rows}, signal) {
			if (hasTty) await container(signal).resize({h: rows, w: columns});
		},
		async exitCode(signal) {
			const told: unknown = await container(signal).inspect();
			return isRunning(told) ? undefined : number(wire(wire(told).State).ExitCode);
		},
	};
};

/** Attaches to the main process of a running container; fails with an EngineError in the engine's words. */
export const attachTo = async (calls: Calls, id: string, size: TerminalSize, signal: AbortSignal): Promise<Shell> => {
	const told: unknown = await calls.changes(signal).getContainer(id).inspect();
	if (!isRunning(told)) throw new EngineError('conflict', 'it does not run');
	const config = wire(wire(told).Config);
	const hasTty = config.Tty === true;
	const stream: unknown = await calls
		.streams(signal)
		.getContainer(id)
		.attach({
			stream: true,
			stdin: config.OpenStdin === true,
			stdout: true,
			stderr: true,
			hijack: true,
		});
	if (!(stream instanceof Duplex)) throw new EngineError('rejected', 'the engine did not hand its connection over');
	const shell = shellOf(calls, id, hasTty ? stream : unframed(stream), hasTty);
	// A program draws itself anew when its terminal gets another size, and only then.
	await shell.resize({columns: size.columns, rows: size.rows + 1}, signal).catch(() => undefined);
	return shell;
};

/** The body of a container that shares the processes and the network of another one. */
const debugOf = (target: string, image: string, size: TerminalSize) => ({
	Image: image,
	Entrypoint: [...bestShell],
	Cmd: [],
	Tty: true,
	OpenStdin: true,
	StdinOnce: true,
	AttachStdin: true,
	AttachStdout: true,
	AttachStderr: true,
	Env: ['TERM=xterm-256color'],
	Labels: {'tallyman.debugs': target},
	HostConfig: {
		PidMode: `container:${target}`,
		NetworkMode: `container:${target}`,
		// To look at what the other's processes have open.
		CapAdd: ['SYS_PTRACE'],
		// Whatever becomes of us, it is gone with its shell.
		AutoRemove: true,
		ConsoleSize: [size.rows, size.columns],
	},
});

/** A shell in a new container beside another one, which is removed with it; fails with an EngineError. */
export const debugBeside = async (
	calls: Calls,
	target: string,
	{image, size}: {readonly image: string; readonly size: TerminalSize},
	signal: AbortSignal,
): Promise<Shell> => {
	const options: object = {_query: {}, _body: debugOf(target, image, size)};
	const made: unknown = await calls.verbs(signal).createContainer(options);
	const id = text(wire(made).id);
	if (id === undefined) throw new EngineError('rejected', 'the engine did not tell which container it made');
	// It is removed though everything else is given up.
	const remove = async (): Promise<void> => {
		await calls
			.changes(AbortSignal.timeout(10_000))
			.getContainer(id)
			.remove({force: true, v: true})
			.catch(() => undefined);
	};
	try {
		const container = calls.streams(signal).getContainer(id);
		const stream: unknown = await container.attach({
			stream: true,
			stdin: true,
			stdout: true,
			stderr: true,
			hijack: true,
		});
		if (!(stream instanceof Duplex)) throw new EngineError('rejected', 'the engine did not hand its connection over');
		const ended: Promise<unknown> = calls
			.verbs(signal)
			.getContainer(id)
			.wait({condition: 'next-exit'})
			.catch(() => undefined);
		await calls.verbs(signal).getContainer(id).start();
		const shell = shellOf(calls, id, stream, true);
		return {
			...shell,
			async exitCode(given) {
				// Removed already, it is asked no more: what was waited for tells.
				const running = await calls
					.changes(given)
					.getContainer(id)
					.inspect()
					.then(isRunning, () => false);
				return running ? undefined : number(wire(await ended).StatusCode);
			},
			remove,
		};
	} catch (error) {
		await remove();
		throw error;
	}
};

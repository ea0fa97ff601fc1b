import {cleanText} from '../../model/clean-text.ts';
import {causeOf} from '../../resources/cause.ts';
import type {Monitor} from '../../store/monitor.ts';
import {type BareTerminal, handOver} from '../../terminal/handover.ts';
import type {ShellRequest} from '../effects.ts';
import type {Size} from '../size.ts';

/** A word on a shell, for the message line. */
type ShellWord = {readonly text: string; readonly tone: 'plain' | 'bad'};

/** Opens shells, one at a time. */
export type ShellTurn = {
	open(request: ShellRequest): void;
	/** Gives up one that is not open yet: a person who goes on must not be overtaken by it. */
	cancel(): void;
};

/** What a shell needs of the screen. */
type ShellScreen = {
	readonly monitor: Pick<Monitor, 'openShell' | 'ask'>;
	size(): Size;
	say(word: ShellWord): void;
	/** Gives the terminal away until `run` resolves. */
	away(run: (terminal: BareTerminal) => Promise<void>): void;
};

/** Codes of what could not be run at all, by the shells' and Docker's conventions. */
const notRun: ReadonlySet<number> = new Set([126, 127]);

const titleOf = ({command, session}: ShellRequest): string =>
	session?.title ?? (command === undefined ? 'a shell' : command.join(' '));

const faultOf = (request: ShellRequest, error: unknown): ShellWord => ({
	text: `${titleOf(request)} in ${request.name}: ${error instanceof Error ? error.message : String(error)}`,
	tone: 'bad',
});

/** As whom and where a command runs, where that was said. */
const whoAndWhere = ({user, directory}: ShellRequest): string =>
	`${user === undefined ? '' : ` as ${user}`}${directory === undefined ? '' : ` at ${directory}`}`;

type Opened = Awaited<ReturnType<Monitor['openShell']>>;

/** Stays in an open shell until it is left; says how it ended. Never throws. */
const stayIn = async (
	shell: Opened,
	request: ShellRequest,
	terminal: BareTerminal,
	signal: AbortSignal,
): Promise<ShellWord> => {
	const title = titleOf(request);
	const {name} = request;
	try {
		const told =
			request.session?.greeting ??
			`${title}${whoAndWhere(request)} in ${name}: exit or ^D ends it, ^P ^Q leaves it running`;
		const greeting = `── ${told} ──`;
		// Below the cursor stands what the guest before it left.
		terminal.stdout.write(`\u{1b}[J${cleanText(greeting)}\r\n`);
		const last = await handOver(terminal, {
			stream: shell.stream,
			isLeftByKeys: request.session !== undefined,
			// A size that cannot be told leaves it with the one that it was made for.
			resize: size => void shell.resize(size, signal).catch(() => undefined),
		});
		const code = await shell.exitCode(signal);
		if (code === undefined) {
			const rest = shell.remove === undefined ? 'it goes on there' : 'its container is removed';
			return {text: `left ${title} in ${name}: ${rest}`, tone: 'plain'};
		}
		if (notRun.has(code)) {
			const cause = causeOf(cleanText(last).trim());
			return {text: `cannot run ${title} in ${name}: ${cause}`, tone: 'bad'};
		}
		return {text: `${title} in ${name} ended, exit ${code}`, tone: 'plain'};
	} catch (error) {
		return faultOf(request, error);
	} finally {
		await shell.remove?.();
	}
};

/** The screen stays live until the engine has made the shell; only then it gives the terminal away. */
export const createShellTurn = ({monitor, size, say, away}: ShellScreen): ShellTurn => {
	let opening: AbortController | undefined;
	const open = async (request: ShellRequest): Promise<void> => {
		const own = new AbortController();
		opening = own;
		say({
			text: `opening ${titleOf(request)}${whoAndWhere(request)} in ${request.name}; a key gives it up`,
			tone: 'plain',
		});
		const {id, name: _, session, ...asked} = request;
		try {
			const shell =
				session === undefined
					? await monitor.openShell(id, {size: size(), ...asked}, own.signal)
					: await monitor.ask(id, (engine, signal) => session.open(engine, size(), signal), own.signal);
			if (own.signal.aborted) {
				await shell.remove?.();
				return;
			}
			opening = undefined;
			away(async terminal => say(await stayIn(shell, request, terminal, own.signal)));
		} catch (error) {
			if (!own.signal.aborted) say(faultOf(request, error));
		}
	};
	return {
		open: request => void open(request),
		cancel() {
			opening?.abort();
			opening = undefined;
		},
	};
};

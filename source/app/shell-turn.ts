import {cleanText} from '../model/clean-text.ts';
import {causeOf} from '../resources/cause.ts';
import type {Monitor} from '../store/monitor.ts';
import {type BareTerminal, handOver} from '../terminal/handover.ts';
import type {ShellRequest} from './effects.ts';

/** What came of a shell, for the message line. */
type ShellEnd = {readonly text: string; readonly tone: 'plain' | 'bad'};

/** Codes of what could not be run at all, by the shells' and Docker's conventions. */
const notRun: ReadonlySet<number> = new Set([126, 127]);

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Opens a shell on the terminal and stays until it is left; says how it ended. Never throws. */
export const runShell = async (
	monitor: Pick<Monitor, 'openShell'>,
	{id, name, ...asked}: ShellRequest,
	terminal: BareTerminal,
	signal: AbortSignal,
): Promise<ShellEnd> => {
	const {stdout} = terminal;
	const title = asked.command === undefined ? 'a shell' : asked.command.join(' ');
	try {
		const size = {columns: stdout.columns, rows: stdout.rows};
		const shell = await monitor.openShell(id, {size, ...asked}, signal);
		stdout.write(`${cleanText(`── ${title} in ${name}: exit or ^D ends it, ^P ^Q leaves it running ──`)}\r\n`);
		const last = await handOver(terminal, {
			stream: shell.stream,
			// A size that cannot be told leaves it with the one that it was made for.
			resize: given => void shell.resize(given, signal).catch(() => undefined),
		});
		const code = await shell.exitCode(signal);
		if (code === undefined) return {text: `left ${title} in ${name}: it goes on there`, tone: 'plain'};
		if (notRun.has(code))
			return {text: `cannot run ${title} in ${name}: ${causeOf(cleanText(last).trim())}`, tone: 'bad'};
		return {text: `${title} in ${name} ended, exit ${code}`, tone: 'plain'};
	} catch (error) {
		return {text: `${title} in ${name}: ${wordsOf(error)}`, tone: 'bad'};
	}
};

import {type ChildProcess, spawn} from 'node:child_process';
import process from 'node:process';
import {StringDecoder} from 'node:string_decoder';
import type {LocalProgram, ProgramEnd, ProgramNews} from '../model/local-program.ts';
import {logText} from '../model/log-text.ts';

/** A program that runs. */
export type RunningProgram = {
	/** Ends it and all that it has started; nothing is told of it any more. */
	stop(): void;
};

/** How often its lines are told, ms. */
const newsInterval = 100;

/** Lines that wait to be told before it has to wait itself. */
const mostWaiting = 1000;

/** Letters of a line that are kept. */
const longestLine = 4000;

/** ms for ending by itself once it was asked to. */
const patience = 2000;

/** Letters as they come to whole lines, cleaned; a line that never ends takes no more memory than one that is cut. */
const createLines = (push: (line: string) => void) => {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	let more = 0;
	const add = (text: string): void => {
		const kept = text.slice(0, Math.max(0, longestLine - rest.length));
		rest += kept;
		more += text.length - kept.length;
	};
	const take = (): void => {
		push(logText(rest, more));
		rest = '';
		more = 0;
	};
	return {
		write(chunk: Buffer) {
			const [first = '', ...others] = decoder.write(chunk).split('\n');
			add(first);
			for (const text of others) {
				take();
				add(text);
			}
		},
		end() {
			add(decoder.end());
			if (rest !== '' || more > 0) take();
		},
	};
};

/** Sends a signal to the group of a program, or only looks whether there is one; whether there was. */
const signalGroup = ({pid}: ChildProcess, signal: NodeJS.Signals | 0): boolean => {
	if (pid === undefined) return false;
	try {
		return process.kill(-pid, signal);
	} catch {
		return false;
	}
};

const endOf = (code: number | null, signal: NodeJS.Signals | null): ProgramEnd => ({
	text: code === null ? `ended by ${signal}` : `ended, exit ${code}`,
	isWell: code === 0,
});

/**
 * Runs a program in a process group of its own, without a terminal and with nothing to read; `heard` gets its lines of
 * both outputs as they come, and once how it ended, when nothing holds its outputs any more. It ends with us.
 */
export const runProgram = (
	{command, words, environment}: LocalProgram,
	heard: (news: ProgramNews) => void,
): RunningProgram => {
	const child = spawn(command, words, {
		detached: true,
		env: {...process.env, ...environment},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const outputs = [child.stdout, child.stderr];
	let waiting: string[] = [];
	let isOver = false;
	const timer = setInterval(() => {
		for (const output of outputs) output.resume();
		if (waiting.length === 0) return;
		const lines = waiting;
		waiting = [];
		heard({lines});
	}, newsInterval);
	const kill = (): void => void signalGroup(child, 'SIGKILL');
	process.once('exit', kill);
	let last: NodeJS.Timeout | undefined;
	const settle = (end: ProgramEnd): void => {
		clearInterval(timer);
		// One of those that it started may not end as it did.
		if (isOver && signalGroup(child, 0)) return;
		clearTimeout(last);
		process.off('exit', kill);
		if (isOver) return;
		isOver = true;
		heard({lines: waiting, end});
	};
	const joiners = outputs.map(output => {
		const lines = createLines(line => {
			if (!isOver) waiting.push(line);
		});
		output.on('data', (chunk: Buffer) => {
			lines.write(chunk);
			// What prints without end waits as it would for a slow terminal.
			if (waiting.length >= mostWaiting && !isOver) output.pause();
		});
		return lines;
	});
	child.once('error', error => settle({text: `cannot run ${command}: ${error.message}`, isWell: false}));
	child.once('close', (code, signal) => {
		for (const lines of joiners) lines.end();
		settle(endOf(code, signal));
	});
	return {
		stop() {
			if (isOver) return;
			isOver = true;
			clearInterval(timer);
			for (const output of outputs) output.resume();
			signalGroup(child, 'SIGTERM');
			last = setTimeout(() => {
				kill();
				process.off('exit', kill);
			}, patience);
		},
	};
};

import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {treeOf} from '../../bench/process-stat.ts';
import {allProcesses, treeUsage} from '../../bench/processes.ts';
import {createDice} from '../fuzz/dice.ts';
import {eventually, isAlive} from '../lab/process.ts';
import {type SwarmLab, startSwarmLab} from '../lab/swarm-lab.ts';
import {openTerminal, type Terminal} from '../pty/terminal.ts';
import {type Churn, runChurn, setScene} from './churn.ts';
import {compareLists} from './compare.ts';
import {type CountedSocket, startCountedSocket} from './counted-socket.ts';
import {countEvents} from './event-count.ts';
import {type Holding, holdingOf, megabytes, memoryGrowth} from './holding.ts';
import {chooseColumns} from './screen-lists.ts';

/** What is soaked, and for how long. */
export type SoakOptions = {
	/** The Node that runs it, and the built program. */
	readonly command: string;
	readonly entry: string;
	/** From the first change to the last; what comes before and after takes as long as it takes. */
	readonly minutes: number;
	/** The same seed chooses the same changes and kills. */
	readonly seed: number;
	/** More words for the program, such as `--stats=polling`. */
	readonly args?: readonly string[];
};

/** What came of it: numbers by their names, and what is not as it should be. */
export type SoakResult = {
	readonly numbers: Readonly<Record<string, string>>;
	readonly faults: readonly string[];
};

/** File descriptors that there may be more than before the churn, for connections that are about to be closed. */
const fewDescriptors = 8;

/** ms, about: between two changes; from an engine's return to the next kill; from one list to the next. */
const gaps = {change: 400, kill: 9000, list: 3000};

/** Looks at one list after the other while all changes, as a person would, and notes what the program holds. */
const lookAround = async (terminal: Terminal, pid: number, signal: AbortSignal): Promise<readonly Holding[]> => {
	const samples: Holding[] = [];
	let list = 0;
	let seen = performance.now();
	while (!signal.aborted) {
		samples.push(holdingOf(pid));
		if (performance.now() - seen > gaps.list) {
			seen = performance.now();
			await terminal.send(String(1 + (list++ % 5)));
		}
		await pause(1000, undefined, {signal}).catch(() => undefined);
	}
	return samples;
};

/** Ends the program and tells what it left behind. */
const quit = async (terminal: Terminal, pid: number, sockets: readonly CountedSocket[]): Promise<readonly string[]> => {
	const processes = treeOf(pid, allProcesses()).map(stat => stat.pid);
	await terminal.send('C-c');
	const aftermath = await terminal.ended(30_000);
	const open = () => sockets.reduce((sum, socket) => sum + socket.connections(), 0);
	await eventually('its connections to be closed', () => open() === 0 || undefined).catch(() => undefined);
	return [
		...(aftermath.exitCode === 0 ? [] : [`it ended with ${aftermath.exitCode}`]),
		...(aftermath.areModesRestored && aftermath.isCursorVisible ? [] : ['the terminal is not as it was found']),
		...processes.filter(isAlive).map(left => `process ${left} is left`),
		...(open() === 0 ? [] : [`${open()} connections are left`]),
	];
};

/** Churns the swarm until it is time, and watches the program meanwhile. */
const churnFor = async (lab: SwarmLab, terminal: Terminal, pid: number, time: number, seed: number) => {
	const churn: Churn = {changes: 0, refusals: 0, kills: 0};
	const signal = AbortSignal.timeout(time);
	const [samples] = await Promise.all([
		lookAround(terminal, pid, signal),
		runChurn(lab, churn, {dice: createDice(seed), gap: gaps.change, killGap: gaps.kill, signal}),
	]);
	return {churn, samples};
};

type Stage = {
	readonly lab: SwarmLab;
	readonly terminal: Terminal;
	readonly sockets: readonly CountedSocket[];
	/** Events of all engines so far. */
	readonly events: () => number;
	/** Where all that the program writes is kept. */
	readonly written: string;
};

const play = async ({lab, terminal, sockets, events, written}: Stage, options: SoakOptions): Promise<SoakResult> => {
	const pid = await terminal.pid();
	await terminal.waitFor('usage from 3/3 nodes', 60_000);
	await chooseColumns(terminal);
	const calm = holdingOf(pid);
	const before = {at: performance.now(), requests: sockets.map(socket => socket.requests()), usage: treeUsage(pid)};
	const {churn, samples} = await churnFor(lab, terminal, pid, options.minutes * 60_000, options.seed);
	const churned = performance.now();
	const {rows, faults} = await compareLists(lab, terminal);
	const compared = performance.now();
	const seconds = (compared - before.at) / 1000;
	const requests = sockets.map((socket, index) => (socket.requests() - (before.requests[index] ?? 0)) / seconds);
	const after = holdingOf(pid);
	const usage = treeUsage(pid);
	const memory = memoryGrowth(samples);
	const descriptors =
		after.descriptors > calm.descriptors + fewDescriptors
			? [`file descriptors grew from ${calm.descriptors} to ${after.descriptors}`]
			: [];
	const left = await quit(terminal, pid, sockets);
	return {
		numbers: {
			seed: String(options.seed),
			changes: `${churn.changes}, and ${churn.refusals} that an engine refused or was dead for`,
			kills: String(churn.kills),
			events: String(events()),
			'equal at the end': `${rows}, ${((compared - churned) / 1000).toFixed(1)} s after the last change`,
			memory: `${megabytes(memory.warm)} warm, ${megabytes(memory.end)} in the end, ${megabytes(usage.peak)} at most`,
			'file descriptors': `${calm.descriptors} before, ${after.descriptors} after, ${Math.max(...samples.map(sample => sample.descriptors))} at most`,
			CPU: `${(((usage.ticks - before.usage.ticks) / 100 / seconds) * 100).toFixed(1)}% of a core`,
			'to the terminal': `${Math.round(statSync(written).size / seconds)} bytes/s`,
			'requests to each engine': `${requests.map(rate => rate.toFixed(1)).join(', ')} a second`,
		},
		faults: [...faults, ...memory.faults, ...descriptors, ...left],
	};
};

/** Lets three real engines in one swarm churn and die, and sees whether the built program still tells the truth of them. */
export const soak = async (options: SoakOptions): Promise<SoakResult> => {
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-soak-'));
	const counting = new AbortController();
	let events = 0;
	const sockets: CountedSocket[] = [];
	let terminal: Terminal | undefined;
	const lab = await startSwarmLab(2);
	try {
		for (const [index, {socketPath}] of lab.nodes.entries())
			sockets.push(await startCountedSocket(join(folder, `node${index + 1}.sock`), socketPath));
		const count = (): void => void events++;
		for (const node of lab.nodes) void countEvents(node, count, counting.signal);
		await setScene(lab);
		const written = join(folder, 'written');
		terminal = await openTerminal({
			command: options.command,
			args: [
				options.entry,
				'--host',
				sockets[0]?.url ?? '',
				'--node-host',
				`unix://${folder}/{hostname}.sock`,
				...(options.args ?? []),
			],
			columns: 160,
			rows: 24,
			record: written,
		});
		return await play({lab, terminal, sockets, events: () => events, written}, options);
	} finally {
		counting.abort();
		await terminal?.close();
		for (const socket of sockets) await socket.close();
		await lab.stop();
		rmSync(folder, {recursive: true, force: true});
	}
};

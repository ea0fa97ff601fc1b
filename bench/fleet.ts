import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {setTimeout as sleep} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {costBetween} from './cost.ts';
import {groupUsage} from './processes.ts';
import {openPty} from './pty.ts';
import {openSession} from './session.ts';

// What several engines cost beside one, on simulated engines in processes of their own: `node bench/fleet.ts`.

const {values} = parseArgs({
	options: {
		runs: {type: 'string', default: '2'},
		seconds: {type: 'string', default: '20'},
		program: {type: 'string', default: join(import.meta.dirname, '../dist/tallyman.js')},
	},
});

type SimulatedEngine = {
	readonly url: string;
	/** Requests that it has heard so far. */
	requests(): Promise<number>;
	stop(): void;
};

const startEngine = async (containers: number): Promise<SimulatedEngine> => {
	const words = [join(import.meta.dirname, 'simulator.ts'), '--containers', String(containers)];
	const child = spawn(process.execPath, words, {stdio: ['pipe', 'pipe', 'inherit']});
	const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
	const next = async (): Promise<string> => String((await lines.next()).value);
	const {url}: {readonly url: string} = JSON.parse(await next());
	return {
		url,
		async requests() {
			child.stdin.write('count\n');
			return Number(await next());
		},
		stop: () => child.stdin.end(),
	};
};

/** A fleet to look at: so many engines, and containers on each. */
type Fleet = {readonly engines: number; readonly containers: number};

/** What the program needed on a fleet: percent of a core, MB that it has in memory, requests a second and engine. */
type Cost = {readonly cpu: number; readonly memory: number; readonly requests: number};

/** How often first rows are waited for, alone and beside. */
const starts = 9;

/** Longer than the first listing and sampling of all, ms. */
const settling = 12_000;

const costOf = async ({engines, containers}: Fleet): Promise<Cost> => {
	const all = await Promise.all(Array.from({length: engines}, () => startEngine(containers)));
	const pty = await openPty({
		command: process.execPath,
		args: [values.program, '--stats', 'polling', ...all.flatMap(({url}) => ['--host', url])],
		env: {},
		size: {columns: 140, rows: 40},
		onChunk: () => undefined,
	});
	await sleep(settling);
	const heard = async (): Promise<number> =>
		(await Promise.all(all.map(engine => engine.requests()))).reduce((sum, count) => sum + count, 0);
	const requestsBefore = await heard();
	const before = groupUsage([pty.pid]);
	await sleep(Number(values.seconds) * 1000);
	const after = groupUsage([pty.pid]);
	const requests = (await heard()) - requestsBefore;
	const {cpuPercent: cpu, seconds} = costBetween(before, after);
	pty.write('q');
	await pty.closed;
	await pty.close();
	for (const engine of all) engine.stop();
	return {
		cpu,
		memory: after.resident / 1000,
		requests: requests / seconds / engines,
	};
};

const startSilent = async (): Promise<{readonly url: string; stop(): void}> => {
	const server = createServer(socket => socket.on('error', () => undefined).resume());
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	// Safe: it listens on an address of the network.
	const {port} = server.address() as AddressInfo;
	return {url: `tcp://127.0.0.1:${port}`, stop: () => server.close()};
};

/** From the start to the first rows of an engine, ms: alone, or beside one that accepts and never answers. */
const firstRowsOf = async (url: string, isBeside: boolean): Promise<number> => {
	const silent = isBeside ? await startSilent() : undefined;
	const session = await openSession({
		command: process.execPath,
		args: [
			values.program,
			'--stats',
			'polling',
			...[...(silent === undefined ? [] : [silent.url]), url].flatMap(host => ['--host', host]),
		],
		env: {},
		size: {columns: 140, rows: 40},
	});
	const at = await session.until(() => session.screen.lines().some(line => /^..\S+ +Up /.test(line)), 30_000);
	await session.close();
	silent?.stop();
	return (at ?? Number.NaN) - session.startedAt;
};

const fleets: readonly Fleet[] = [
	{engines: 1, containers: 200},
	{engines: 5, containers: 40},
	{engines: 1, containers: 40},
	{engines: 20, containers: 50},
];
const nameOf = ({engines, containers}: Fleet): string => `${engines} × ${containers}`;
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[(all.length - 1) >> 1] ?? Number.NaN;

const costs = new Map<string, Cost[]>();
for (let run = 0; run < Number(values.runs); run++) {
	for (const fleet of fleets) {
		const cost = await costOf(fleet);
		costs.set(nameOf(fleet), [...(costs.get(nameOf(fleet)) ?? []), cost]);
		console.error(`run ${run + 1}: ${nameOf(fleet)}: ${JSON.stringify(cost)}`);
	}
}
const firstRows: Readonly<Record<'alone' | 'beside', number[]>> = {alone: [], beside: []};
const answering = await startEngine(40);
for (let start = 0; start < starts; start++) {
	firstRows.alone.push(await firstRowsOf(answering.url, false));
	firstRows.beside.push(await firstRowsOf(answering.url, true));
}
answering.stop();
const of = (fleet: Fleet | undefined, figure: keyof Cost): number =>
	median((fleet === undefined ? [] : (costs.get(nameOf(fleet)) ?? [])).map(cost => cost[figure]));
const [large, several, small] = fleets;
console.log('| engines × containers | own CPU, % | memory, MB | requests/s and engine |\n|---|---:|---:|---:|');
for (const fleet of fleets) {
	const cells = [of(fleet, 'cpu').toFixed(2), of(fleet, 'memory').toFixed(1), of(fleet, 'requests').toFixed(1)];
	console.log(`| ${[nameOf(fleet), ...cells].join(' | ')} |`);
}
console.log(
	`\nCPU of ${several && nameOf(several)}, of ${large && nameOf(large)}: ${(of(several, 'cpu') / of(large, 'cpu')).toFixed(2)}`,
);
console.log(`memory of a further engine of 40: ${((of(several, 'memory') - of(small, 'memory')) / 4).toFixed(1)} MB`);
console.log(
	`first rows of an engine: alone ${median(firstRows.alone).toFixed(0)} ms, beside one that hangs ${median(firstRows.beside).toFixed(0)} ms`,
);

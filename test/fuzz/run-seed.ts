import {setTimeout as pause} from 'node:timers/promises';
import {main} from '../../source/main.ts';
import {keys, openScreen, type Screen} from '../terminal/screen.ts';
import {createDice, type Dice} from './dice.ts';
import {startHostileEngine} from './hostile-engine.ts';

const sizes = [
	[80, 24],
	[140, 40],
	[200, 60],
	[40, 8],
	[30, 5],
] as const;

const single: readonly string[] = [
	...'1234567890jkgGslitymhnNfwtrcazx$/:?SRDKPCUBAXy uve ',
	...Object.values(keys).filter(key => typeof key === 'string'),
	keys.control('d'),
	keys.control('u'),
	keys.control('r'),
	keys.control('l'),
	'\u{1b}[Z',
];

const typed: readonly string[] = [
	':logs web\r',
	':inspect api\r',
	':containers\r',
	':tasks\r',
	':scale api 3\r',
	':remove web exited\r',
	'/web\r',
	'//(a+)+$/\r',
	'/state=running\r',
	'/!sick label=tier\r',
	':sort cpu\r',
	':\t\t\r',
	'\u{1b}[200~pasted Dyy\ntext\u{1b}[201~',
	'\u{1b}P>|term(1)\u{1b}\\',
	'\u{1b}[<0;10;10M',
];

/** No figure reads so, and nothing that the engine's words hold. */
const nonsense = /\bNaN\b|\bundefined\b|Infinity|\[object/;

/** What came from the engine and would drive the terminal. */
const driven = /[\u{1b}\u{9b}][^\u{1b}]{0,4}31337|\u{1b}\]0;|\u{1b}c|\u{1b}\[6n/u;

/** How long one thing may keep the program from answering, ms of its own CPU. */
const longest = 1000;

/** Watches for turns of the event loop that work too long; what a busy machine takes does not count. */
const watchTurns = (): {readonly worst: () => number; readonly stop: () => void} => {
	let worst = 0;
	let at = performance.now();
	let cpu = process.cpuUsage();
	const timer = setInterval(() => {
		const gap = performance.now() - at;
		const used = process.cpuUsage(cpu);
		// Collectors and compilers run beside it: the turn took no more than either.
		worst = Math.max(worst, Math.min(gap, (used.user + used.system) / 1000));
		at = performance.now();
		cpu = process.cpuUsage();
	}, 20);
	return {worst: () => worst, stop: () => clearInterval(timer)};
};

const pressAtRandom = async (screen: Screen, dice: Dice, look: () => void): Promise<void> => {
	for (let count = 25 + dice.below(25); count > 0; count--) {
		const what = dice.oneIn(6) ? dice.pick(typed) : dice.pick(single);
		// As a person types, or all in one read.
		if (dice.oneIn(3)) await screen.press(what);
		else await screen.press(...what);
		if (dice.oneIn(3)) await pause(dice.below(40));
		if (dice.oneIn(12)) {
			const [columns, rows] = dice.pick(sizes);
			screen.resize(columns, rows);
		}
		look();
	}
};

/** Leaves whatever is open and ends the program; undefined where it does not end. */
const end = async (screen: Screen, ended: Promise<number>): Promise<number | undefined> => {
	for (let times = 0; times < 400; times++) {
		await screen.press(keys.control('c'));
		const code = await Promise.race([ended, pause(50, undefined)]);
		if (code !== undefined) return code;
	}
	return undefined;
};

/** Runs the whole program once on the engine and the keys of a seed; the faults that were seen, each as a sentence. */
export const runSeed = async (seed: number): Promise<readonly string[]> => {
	const dice = createDice(seed);
	const engine = await startHostileEngine(dice);
	const faults = new Set<string>();
	const [columns, rows] = dice.pick(sizes);
	const ended = Promise.withResolvers<number>();
	let isEnded = false;
	const turns = watchTurns();
	const onError = (error: unknown): void => {
		faults.add(`thrown past everything: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
	};
	process.on('uncaughtException', onError);
	process.on('unhandledRejection', onError);
	const screen = await openScreen({
		columns,
		rows,
		start: streams => {
			const running = main({host: engine.url, isDemo: false, isReadOnly: dice.oneIn(8)}, streams);
			running.then(ended.resolve, ended.reject);
			running.then(
				() => {
					isEnded = true;
				},
				() => {
					isEnded = true;
				},
			);
			return {stop: () => ended.promise.then(() => undefined)};
		},
	});
	try {
		const look = (): void => {
			if (isEnded) faults.add('it ended by itself');
			const line = screen.text().find(text => nonsense.test(text));
			if (line !== undefined) faults.add(`nonsense on the screen: ${line.trim()}`);
		};
		await screen.waitFor(/●|live|too small|needs|tallyman/);
		await pressAtRandom(screen, dice, look);
		screen.resize(140, 40);
		const see = async (key: string, route: string, expected: RegExp): Promise<void> => {
			// An engine that says that it is in no swarm is not asked for its services.
			if (!engine.isHonest(route) || isEnded || (route !== '/containers/json' && engine.isLying('/info'))) return;
			// Out of whatever is open, and of any filter.
			for (let times = 0; times < 12; times++) await screen.press(keys.escape);
			await pause(20);
			// A list comes back as it was left: Esc takes filters and their kin away one after the other.
			for (let times = 0; times < 4; times++) {
				await screen.press(key);
				await pause(60);
				if (expected.test(screen.text().join('\n'))) break;
				await screen.press(keys.escape);
				await pause(60);
			}
			await screen.press(key);
			await screen.waitFor(expected).catch((error: Error) => faults.add(`another lane stands still: ${error.message}`));
			look();
		};
		await see('2', '/containers/json', /CONTAINERS[\s\S]*looping/);
		await see('3', '/services', /SERVICES[\s\S]*api/);
		await see('5', '/nodes', /NODES[\s\S]*lab/);
		if ((await end(screen, ended.promise)) === undefined) faults.add('it does not end');
		if (driven.test(screen.output)) {
			const at = screen.output.search(driven);
			faults.add(`a sequence from outside: ${JSON.stringify(screen.output.slice(Math.max(0, at - 40), at + 40))}`);
		}
		if (turns.worst() > longest) faults.add(`one turn took ${Math.round(turns.worst())} ms`);
	} catch (error) {
		faults.add(`it broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
	} finally {
		turns.stop();
		process.off('uncaughtException', onError);
		process.off('unhandledRejection', onError);
		// A program that does not end cannot be waited for.
		if (isEnded) await screen.close().catch(() => undefined);
		await engine.close();
	}
	return [...faults].map(fault => `seed ${seed} (${engine.plan}, ${columns}x${rows}): ${fault}`);
};

import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {createScreen} from '../../source/app/screen.ts';
import type {OwnCommand} from '../../source/model/own-command.ts';
import {addOwnCommands} from '../../source/resources/own-commands.ts';
import {resourceIds} from '../../source/resources/registry.ts';
import {type Settings, usualSettings} from '../../source/settings/settings.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {watchSeveral} from '../../source/watch.ts';
import {keys} from '../terminal/screen.ts';
import {inkOf, monkeyPresses} from './key-monkey.ts';
import {writing} from './program.ts';

// What is read-only lets no request through that may write, whatever is pressed: counted where the engines hear it.

/** Of keys on a machine that is busy with other tests, ms. */
const longest = 300_000;
const usualFolder = process.cwd();
let folder: string;
let left: Simulator;
let right: Simulator;

beforeEach(async () => {
	// What a monkey saves to a file lies there.
	folder = mkdtempSync(join(tmpdir(), 'tallyman-monkey-'));
	process.chdir(folder);
	const now = Date.now();
	[left, right] = await Promise.all([startSimulator({fleet: testFleet(now)}), startSimulator({fleet: testFleet(now)})]);
});

afterEach(async () => {
	process.chdir(usualFolder);
	rmSync(folder, {recursive: true});
	await Promise.all([left.stop(), right.stop()]);
});

/**
 * Presses so many keys on the program but for its terminal, which takes each picture whole and at once; and then the key of
 * a command, on one row after another, until that has written down what it was to.
 */
const press = async (
	count: number,
	isReadOnly: boolean,
	settings: Settings,
	last: {readonly key: string; readonly hasWritten: () => boolean},
): Promise<void> => {
	const monitor = watchSeveral(
		[left, right].map(({url}) => ({address: {name: url, url, origin: '--host'}})),
		{tier: undefined, loaded: {settings, faults: [], lines: new Map()}, isReadOnly},
	);
	await vi.waitFor(() => {
		const state = monitor.store.getState();
		if (state.tables.containers.rows.size < 14 || state.tables.tasks.at === undefined)
			throw new Error('not all is listed');
	}, longest);
	const removeCommands = addOwnCommands(settings.commands);
	const screen = createScreen({
		monitor,
		settings,
		isReadOnly,
		size: {columns: 80, rows: 24},
		now: monitor.now,
		quit: () => undefined,
		spent: () => ({cpu: 0, memory: 0, written: 0}),
		copy: () => undefined,
	});
	screen.subscribe(() => screen.taken(screen.picture()));
	const presses = monkeyPresses(7);
	for (let pressed = 0; pressed < count; pressed++) {
		const piece = inkOf(presses.next().value);
		if ('pasted' in piece) screen.paste(piece.pasted);
		else screen.press(piece.input, piece.key);
		// What may ask something is drawn before the next key comes: only a question that was seen can be answered.
		if ('key' in piece && (piece.key.return || /^[A-Z]$/.test(piece.input))) await nextTurn();
		else await Promise.resolve();
	}
	await vi.waitFor(
		async () => {
			for (const piece of [keys.escape, keys.escape, keys.escape, '2', 'j', last.key]) {
				const ink = inkOf(piece);
				if ('key' in ink) screen.press(ink.input, ink.key);
				await nextTurn();
			}
			// Going on ends what runs: a shell has time to write before that.
			await vi.waitUntil(last.hasWritten, {timeout: 2000});
		},
		{timeout: longest},
	);
	screen.close();
	monitor.close();
	removeCommands();
};

/** A command that acts, and one that only looks; each writes down on which engine it did. */
const commands: readonly OwnCommand[] = [
	{key: 'F', name: 'act-here', isReading: false},
	{key: 'b', name: 'look-here', isReading: true},
].map(own => ({
	...own,
	kinds: resourceIds(),
	run: `echo "{id} $DOCKER_HOST" >> ${own.name}`,
	isAsked: false,
}));

/** The lines that a command wrote down so far. */
const writtenBy = (name: string): readonly string[] =>
	existsSync(name) ? readFileSync(name, 'utf8').trimEnd().split('\n') : [];

it('20,000 keys on two engines with --read-only: nothing is asked that may write', {timeout: longest}, async () => {
	const settings = {...usualSettings, keys: {stop: ['Z'], remove: ['Q'], kill: ['M']}, commands};
	await press(20_000, true, settings, {key: 'b', hasWritten: () => writtenBy('look-here').length > 0});
	expect(writtenBy('act-here')).toEqual([]);
	expect([left, right].flatMap(simulator => writing({simulator}))).toEqual([]);
});

it('the same keys do write where one engine alone is read-only, and never to that one', {
	timeout: longest,
}, async () => {
	const settings = {...usualSettings, engines: {[left.url]: {isReadOnly: true}}, commands};
	const onEngine = ({url}: Simulator): number => writtenBy('act-here').filter(line => line.includes(url)).length;
	await press(3000, false, settings, {key: 'F', hasWritten: () => onEngine(right) > 0});
	expect(onEngine(left)).toBe(0);
	expect(writing({simulator: left})).toEqual([]);
	// A count that could not rise would prove nothing above.
	expect(writing({simulator: right}).length).toBeGreaterThan(0);
});

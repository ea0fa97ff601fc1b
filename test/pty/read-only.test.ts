import {afterEach, describe, expect, it} from 'vitest';
import {firstWords} from '../../source/app/command/command-words.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {monkeyPresses} from '../app/key-monkey.ts';
import {writing} from '../app/program.ts';
import {eventually} from '../lab/process.ts';
import {patience} from '../patience.ts';
import {openProgram} from './program.ts';
import {hasTerminal, type Terminal} from './terminal.ts';

let terminal: Terminal | undefined;
let simulators: readonly Simulator[] = [];

afterEach(async () => {
	await terminal?.close();
	terminal = undefined;
	await Promise.all(simulators.map(simulator => simulator.stop()));
});

describe.skipIf(!hasTerminal)('the built program with --read-only', () => {
	it('asks two engines for nothing that may write, whatever is pressed', async () => {
		const now = Date.now();
		simulators = await Promise.all([testFleet(now), testFleet(now)].map(fleet => startSimulator({fleet})));
		terminal = await openProgram([...simulators.flatMap(({url}) => ['--host', url]), '--read-only']);
		await terminal.waitFor('Overview');
		// No letter of a word may leave the program where no word is asked for.
		const presses = monkeyPresses(
			11,
			firstWords(false).filter(word => !word.includes('q')),
		);
		for (let pressed = 0; pressed < 300; pressed++) await terminal.type(presses.next().value);
		// All keys before it were taken when it has ended by this one; what is open is left first.
		const last = terminal;
		const ending = await eventually(
			'the program to end',
			async () => {
				await last.send('C-c');
				return await last.ended(1000).catch(() => undefined);
			},
			patience,
		);
		expect(ending).toMatchObject({exitCode: 0, areModesRestored: true});
		expect(simulators.flatMap(simulator => writing({simulator}))).toEqual([]);
	});
});

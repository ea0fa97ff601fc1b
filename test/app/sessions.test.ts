import {afterEach, describe, expect, it} from 'vitest';
import {shellIn, shellWords} from '../../source/app/shell/shell-request.ts';
import {resourceNamed} from '../../source/resources/registry.ts';
import {rowsOf} from '../../source/resources/rows.ts';
import {keys} from '../terminal/screen.ts';
import {initialState} from './opening-state.ts';
import {openProgramOn, type Program, typed} from './program.ts';
import {watchedAt, watchedFleet} from './watched-fleet.ts';

// What has the terminal for a while, as far as it is asked for; what becomes of it is tried in a real terminal.

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn(options);
	await program.screen.waitFor('6/6 tasks');
	return program;
};

describe('what has the terminal', () => {
	it('says how it is left before it is asked for', async () => {
		const world = await open();
		const {screen} = world;
		await typed(world, 'attach web');
		await screen.waitFor(
			/Attach this terminal to the main process of web\?[\s\S]*\^P \^Q leaves it running[\s\S]*Enter no/,
		);
		await screen.press(keys.escape);
		await screen.waitFor(lines => !lines.some(line => line.includes('Attach this')));
		expect(world.simulator.requests.get('POST /containers/{id}/attach')).toBeUndefined();
	});

	it.each([
		['attach failed', 'cannot attach failed: it does not run'],
		['debug failed', 'cannot debug failed: it does not run'],
		['attach web database', 'attach asks for something of its own for each: do it one by one'],
		['debug web image=nowhere:1', 'this engine has no image nowhere:1'],
		['exec web echo $HOME', '$HOME is for a shell, and none reads this'],
		['exec web sh -c "id', 'a quote " is not closed'],
	])('%s is refused', async (words, expected) => {
		const world = await open();
		await typed(world, words);
		await world.screen.waitFor(expected);
	});

	it.each(['attach web', 'debug web'])('%s is off in read-only mode', async words => {
		const world = await open({isReadOnly: true});
		await typed(world, words);
		await world.screen.waitFor(`${words.split(' ')[0]} is off: read-only`);
	});
});

describe('a shell', () => {
	const view = {state: watchedFleet(), now: watchedAt};
	const asked = (state: typeof initialState, words: readonly string[]) =>
		resourceNamed('containers')(resource => {
			const row = rowsOf(resource, view.state).find(candidate => resource.isRunning(candidate, view));
			const understood = shellWords(words);
			if (row === undefined || 'fault' in understood) throw new Error('nothing runs');
			const outcome = shellIn(resource, row, state, view, understood.asked);
			if ('fault' in outcome) throw new Error(outcome.fault);
			return outcome;
		});

	it('is remembered by the name of its container, until the best one is asked for', () => {
		const first = asked(initialState, ['web', '-u', 'root', '-w', '/srv', 'bash']);
		expect(first.effects).toMatchObject([{user: 'root', directory: '/srv', command: ['bash']}]);
		const again = asked(first.state, ['web']);
		expect(again.effects).toEqual(first.effects);
		const other = asked(again.state, ['web', '-u', '7']);
		expect(other.effects[0]).not.toHaveProperty('command');
		const best = asked(first.state, ['web', '-']);
		expect(best.effects[0]).not.toHaveProperty('user');
		expect(best.effects[0]).not.toHaveProperty('command');
		expect(asked(best.state, ['web']).effects).toEqual(best.effects);
	});
});

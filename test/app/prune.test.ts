import {afterEach, beforeEach, expect, it} from 'vitest';
import {formatBytes} from '../../source/model/bytes.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed} from './program.ts';

// What nothing uses is listed by name before it goes, goes one by one, and nothing else does.

let program: Program;

beforeEach(async () => {
	program = await openProgramOn({columns: 120, rows: 40});
	await program.screen.waitFor('6/6 tasks');
});

afterEach(() => program.close());

const writing = (): readonly string[] =>
	[...program.simulator.requests.keys()].filter(request => !/^(?:GET|HEAD) /.test(request));

it('lists what goes, wants a word typed, and removes exactly that', async () => {
	const {screen, simulator} = program;
	const dangling = [...simulator.machine.images.values()].filter(({tags}) => tags.length === 0);
	const before = simulator.machine.images.size;
	await typed(program, 'prune images');
	await screen.waitFor(
		/Remove images without a name\?[\s\S]*\d+, which frees \S+ at most[\s\S]*Keep[\s\S]*Type remove/,
	);
	for (const {id} of dangling.filter(({id}) => !id.includes('manifest')).slice(0, 1))
		expect(screen.text().join('\n')).toContain(id.replace('sha256:', '').slice(0, 12));
	await screen.press(keys.tab, keys.enter);
	await screen.waitFor('✗ type "remove"');
	expect(writing()).toEqual([]);
	await screen.press(...'remove', keys.enter);
	await screen.waitFor(/✓ removed (\d+) of \1, \S+ freed/);
	expect(writing()).toEqual(['DELETE /images/{id}']);
	expect(simulator.machine.images.size).toBe(before - (simulator.requests.get('DELETE /images/{id}') ?? 0));
});

it('keeps what is named, and refuses a name that is none of them', async () => {
	const {screen, simulator} = program;
	await typed(program, 'prune containers keep=web');
	await screen.waitFor('web is none of them');
	await screen.press('x');
	await typed(program, 'prune containers keep=failed');
	await screen.waitFor(/Remove containers that do not run\?[\s\S]*failed[\s\S]*Keep +failed/);
	await screen.press(keys.tab, ...'remove', keys.enter);
	await screen.waitFor('✓ there is nothing to remove');
	expect(writing()).toEqual([]);
	expect(simulator.machine.container('failed').name).toBe('failed');
});

it('tells what is used by now, and goes on', async () => {
	const {screen, simulator} = program;
	await typed(program, 'prune containers');
	await screen.waitFor(/Remove containers that do not run\?[\s\S]*Type remove/);
	simulator.machine.start(simulator.machine.container('failed'));
	await screen.press(keys.tab, ...'remove', keys.enter);
	await screen.waitFor(/✗ could not remove all containers that do not run: .*removed 0 of 1.*failed stays: /);
	expect(simulator.machine.container('failed').state).toBe('running');
});

it('asks which kind is meant where the one on screen has none', async () => {
	await typed(program, 'events');
	await program.screen.waitFor(/EVENTS/);
	await typed(program, 'prune');
	await program.screen.waitFor('prune what? Say prune containers');
});

it.each([0, 1])('does not say that an image freed anything which stays under another name', async index => {
	const {screen, simulator} = program;
	const images = [...simulator.machine.images.values()];
	const twice = images.find(({tags}) => tags.length > 1);
	const kept = twice?.tags[index] ?? '';
	await typed(program, `prune-unused images keep=${kept}`);
	await screen.waitFor(/Remove images that no container uses\?[\s\S]*Type remove/);
	await screen.press(keys.tab, ...'remove', keys.enter);
	await screen.waitFor(/✓ removed (\d+) of \1, \S+ freed/);
	const gone = images.filter(({id}) => !simulator.machine.images.has(id));
	const freed = formatBytes(gone.reduce((sum, {size}) => sum + size, 0));
	await screen.waitFor(`, ${freed} freed`);
	expect(simulator.machine.images.get(twice?.id ?? '')?.tags).toEqual([kept]);
});

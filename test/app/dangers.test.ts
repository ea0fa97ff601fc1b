import {setTimeout as pause} from 'node:timers/promises';
import {afterEach, describe, expect, it} from 'vitest';
import {createDice} from '../fuzz/dice.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, writing} from './program.ts';

// What must not act does not act: counted at the engine's socket.

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

/** All that was pressed so far is settled when the answer to one more key is seen. */
const settle = async ({screen}: Program): Promise<void> => {
	await screen.press(keys.escape);
	await pause(30);
	await screen.press('?');
	await screen.waitFor('the keys that work here');
	await screen.press(keys.escape);
	await screen.waitFor(lines => !lines.some(line => line.includes('the keys that work here')));
};

const onWeb = async (world: Program): Promise<void> => {
	await world.screen.press('2', '/', ...'/^web$/', keys.enter);
	await world.screen.waitFor(/CONTAINERS 1\/7/);
};

const bracketed = (text: string): string => `\u{1b}[200~${text}\u{1b}[201~`;

describe('keys that nobody pressed at what they saw', () => {
	it.each([
		['a word and Enter', 'Stop it\r'],
		['an acting key and its answer', 'Sy'],
		['a removal and its answer', 'Dynamic'],
		['Enter twice after it', 'K\r\r'],
		['moves before it', 'jjkSy'],
		['the same in brackets', bracketed('Sy\rDy\r')],
	])('do nothing in one read: %s', async (_name, text) => {
		const world = await open();
		await onWeb(world);
		await world.screen.press(text);
		await world.screen.waitFor(/do nothing here|goes to prompts/);
		await settle(world);
		expect(writing(world)).toEqual([]);
	});

	it('end the program where ^C is among them, and do nothing else', async () => {
		const world = await open();
		await onWeb(world);
		await world.screen.press(`Sy${keys.control('c')}y`);
		expect(await world.ended).toBe(0);
		expect(writing(world)).toEqual([]);
		program = undefined;
		await world.close();
	});

	it('still move and leave when a slow line brings them together', async () => {
		const {screen} = await open();
		await screen.press('2jjj');
		await screen.waitFor(/CONTAINERS 7/);
		await screen.press('?');
		await screen.waitFor('the keys that work here');
	});

	it('are text in a prompt, and Enter among them is not pressed', async () => {
		const world = await open();
		await world.screen.press('2', '/');
		await world.screen.press('web\rSystem failure');
		await world.screen.waitFor('webSystem failure');
		await world.screen.press(keys.escape);
		await settle(world);
		expect(writing(world)).toEqual([]);
	});

	it('delete in a prompt, however many are read at once', async () => {
		const {screen} = await open();
		await screen.press('2', '/', ...'x'.repeat(40));
		await screen.waitFor('x'.repeat(40));
		await screen.press(keys.backspace.repeat(39));
		await screen.waitFor(lines => lines.some(line => /^\/x\s*$/.test(line)));
	});

	it('open a prompt by its key, with the rest as its text', async () => {
		const {screen} = await open();
		await screen.press(':remove web\r');
		await screen.waitFor(lines => lines.some(line => line.startsWith(':remove web')));
	});
});

describe('a question', () => {
	it('starts on no where something ends, and Enter takes that', async () => {
		const world = await open();
		await onWeb(world);
		for (const key of ['S', 'K', 'D', 'R', 'P']) {
			await world.screen.press(key);
			await world.screen.waitFor('Enter no');
			await world.screen.press(keys.enter);
			await world.screen.waitFor(lines => !lines.some(line => line.includes('Enter no')));
		}
		expect(writing(world)).toEqual([]);
	});

	it('is answered by y, or by Enter after yes was chosen', async () => {
		const world = await open();
		await onWeb(world);
		await world.screen.press('P');
		await world.screen.waitFor('Enter no');
		await world.screen.press(keys.right);
		await world.screen.waitFor('Enter yes');
		await world.screen.press(keys.enter);
		await world.screen.waitFor('paused web');
		expect(writing(world)).toHaveLength(1);
	});

	it('is left by Esc, also when a letter came with it', async () => {
		const world = await open();
		await onWeb(world);
		await world.screen.press('S');
		await world.screen.waitFor('Enter no');
		await world.screen.press(`${keys.escape}y`);
		await world.screen.waitFor(lines => !lines.some(line => line.includes('Enter no')));
		await settle(world);
		expect(writing(world)).toEqual([]);
	});

	it('takes no answer before the terminal has drawn it', async () => {
		const world = await open();
		await onWeb(world);
		world.screen.freeze();
		// A frame that is on its way, and the question behind it.
		await world.screen.press('r', 'S', 'y', 'Y');
		await pause(30);
		world.screen.thaw();
		await world.screen.waitFor('stop container web?');
		expect(writing(world)).toEqual([]);
		await world.screen.press('y');
		await world.screen.waitFor('stopped web');
	});

	it('takes no answer where it cannot be seen, and the keys leave', async () => {
		const world = await open();
		await onWeb(world);
		world.screen.resize(39, 10);
		await world.screen.waitFor('tallyman needs 40x8');
		await world.screen.press('S', 'y');
		await pause(30);
		world.screen.resize(100, 30);
		await world.screen.waitFor(/CONTAINERS 1\/7/);
		expect(writing(world)).toEqual([]);
		await world.screen.press('S');
		await world.screen.waitFor('Enter no');
		world.screen.resize(39, 10);
		await world.screen.waitFor('tallyman needs 40x8');
		await world.screen.press('y');
		await pause(30);
		expect(writing(world)).toEqual([]);
	});

	it('keeps verb, name and answers in sight at 40x8', async () => {
		const {screen} = await open();
		screen.resize(40, 8);
		await screen.press(':', ...'stop web', keys.enter);
		await screen.waitFor(/stop container web\?[\s\S]*y yes/);
	});

	it('takes the next key when it was refused, so that its answer does not act elsewhere', async () => {
		const world = await open();
		const {screen} = world;
		await screen.press('2', '/', ...'/^failed$/', keys.enter);
		await screen.waitFor(/CONTAINERS 1\/7/);
		await screen.press('P');
		await screen.waitFor('it does not run');
		await screen.press('y');
		await screen.waitFor(lines => !lines.some(line => line.includes('it does not run')));
		await screen.waitFor(/CONTAINERS 1\/7/);
		await screen.press('y');
		await screen.waitFor('State:');
	});

	it('is not asked while a verb is under way on the object', async () => {
		const world = await open();
		await onWeb(world);
		world.simulator.faults.hang = /\/stop$/;
		await world.screen.press('S');
		await world.screen.waitFor('Enter no');
		await world.screen.press('y');
		await world.screen.waitFor('stopping');
		await world.screen.press('R');
		await world.screen.waitFor(/stopping since .*one verb at a time/);
		await world.screen.press('x');
		await world.screen.waitFor(lines => !lines.some(line => line.includes('one verb at a time')));
		await world.screen.press('K');
		await world.screen.waitFor('kill container web?');
	});
});

describe('what a terminal sends by itself', () => {
	it.each([
		['its version', '\u{1b}P>|kitty(0.35.2) \u{1b}\\'],
		['a mouse', '\u{1b}[<0;10;10MS\u{1b}[M D!'.replace('S', '')],
		['a release', '\u{1b}[83;2:3u'],
	])('is no key: %s', async (_name, text) => {
		const world = await open();
		await onWeb(world);
		await world.screen.press(text);
		await settle(world);
		await world.screen.waitFor(/CONTAINERS/);
		expect(writing(world)).toEqual([]);
	});

	it('is turned off at the start, where a program before left it on', async () => {
		const {screen} = await open();
		for (const mode of [1000, 1002, 1003, 1004, 1006]) expect(screen.output).toContain(`\u{1b}[?${mode}l`);
	});

	it('a release of y is no yes', async () => {
		const world = await open();
		await onWeb(world);
		await world.screen.press('S');
		await world.screen.waitFor('Enter no');
		await world.screen.press('\u{1b}[121;1:3u');
		await pause(30);
		expect(writing(world)).toEqual([]);
	});
});

// Every acting key with its answers, words that are commands, numbers, and lines that end.
const longText = [
	'Stop it now. Dynamic Kill, Pause! Remove yesterday’s Containers',
	'y',
	'Y',
	'remove',
	':remove web',
	'yes',
	'S',
	'y',
	':scale shop_api 0',
	'0',
	'Run Down: Upgrade All Boxes; :stop database',
	'',
	'y',
].join('\r');

const places: ReadonlyArray<readonly [string, readonly string[], string | RegExp]> = [
	['the home', [], 'CONTAINERS'],
	['a list', ['2'], /CONTAINERS 7/],
	['a page', ['2', 'i'], /State /],
	['a log', [':', ...'logs web', keys.enter], /LOG web/],
	['the text of an object', ['2', 'y'], /YAML|State:|Id:/],
	['the help', ['?'], 'the keys that work here'],
	['the filter', ['2', '/'], /CONTAINERS 7/],
	['the command line', [':'], /^:/m],
	['a question', ['2', 'g', 'D'], /remove container/],
	['a number', [':', ...'scale shop_api', keys.enter], 'scale service shop_api?'],
	['a word to be typed', [':', ...'remove web failed', keys.enter], 'remove 2 containers?'],
	['a search', [':', ...'logs web', keys.enter, '/'], /LOG web/],
	['the orders of a list', ['2', 's'], 'Sort by'],
	['the messages', [':', ...'messages', keys.enter], 'MESSAGES'],
];

describe('a long text that is pasted', () => {
	it.each(places)('changes nothing on the engine: %s', async (_name, way, expected) => {
		for (const [index, wrap] of [bracketed, (text: string) => text].entries()) {
			const world = await open();
			for (const key of way) await world.screen.press(key);
			await world.screen.waitFor(expected);
			const dice = createDice(way.length * 2 + index);
			const text = wrap(longText);
			// In one read, then in pieces as a slow line brings it, none of which is a key by itself.
			await world.screen.press(text);
			for (let at = 0; at < text.length; ) {
				const size = 2 + dice.below(30);
				await world.screen.press(text.slice(at, at + size));
				at += size;
			}
			await pause(20);
			expect(writing(world)).toEqual([]);
			await world.close();
			program = undefined;
		}
	});
});

import {PassThrough} from 'node:stream';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {askGround} from '../../source/terminal/ask-ground.ts';
import {createInputStream} from '../../source/terminal/input-stream.ts';

const attributes = '\u{1b}[?62;22c';
const white = '\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\';
const black = '\u{1b}]11;rgb:00/00/00\u{7}';

/** A terminal that says what a test lets it say. */
const openTerminal = () => {
	const modes: boolean[] = [];
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		ref: () => stdin,
		unref: () => stdin,
		setRawMode: (isRaw: boolean) => {
			modes.push(isRaw);
			return stdin;
		},
	});
	const stdout = new PassThrough();
	const streams = {stdin, stdout} as unknown as Parameters<typeof askGround>[0];
	const interrupt = vi.fn();
	const asked = askGround(streams, interrupt);
	/** What comes to the keys behind it. */
	const keysOf = async (...pieces: readonly string[]): Promise<string> => {
		const keyboard = createInputStream(streams.stdin);
		let keys = '';
		keyboard.on('data', piece => {
			keys += String(piece);
		});
		keyboard.setRawMode(true);
		for (const piece of pieces) {
			await nextTurn();
			stdin.write(piece);
		}
		await nextTurn();
		await nextTurn();
		return keys;
	};
	return {asked, modes, stdin, written: () => String(stdout.read()), interrupt, keysOf};
};

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
});

afterEach(() => {
	vi.useRealTimers();
});

describe('a terminal that answers', () => {
	it.each([
		['white', [white, attributes], 'light'],
		['black', [black, attributes], 'dark'],
		['white, all at once', [white + attributes], 'light'],
		['white in pieces', ['\u{1b}]11;rgb:ff', 'ff/ffff/ff', 'ff\u{1b}', `\\${attributes}`], 'light'],
		['solarized light', ['\u{1b}]11;rgb:fdfd/f6f6/e3e3\u{7}'], 'light'],
		['solarized dark', ['\u{1b}]11;rgb:0000/2b2b/3636\u{7}'], 'dark'],
		['with its transparency', ['\u{1b}]11;rgba:ffff/ffff/ffff/8000\u{7}'], 'light'],
		['nothing of its background', [attributes], undefined],
		['what is no colour', [`\u{1b}]11;\u{7}${attributes}`], undefined],
	])('%s', async (_, pieces, expected) => {
		const {asked, stdin, written, keysOf} = openTerminal();
		expect(written()).toBe('\u{1b}]11;?\u{7}\u{1b}[c');
		for (const piece of pieces) stdin.write(piece);
		expect(await asked.ground).toBe(expected);
		asked.release();
		expect(await keysOf('j')).toBe('j');
	});

	it('has its keyboard back as soon as all is answered', async () => {
		const {asked, modes, stdin} = openTerminal();
		expect(modes).toEqual([true]);
		stdin.write(white);
		await asked.ground;
		expect(modes).toEqual([true]);
		stdin.write(attributes);
		await nextTurn();
		expect(modes).toEqual([true, false]);
		asked.release();
		expect(modes).toEqual([true, false]);
	});
});

describe('a terminal that is silent', () => {
	it('is waited for 100 ms, and holds its keyboard until that is wanted', async () => {
		const {asked, modes} = openTerminal();
		const settled = vi.fn();
		void asked.ground.then(settled);
		vi.advanceTimersByTime(99);
		await nextTurn();
		expect(settled).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(await asked.ground).toBeUndefined();
		expect(modes).toEqual([true]);
		asked.release();
		expect(modes).toEqual([true, false]);
	});
});

describe('the keys', () => {
	it('never get an answer that comes late, whole or cut anywhere', async () => {
		for (let cut = 1; cut < white.length; cut++) {
			const {asked, stdin, keysOf} = openTerminal();
			stdin.write(white.slice(0, cut));
			await nextTurn();
			asked.release();
			// Escape by itself is a key until more comes: it is never held back.
			const keys = await keysOf(white.slice(cut) + attributes, 'j');
			expect(keys, `cut at ${cut}`).toBe(cut === 1 ? '\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\j' : 'j');
		}
	});

	it('get what was typed meanwhile, in its order', async () => {
		const {asked, stdin, keysOf} = openTerminal();
		stdin.write('j');
		stdin.write(`k${white}é`);
		stdin.write(attributes);
		await asked.ground;
		expect(await keysOf('l')).toBe('jkél');
	});

	it('have ^C, which raw mode would swallow', async () => {
		const {asked, stdin, interrupt} = openTerminal();
		stdin.write('\u{3}');
		await nextTurn();
		expect(interrupt).toHaveBeenCalledOnce();
		asked.release();
	});
});

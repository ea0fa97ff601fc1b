import type {Key} from 'ink';
import {firstWords} from '../../source/app/command/command-words.ts';
import {noKey} from '../../source/app/keys/key-name.ts';
import {bindables} from '../../source/app/keys/key-table.ts';
import {keys} from '../terminal/screen.ts';

/** Numbers from 0 up to 1, always the same ones for a seed. */
const createChance = (seed: number): (() => number) => {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		const mixed = Math.imul(state ^ (state >>> 15), state | 1);
		const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
		return ((again ^ (again >>> 14)) >>> 0) / 4_294_967_296;
	};
};

/** What a terminal sends for the keys that have names. */
const sent: Readonly<Record<string, string>> = {
	up: keys.up,
	down: keys.down,
	left: keys.left,
	right: keys.right,
	enter: keys.enter,
	escape: keys.escape,
	tab: keys.tab,
	home: keys.home,
	end: keys.end,
	pageup: keys.pageUp,
	pagedown: keys.pageDown,
	'shift+tab': '\u{1b}[Z',
};

const bytesOf = (key: string): string => {
	const letter = /^ctrl\+(.)$/.exec(key)?.[1];
	return letter === undefined ? (sent[key] ?? key) : keys.control(letter);
};

const named: Readonly<Record<string, Partial<Key>>> = {
	[keys.up]: {upArrow: true},
	[keys.down]: {downArrow: true},
	[keys.left]: {leftArrow: true},
	[keys.right]: {rightArrow: true},
	[keys.enter]: {return: true},
	[keys.escape]: {escape: true},
	[keys.tab]: {tab: true},
	[keys.home]: {home: true},
	[keys.end]: {end: true},
	[keys.pageUp]: {pageUp: true},
	[keys.pageDown]: {pageDown: true},
	'\u{1b}[Z': {tab: true, shift: true},
};

/** A piece of input in Ink's terms: a key, or a paste. */
export const inkOf = (piece: string): {readonly input: string; readonly key: Key} | {readonly pasted: string} => {
	const paste = /^\u{1b}\[200~(.*)\u{1b}\[201~$/su.exec(piece)?.[1];
	if (paste !== undefined) return {pasted: paste};
	const special = named[piece];
	if (special !== undefined) return {input: '', key: {...noKey, ...special}};
	const code = piece.charCodeAt(0);
	return code < 0x20
		? {input: String.fromCharCode(code + 0x60), key: {...noKey, ctrl: true}}
		: {input: piece, key: noKey};
};

/** Keys that end the program or hand it to the shell: a monkey that pressed them would do little else. */
const ending = ['q', 'ctrl+c', 'ctrl+z'];

/** Words of a command line that lead out of what is watched, or write a file of this machine. */
const leading = ['context', 'host', 'quit', 'save', 'save!', 'load', 'cp'];

/** What is typed where words are asked for: what destroys most often asks for one of these. */
const answers = ['web', 'yes', 'prune', 'remove', '3', '0', 'SIGKILL', 'nginx:1.27', '', 'a=b', 'all', 'drain', '512m'];

const names = ['web', 'db', 'shop', 'nginx:1.27', 'worker-1', 'bridge', 'cache'];

/**
 * What a monkey presses, as pieces of input that each come by themselves: every key that is bound, all capital letters,
 * command lines of every word there is, typed words, pastes, and answers of every sort. The same ones for a seed.
 */
export function* monkeyPresses(seed: number, words: readonly string[] = firstWords(false)): Generator<string> {
	const chance = createChance(seed);
	const one = (from: readonly string[]): string => from[Math.floor(chance() * from.length)] ?? '';
	const bound = bindables()
		.flatMap(bindable => bindable.keys)
		.filter(key => key !== ':' && !ending.includes(key))
		.map(bytesOf);
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	const calls = words.filter(word => !leading.includes(word));
	const answering = ['y', keys.enter, keys.left, keys.right, keys.tab, keys.down, 'n'];
	const moves = ['j', 'k', keys.down, keys.up, '1', '2', '3', '4', '5', '6', '7', '8', '9'];
	for (;;) {
		const kind = chance();
		if (kind < 0.25) yield one(bound);
		else if (kind < 0.45) yield one(moves);
		else if (kind < 0.6) {
			yield one(letters);
			yield one(answering);
			yield one(answering);
		} else if (kind < 0.7) {
			yield 'X';
			for (const letter of one(calls).slice(0, 4)) yield letter;
			yield keys.enter;
			yield one(answering);
		} else if (kind < 0.85) {
			yield ':';
			const line = [one(calls), ...(chance() < 0.5 ? [one(names)] : []), ...(chance() < 0.3 ? [one(answers)] : [])];
			for (const letter of line.join(' ')) yield letter;
			yield keys.enter;
			yield one(answering);
		} else if (kind < 0.95) {
			for (const letter of one(answers)) yield letter;
			yield keys.enter;
		} else yield `\u{1b}[200~${one([...calls.map(word => `:${word} web\r`), 'Sy', 'Dweb\r', 'Ky\r'])}\u{1b}[201~`;
		if (chance() < 0.3) yield keys.escape;
	}
}

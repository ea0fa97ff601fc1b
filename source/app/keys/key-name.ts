import type {Key} from 'ink';
import type {KeyName} from '../../keys.ts';

/** Ink's account of a key press as the name that the key table uses; undefined for what has none. */
export const keyName = (input: string, key: Key): KeyName | undefined => {
	if (key.upArrow) return 'up';
	if (key.downArrow) return 'down';
	if (key.leftArrow) return 'left';
	if (key.rightArrow) return 'right';
	if (key.pageUp) return 'pageup';
	if (key.pageDown) return 'pagedown';
	if (key.home) return 'home';
	if (key.end) return 'end';
	if (key.return) return 'enter';
	if (key.escape) return 'escape';
	if (key.tab) return key.shift ? 'shift+tab' : 'tab';
	if (key.backspace || key.delete) return 'backspace';
	if (input === '') return undefined;
	if (key.super || key.hyper) return `super+${input}`;
	return key.ctrl ? `ctrl+${input}` : input;
};

/** One key press in Ink's terms. */
export type Press = {readonly input: string; readonly key: Key};

const lone = (letter: string, key: Key): Press => {
	const code = letter.charCodeAt(0);
	// What was typed before the program took the terminal over ends its lines otherwise.
	if (letter === '\r' || letter === '\n') return {input: letter, key: {...key, return: true}};
	if (letter === '\t') return {input: letter, key: {...key, tab: true}};
	return code < 0x20 ? {input: String.fromCharCode(code + 0x60), key: {...key, ctrl: true}} : {input: letter, key};
};

/**
 * The single presses of what Ink tells as one. Keys that were pressed faster than they were read, as over a slow line,
 * come as one text. Esc and the letter after it, read together, come as Alt and the letter, which nothing here means:
 * it is Esc, and the letter was pressed at what Esc had left by then.
 */
export const pressesOf = (input: string, key: Key): readonly Press[] => {
	const isLetter = input !== '' || key.return || key.tab || key.backspace || key.delete;
	if (key.meta && isLetter) return [{input: '', key: {...key, meta: false, escape: true}}];
	const letters = [...input];
	return letters.length > 1 && keyName(input, key) === input
		? letters.map(letter => lone(letter, key))
		: [{input, key}];
};

/** No key but a letter. */
export const noKey: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

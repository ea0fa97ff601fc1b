import type {KeyName} from '../keys.ts';

/** Keys that are no letters, as they are written in the file. */
const named: ReadonlySet<string> = new Set([
	'up',
	'down',
	'left',
	'right',
	'enter',
	'escape',
	'tab',
	'shift+tab',
	'backspace',
	'pageup',
	'pagedown',
	'home',
	'end',
]);

const otherNames: Readonly<Record<string, KeyName>> = {space: ' ', esc: 'escape', return: 'enter', del: 'backspace'};

/** Letters with Ctrl that terminals send for another key. */
const sameAs: Readonly<Record<string, string>> = {
	'ctrl+i': 'tab',
	'ctrl+m': 'enter',
	'ctrl+j': 'enter',
	'ctrl+h': 'backspace',
};

/** The key that a text means: a letter or sign, `space`, `enter`, `ctrl+f` or `^f`; or why it means none. */
export const parseKey = (text: string): {readonly key: KeyName} | {readonly fault: string} => {
	if ([...text].length === 1) return /^[\p{Control}\p{Mark}]$/u.test(text) ? {fault: 'is no key'} : {key: text};
	const lower = text.toLowerCase().replace(/^(?:\^|c-|ctrl-)(?=.)/, 'ctrl+');
	const key = Object.hasOwn(otherNames, lower) ? otherNames[lower] : lower;
	if (key === undefined) return {fault: 'is no key'};
	if (named.has(key) || key === ' ') return {key};
	if (!/^ctrl\+[a-z]$/.test(key))
		return {fault: 'is no key: a letter or sign, space, enter, tab, up, pageup …, ctrl+f'};
	const same = sameAs[key];
	return same === undefined ? {key} : {fault: `is ${same} to a terminal`};
};

/** A key as it is written in the file. */
export const keyText = (key: KeyName): string => (key === ' ' ? 'space' : key);

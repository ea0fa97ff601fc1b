import {type MouseReport, mouseReport} from './mouse.ts';

/** What a terminal sends, less what is no key of a person: see `createInputFilter`. */
export type InputFilter = {
	/**
	 * What of a piece of input is keys and whole pastes, for the parser behind it. `now` is in ms and tells only how long
	 * ago the piece before came.
	 */
	feed(piece: string, now: number): string;
};

/** After this pause what comes belongs to no string or paste that was begun before it, ms. */
const longestGap = 500;

/** A string of a terminal (its version, a colour, a setting) is shorter; what is longer is not one. */
const longestString = 4096;

/** More is not typed into any prompt. */
const longestPaste = 100_000;

const pasteStart = '\u{1b}[200~';
const pasteEnd = '\u{1b}[201~';

/** Introducers of strings after ESC, and the same as one C1 control: DCS, SOS, OSC, PM, APC. */
const stringIntroducers = 'PX]^_';
const c1Strings = '\u{90}\u{98}\u{9d}\u{9e}\u{9f}';

/**
 * Control sequences that are keys: arrows, Home and End, function keys, Shift+Tab, `~` keys, and the kitty protocol's
 * presses. Mouse, focus, answers to questions and the releases of keys are not.
 */
const isKey = (parameters: string, final: string): boolean => {
	if (/^[<>=?]/.test(parameters)) return false;
	if (final === 'u') return !/:3(?:;|$)/.test(parameters);
	if ('ABCDEFHPQSZ'.includes(final)) return !/:3$/.test(parameters);
	return final === '~' && !/^20[01]$/.test(parameters) && !/:3$/.test(parameters);
};

/** Where a sequence of ESC [ ends, from its first parameter on; undefined while it is not whole. */
const endOfSequence = (text: string, from: number): number | undefined => {
	for (let at = from; at < text.length; at++) {
		const code = text.charCodeAt(at);
		// `ESC [ [ A`: function keys of the Linux console.
		if (at === from && code === 0x5b) continue;
		if (code >= 0x40 && code <= 0x7e) return at;
		// No sequence holds it: what began there was none.
		if (code < 0x20 || code > 0x7e) return at - 1;
	}
	return undefined;
};

type Step = {
	/** What goes on to the keys. */
	readonly passed: string;
	/** Where the rest begins; undefined when the rest is not whole yet and waits for the next piece. */
	readonly next: number | undefined;
	/** What the mouse did. */
	readonly report?: MouseReport | undefined;
};

const swallow = (next: number | undefined): Step => ({passed: '', next});

/** A string up to its end (ST, BEL), or to what no string holds: another ESC, `^c`. */
const stepOverString = (text: string, from: number): Step => {
	for (let at = from; at < text.length; at++) {
		const letter = text[at];
		if (letter === '\u{7}' || letter === '\u{9c}') return swallow(at + 1);
		if (letter === '\u{3}') return swallow(at);
		if (letter === '\u{1b}') {
			if (at + 1 === text.length) return swallow(undefined);
			return swallow(text[at + 1] === '\\' ? at + 2 : at);
		}
		if (at - from > longestString) return swallow(at);
	}
	return swallow(undefined);
};

const stepOverPaste = (text: string, from: number): Step => {
	const content = from + pasteStart.length;
	const end = text.indexOf(pasteEnd, content);
	if (end === -1) return swallow(undefined);
	const kept = text.slice(content, Math.min(end, content + longestPaste));
	// An introducer inside would end it for the parser behind.
	return {passed: `${pasteStart}${kept.replaceAll('\u{1b}', '')}${pasteEnd}`, next: end + pasteEnd.length};
};

const stepOverSequence = (text: string, from: number): Step => {
	if (text.startsWith(pasteStart, from)) return stepOverPaste(text, from);
	const end = endOfSequence(text, from + 2);
	if (end === undefined) return swallow(undefined);
	const final = text[end] ?? '';
	// The oldest mouse protocol: three bytes follow, of any value.
	if (final === 'M' && end === from + 2) return swallow(text.length < end + 4 ? undefined : end + 4);
	const sequence = text.slice(from, end + 1);
	const parameters = text.slice(from + 2, end);
	const isConsoleKey = text[from + 2] === '[';
	if (isConsoleKey || isKey(parameters, final)) return {passed: sequence, next: end + 1};
	return {...swallow(end + 1), report: mouseReport(parameters, final)};
};

const step = (text: string, from: number): Step => {
	const letter = text[from] ?? '';
	if (c1Strings.includes(letter)) return stepOverString(text, from + 1);
	if (letter !== '\u{1b}') return {passed: letter, next: from + 1};
	const after = text[from + 1];
	// Escape by itself, as far as can be told now: it is never held back.
	if (after === undefined) return {passed: letter, next: from + 1};
	if (after === '[') return stepOverSequence(text, from);
	if (stringIntroducers.includes(after)) return stepOverString(text, from + 2);
	// ESC before another ESC is Escape, pressed by itself.
	if (after === '\u{1b}') return {passed: letter, next: from + 1};
	return {passed: text.slice(from, from + 2), next: from + 2};
};

/**
 * Starts on input of its own. Strings of the terminal, mouse, focus, answers and releases of keys are swallowed whole,
 * also where they come in pieces; what the mouse did is told where that is understood; a paste goes on when its end has come, and is dropped when that never comes. Keys are
 * never held back: no timer runs, what is unfinished is forgotten when something comes after a pause.
 */
export const createInputFilter = (tell: (report: MouseReport) => void = () => undefined): InputFilter => {
	let waiting = '';
	let last = Number.NEGATIVE_INFINITY;
	return {
		feed: (piece, now) => {
			const text = now - last > longestGap ? piece : waiting + piece;
			last = now;
			waiting = '';
			let passed = '';
			for (let at = 0; at < text.length; ) {
				const {passed: part, next, report} = step(text, at);
				passed += part;
				if (report !== undefined) tell(report);
				if (next === undefined) {
					waiting = text.slice(at);
					// A paste that is longer than any is dropped as it comes; only its end is looked for.
					if (waiting.length > longestPaste * 2) waiting = pasteStart + waiting.slice(-pasteEnd.length);
					break;
				}
				at = next;
			}
			return passed;
		},
	};
};

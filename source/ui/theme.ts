import type {Span, Tone} from '../model/tone.ts';
import {asciiText} from './ascii.ts';

/** The escape sequences that begin and end something; both empty when it looks like plain text. */
export type Style = {readonly open: string; readonly close: string};

/** How tones look in this terminal. */
export type Theme = {
	readonly isColored: boolean;
	/** Whether the terminal knows no more than ASCII. */
	readonly isAscii: boolean;
	readonly tones: Readonly<Record<Tone, Style>>;
	readonly inverse: Style;
	readonly dim: Style;
	/** The hit that a search stands on, among hits that are inverse. */
	readonly currentHit: Style;
};

const sgr = (...codes: readonly number[]): Style => ({
	// Separate sequences, since Ink tracks each with its own end.
	open: codes.map(code => `\u{1b}[${code}m`).join(''),
	close: codes
		.map(code => `\u{1b}[${code === 1 || code === 2 ? 22 : code === 7 ? 27 : code === 4 ? 24 : 39}m`)
		.join(''),
});

const none: Style = {open: '', close: ''};

/**
 * Only the 16 standard colours, so that the person's own palette holds, and of those the ones that read on dark, light
 * and solarized: no bright ones (greys in solarized) except blue on a dark ground, no white, no black.
 */
export const createTheme = (options: {
	readonly isColored: boolean;
	readonly isDark?: boolean;
	readonly isAscii?: boolean;
}): Theme => {
	const blue = options.isDark === false ? 34 : 94;
	const color = (...codes: readonly number[]): Style => (options.isColored ? sgr(...codes) : none);
	return {
		isColored: options.isColored,
		isAscii: options.isAscii ?? false,
		tones: {
			plain: none,
			strong: sgr(1),
			quiet: sgr(2),
			good: color(32),
			busy: color(35),
			warning: color(33),
			bad: options.isColored ? sgr(1, 31) : sgr(1),
			accent: color(36),
			cursor: sgr(7),
			hue0: color(36),
			hue1: color(35),
			hue2: color(blue),
			hue3: color(32),
			hue4: color(33),
			hue5: color(1, 35),
		},
		inverse: sgr(7),
		dim: sgr(2),
		currentHit: options.isColored ? sgr(7, 33) : sgr(7, 4),
	};
};

/** Whether the environment wants colours: NO_COLOR (https://no-color.org) and TERM=dumb say no. */
export const isColoredTerminal = (environment: Readonly<Record<string, string | undefined>>): boolean =>
	(environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb';

// One program draws on one terminal: a variable is cheaper than a React context that every line would read.
let current = createTheme({isColored: true});

/** Chooses the theme of everything painted from now on. */
export const setTheme = (theme: Theme): void => {
	current = theme;
};

/** The theme in force. */
export const currentTheme = (): Theme => current;

/** A span with its colour, not fitted to any width. */
export const paintSpan = (span: Span): string => {
	const {open, close} = current.tones[span.tone ?? 'plain'];
	const text = current.isAscii ? asciiText(span.text) : span.text;
	return open === '' ? text : `${open}${text}${close}`;
};

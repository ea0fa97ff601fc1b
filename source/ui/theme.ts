import type {Ground, ThemeName} from '../model/theme-name.ts';
import type {Span, Tone} from '../model/tone.ts';
import {asciiText} from './ascii.ts';
import {type Codes, paletteOf} from './palettes.ts';

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
	/** Colour of a box's edges, as Ink names it: that of what is pointed out. */
	readonly edge?: string;
};

/** What ends each of what SGR begins; all else is a colour. */
const ends: Readonly<Record<string, number>> = {1: 22, 2: 22, 3: 23, 4: 24, 7: 27};

const sgr = (...codes: Codes): Style => ({
	// Separate sequences, since Ink tracks each with its own end.
	open: codes.map(code => `\u{1b}[${code}m`).join(''),
	close: codes.map(code => `\u{1b}[${ends[code] ?? 39}m`).join(''),
});

const none: Style = {open: '', close: ''};

/** Codes that are no colour. */
const plainly = (codes: Codes): Codes => codes.filter(code => String(code) in ends);

/** A colour as Ink names it; of the standard ones only cyan points things out. */
const inkColor = (codes: Codes): string => {
	const index = codes.map(code => /^38;5;(\d+)$/.exec(String(code))?.[1]).find(found => found !== undefined);
	return index === undefined ? 'cyan' : `ansi256(${index})`;
};

const mapped = <Key extends string>(
	palette: Readonly<Record<Key, Codes>>,
	look: (codes: Codes) => Style,
): Readonly<Record<Key, Style>> =>
	// Safe: its keys are those of what it is made from.
	Object.fromEntries(Object.entries<Codes>(palette).map(([key, codes]) => [key, look(codes)])) as Record<Key, Style>;

/** Makes a theme: as it is on a dark ground, with the standard colours, where nothing else is said. */
export const createTheme = (options: {
	readonly isColored: boolean;
	readonly name?: ThemeName;
	readonly ground?: Ground;
	readonly isAscii?: boolean;
}): Theme => {
	const {isColored, name = 'auto', ground = 'dark', isAscii = false} = options;
	const palette = paletteOf(name, ground);
	const look = (codes: Codes): Style => sgr(...(isColored ? codes : plainly(codes)));
	const {stale, ...toned} = palette;
	return {
		isColored,
		isAscii,
		tones: {
			plain: none,
			strong: sgr(1),
			cursor: sgr(7),
			...mapped(toned, look),
			...(isColored ? {} : {hue5: none}),
		},
		inverse: sgr(7),
		dim: look(stale),
		...(isColored ? {edge: inkColor(palette.accent)} : {}),
		currentHit: isColored ? sgr(7, ...palette.warning) : sgr(7, 4),
	};
};

/** Whether the environment wants colours: NO_COLOR (https://no-color.org) and TERM=dumb say no. */
export const isColoredTerminal = (environment: Readonly<Record<string, string | undefined>>): boolean =>
	(environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb';

/** Whether the terminal knows the table of 256 colours, as far as its environment tells. */
export const hasManyColors = ({
	TERM: name = '',
	COLORTERM: colors = '',
}: Readonly<Record<string, string | undefined>>): boolean =>
	colors !== '' || /256color|direct|kitty|alacritty|ghostty|foot|wezterm/.test(name);

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

import type {Ground, ThemeName} from '../model/theme-name.ts';
import type {Tone} from '../model/tone.ts';

/** SGR parameters that give a piece of text its look, one for each that has an end of its own: `1`, `31`, `38;5;28`. */
export type Codes = ReadonlyArray<number | string>;

/** The looks of tones that have a colour, and of old rows. */
export type Palette = Readonly<Record<Exclude<Tone, 'plain' | 'strong' | 'cursor'> | 'stale', Codes>>;

const bold = 1;
const dim = 2;
const italic = 3;

/** A colour of the table of 256, which is the same whatever the terminal's own palette is. */
const fixed = (index: number): string => `38;5;${index}`;

// Only the 16 standard colours, so that the person's own palette holds, and of those the ones that read on dark, light
// and solarized: no bright ones (greys in solarized) except blue on a dark ground, no white, no black.
const standard = (ground: Ground): Palette => {
	const blue = ground === 'dark' ? 94 : 34;
	return {
		quiet: [dim],
		stale: [dim],
		good: [32],
		busy: [35],
		warning: [33],
		bad: [bold, 31],
		accent: [36],
		hue0: [36],
		hue1: [35],
		hue2: [blue],
		hue3: [32],
		hue4: [33],
		hue5: [bold, 35],
	};
};

/** Colours by what they are for; the hues that tell sources of a log apart are the same again, and one of their own. */
const fromFixed = (colors: {
	readonly good: number;
	readonly busy: number;
	readonly warning: number;
	readonly bad: number;
	readonly accent: number;
	readonly other: number;
}): Palette => ({
	quiet: [dim],
	stale: [dim],
	good: [fixed(colors.good)],
	busy: [fixed(colors.busy)],
	warning: [fixed(colors.warning)],
	bad: [bold, fixed(colors.bad)],
	accent: [fixed(colors.accent)],
	hue0: [fixed(colors.accent)],
	hue1: [fixed(colors.busy)],
	hue2: [fixed(colors.other)],
	hue3: [fixed(colors.good)],
	hue4: [fixed(colors.warning)],
	hue5: [bold, fixed(colors.busy)],
});

// The standard yellow and cyan are hard to see on white in most palettes.
const light = fromFixed({good: 28, busy: 90, warning: 94, bad: 124, accent: 24, other: 25});

// Nothing dim: what is old is slanted instead.
const contrasting = (palette: Palette): Palette => ({...palette, quiet: [], stale: [italic]});

const highContrast: Readonly<Record<Ground, Palette>> = {
	dark: contrasting(fromFixed({good: 120, busy: 219, warning: 227, bad: 210, accent: 123, other: 153})),
	light: contrasting(fromFixed({good: 22, busy: 53, warning: 58, bad: 88, accent: 18, other: 17})),
};

// Blue is good and orange is bad, which those see apart who see red and green alike; nothing green is among them.
const colorBlind: Readonly<Record<Ground, Palette>> = {
	dark: fromFixed({good: 75, busy: 182, warning: 227, bad: 208, accent: 159, other: 255}),
	light: fromFixed({good: 25, busy: 90, warning: 58, bad: 130, accent: 24, other: 240}),
};

/** The palette of a theme on a ground; those of one ground alone are the same on any. */
export const paletteOf = (name: ThemeName, ground: Ground): Palette => {
	switch (name) {
		case 'auto':
			return ground === 'dark' ? standard(ground) : light;
		case 'dark':
			return standard('dark');
		case 'light':
			return light;
		case '16-colours':
			return standard(ground);
		case 'high-contrast':
			return highContrast[ground];
		case 'colour-blind':
			return colorBlind[ground];
	}
};

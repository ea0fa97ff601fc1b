import {describe, expect, it} from 'vitest';
import {type Ground, themeNames} from '../../source/model/theme-name.ts';
import {type Codes, paletteOf} from '../../source/ui/palettes.ts';
import {createTheme, hasManyColors} from '../../source/ui/theme.ts';

const levels = [0, 95, 135, 175, 215, 255];

/** Red, green and blue of a colour of the table of 256, 0 to 1. */
const rgbOf = (index: number): readonly number[] =>
	index >= 232
		? [0, 0, 0].map(() => (8 + (index - 232) * 10) / 255)
		: [36, 6, 1].map(place => (levels[Math.floor((index - 16) / place) % 6] ?? 0) / 255);

const luminance = (rgb: readonly number[]): number => {
	const [red = 0, green = 0, blue = 0] = rgb.map(part =>
		part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
	);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** Contrast as WCAG has it, 1 to 21. */
const contrast = (one: readonly number[], other: readonly number[]): number => {
	const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (high + 0.05) / (low + 0.05);
};

const fixedOf = (codes: Codes): number | undefined => {
	const found = codes.map(code => /^38;5;(\d+)$/.exec(String(code))?.[1]).find(index => index !== undefined);
	return found === undefined ? undefined : Number(found);
};

const grounds: Readonly<Record<Ground, readonly number[]>> = {dark: [0.12, 0.12, 0.12], light: [1, 1, 1]};
const all = themeNames.flatMap(name => (['dark', 'light'] as const).map(ground => [name, ground] as const));

describe('a palette', () => {
	it.each(all)('%s on a %s ground tells good, busy, warning and bad apart', (name, ground) => {
		const {good, busy, warning, bad} = paletteOf(name, ground);
		expect(new Set([good, busy, warning, bad].map(codes => codes.join(';'))).size).toBe(4);
	});

	it.each(all)('%s on a %s ground can be read', (name, ground) => {
		const least = name === 'high-contrast' ? 6.5 : 4;
		const own = name === 'light' || name === 'dark' ? name : ground;
		for (const [tone, codes] of Object.entries<Codes>(paletteOf(name, ground))) {
			const index = fixedOf(codes);
			if (index !== undefined) expect(contrast(rgbOf(index), grounds[own]), `${tone} ${index}`).toBeGreaterThan(least);
		}
	});

	it.each(all)('%s on a %s ground colours the edges of boxes as what is pointed out', (name, ground) => {
		const index = fixedOf(paletteOf(name, ground).accent);
		expect(createTheme({isColored: true, name, ground}).edge).toBe(index === undefined ? 'cyan' : `ansi256(${index})`);
		expect(createTheme({isColored: false, name, ground}).edge).toBeUndefined();
	});

	it('of 16 colours leaves all to the terminal’s own', () => {
		for (const ground of ['dark', 'light'] as const)
			for (const codes of Object.values<Codes>(paletteOf('16-colours', ground))) expect(fixedOf(codes)).toBeUndefined();
	});

	it('of high contrast has nothing dim', () => {
		const theme = createTheme({isColored: true, name: 'high-contrast'});
		expect(JSON.stringify(theme)).not.toContain('[2m');
	});

	it('for the colour-blind has blue for good and no green', () => {
		for (const ground of ['dark', 'light'] as const) {
			const {good, bad} = paletteOf('colour-blind', ground);
			const [goodRed = 0, , goodBlue = 0] = rgbOf(fixedOf(good) ?? 0);
			const [badRed = 0, , badBlue = 0] = rgbOf(fixedOf(bad) ?? 0);
			expect(goodBlue).toBeGreaterThan(goodRed + 0.3);
			expect(badRed).toBeGreaterThan(badBlue + 0.3);
		}
	});
});

it.each(themeNames)('%s is without colour where none is wanted', name => {
	const theme = createTheme({isColored: false, name});
	expect(JSON.stringify(theme)).not.toMatch(/\[(?:3\d|9\d|38;)/);
	expect(theme.tones.bad.open).toBe('\u{1b}[1m');
});

it.each([
	[{TERM: 'xterm-256color'}, true],
	[{TERM: 'xterm-kitty'}, true],
	[{TERM: 'xterm', COLORTERM: 'truecolor'}, true],
	[{TERM: 'linux'}, false],
	[{}, false],
])('%j tells whether there are 256 colours', (environment, expected) => {
	expect(hasManyColors(environment)).toBe(expected);
});

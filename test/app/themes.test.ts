import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {usualSettings} from '../../source/settings/settings.ts';
import {createTheme, setTheme} from '../../source/ui/theme.ts';
import {openProgramOn, type Program} from './program.ts';

// Which colours the whole program takes, on terminals that tell their background and on such that do not.

let program: Program | undefined;

beforeEach(() => {
	vi.stubEnv('COLORTERM', 'truecolor');
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	vi.unstubAllEnvs();
	setTheme(createTheme({isColored: true}));
});

const white = 'rgb:ffff/ffff/ffff';

/** The colour of the sign that all is well. */
const liveColor = async (options: Parameters<typeof openProgramOn>[0]): Promise<number | undefined> => {
	program = await openProgramOn(options);
	const {screen} = program;
	let color: number | undefined;
	// Read as soon as it stands there: a machine that is busy enough may lose its engine.
	await screen.waitFor(([header = '']) => {
		const at = header.indexOf('● live');
		if (at !== -1) color = screen.cell(0, at).color;
		return at !== -1;
	});
	expect(screen.text().at(-2)).not.toContain('does nothing here');
	return color;
};

describe('the theme', () => {
	it('is light on a terminal that says that it is white', async () => {
		expect(await liveColor({background: white})).toBe(28);
	});

	it('is dark on one that says that it is black', async () => {
		expect(await liveColor({background: 'rgb:0000/0000/0000'})).toBe(2);
	});

	it.each([
		['does not know its background', {}],
		['answers nothing at all', {isSilent: true}],
	])('is dark on one that %s', async (_, options) => {
		expect(await liveColor(options)).toBe(2);
	});

	it('is of the terminal’s own colours where it has but 16', async () => {
		vi.stubEnv('COLORTERM', '');
		vi.stubEnv('TERM', 'linux');
		expect(await liveColor({background: white})).toBe(2);
	});

	it('is the one that was set, and nobody is asked', async () => {
		expect(await liveColor({background: white, settings: {...usualSettings, theme: 'dark'}})).toBe(2);
		expect(program?.screen.output).not.toContain('\u{1b}]11;?');
	});

	it('for the colour-blind is the one for the ground', async () => {
		expect(await liveColor({background: white, settings: {...usualSettings, theme: 'colour-blind'}})).toBe(25);
	});

	it('is none where no colours are wanted, and nobody is asked', async () => {
		vi.stubEnv('NO_COLOR', '1');
		expect(await liveColor({background: white})).toBeUndefined();
		expect(program?.screen.output).not.toContain('\u{1b}]11;?');
	});
});

it('--ascii draws ASCII, whatever the locale says', async () => {
	vi.stubEnv('LC_ALL', 'C.UTF-8');
	program = await openProgramOn({isAscii: true});
	await program.screen.waitFor('* live');
	expect(program.screen.text().join('')).toMatch(/^[ -~]*$/);
});

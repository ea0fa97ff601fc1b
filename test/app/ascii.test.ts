import {afterEach, expect, it, vi} from 'vitest';
import {asciiText, isAsciiTerminal} from '../../source/ui/ascii.ts';
import {createTheme, setTheme} from '../../source/ui/theme.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
	vi.unstubAllEnvs();
	setTheme(createTheme({isColored: true}));
});

it('draws every screen in ASCII where the terminal is not UTF-8, each figure in its column', async () => {
	vi.stubEnv('LC_ALL', 'C');
	program = await openProgramOn({columns: 140, rows: 40});
	const {screen} = program;
	await screen.waitFor(/\* live[\s\S]*x sick/);
	await screen.waitFor(/database .* \d+\.\d\d%/);
	const places: ReadonlyArray<readonly [string, string | RegExp]> = [
		['2', 'CONTAINERS 7'],
		[keys.enter, /Usage/],
		['?', 'the keys that work here'],
		['3', 'SERVICES 2'],
		['5', 'NODES'],
		['2', 'CONTAINERS 7'],
		['l', /LOG/],
		['2', 'CONTAINERS 7'],
		['S', 'stop container'],
	];
	for (const [key, seen] of places) {
		await screen.press(key);
		await screen.waitFor(seen);
		expect(screen.text().join('')).toMatch(/^[ -~]*$/);
	}
	// What is in the stream counts, not what an emulator makes of it.
	expect(screen.output).toMatch(/^[\0-~]*$/);
});

it.each([
	['a cut name', 'registry.loca…', 'registry.loca.'],
	['what is not known', '–', '-'],
	['a bar of a graph as high as before', '▁▅█⣀⣿', '_=#.#'],
	['a wide letter in two cells', '東京', '? ? '],
	['marks that have no cell of their own', 'e\u{301}a\u{300}', '??'],
])('has %s', (_, text, expected) => {
	expect(asciiText(text)).toBe(expected);
});

it.each([
	[{LC_ALL: 'C', LANG: 'en_US.UTF-8'}, true],
	[{LANG: 'C'}, true],
	[{LC_CTYPE: 'POSIX'}, true],
	[{LANG: 'de_DE.ISO-8859-1'}, true],
	[{LC_ALL: '', LC_CTYPE: 'C.utf8', LANG: 'C'}, false],
	[{LC_CTYPE: 'UTF-8'}, false],
	[{LANG: 'en_US.UTF-8'}, false],
	[{}, false],
])('takes the charset from the locale: %j', (environment, expected) => {
	expect(isAsciiTerminal(environment)).toBe(expected);
});

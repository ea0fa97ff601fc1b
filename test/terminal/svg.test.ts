import xterm from '@xterm/headless';
import {expect, it} from 'vitest';
import {terminalSvg} from './svg.ts';

const drawn = async (text: string, ground: 'dark' | 'light'): Promise<string> => {
	const terminal = new xterm.Terminal({cols: 12, rows: 1, allowProposedApi: true});
	await new Promise<void>(resolve => terminal.write(text, resolve));
	return terminalSvg(terminal, ground);
};

it.each([
	['a standard colour', '31', 'dark', '#e06c75'],
	['the same on light', '31', 'light', '#b4232c'],
	['none, on light', '39', 'light', '#24292f'],
	['the first of the cube', '38;5;16', 'light', '#000000'],
	['one of the cube', '38;5;94', 'light', '#875f00'],
	['the last of the cube', '38;5;231', 'dark', '#ffffff'],
	['a grey', '38;5;240', 'light', '#585858'],
] as const)('draws %s as a terminal does', async (_, code, ground, color) => {
	expect(await drawn(`\u{1b}[${code}mword`, ground)).toContain(`fill="${color}" textLength="33.6">word<`);
});

it('draws what is inverse in the colour of the ground', async () => {
	const svg = await drawn('\u{1b}[7mword', 'light');
	expect(svg).toMatch(/<rect [^>]*fill="#24292f" shape-rendering[^>]*><text [^>]*fill="#fbfbfa"/);
});

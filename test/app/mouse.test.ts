import {afterEach, describe, expect, it} from 'vitest';
import {usualSettings} from '../../source/settings/settings.ts';
import {without} from '../house/port.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed, writing} from './program.ts';

let program: Program | undefined;

afterEach(async () => {
	await program?.close();
	program = undefined;
});

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn({settings: {...usualSettings, hasMouse: true}, ...options});
	await program.screen.waitFor('6/6 tasks');
	return program;
};

/** Where a text begins on the screen, the first time from a line on; counted from 0. */
const placeOf = ({screen}: Program, text: string, from = 0): {readonly column: number; readonly row: number} => {
	const lines = screen.text();
	const row = lines.findIndex((line, index) => index >= from && line.includes(text));
	if (row === -1) throw new Error(`there is no ${text} in\n${lines.join('\n')}`);
	return {column: lines[row]?.indexOf(text) ?? 0, row};
};

const report = (button: number, {column, row}: {readonly column: number; readonly row: number}, final = 'M'): string =>
	`\u{1b}[<${button};${column + 1};${row + 1}${final}`;

/** Presses and lets go of the left button where a text stands. */
const click = async (opened: Program, text: string, from = 0): Promise<void> => {
	const place = placeOf(opened, text, from);
	await opened.screen.press(report(0, place), report(0, place, 'm'));
};

const wheel = async (opened: Program, way: 'up' | 'down', text: string, from = 0): Promise<void> =>
	opened.screen.press(report(way === 'up' ? 64 : 65, placeOf(opened, text, from)));

/** Whether the bar of the selection is on the line of a text. */
const isSelected = (opened: Program, text: string, from = 0): boolean =>
	opened.screen.cell(placeOf(opened, text, from).row, 10).isInverse;

const selects = (opened: Program, text: string, from = 0) =>
	opened.screen.waitFor(
		lines => lines.some((line, row) => row >= from && line.includes(text)) && isSelected(opened, text, from),
	);

const containers = async (opened: Program): Promise<void> => {
	await opened.screen.press('2');
	await opened.screen.waitFor(/CONTAINERS 7▴/);
};

describe('a click', () => {
	it('on a row puts the cursor there, and another one goes in', async () => {
		const opened = await open();
		await containers(opened);
		await click(opened, 'stubborn');
		await selects(opened, 'stubborn');
		await click(opened, 'web ');
		await selects(opened, 'web ');
		await click(opened, 'web ');
		await opened.screen.waitFor(/CONTAINER web/);
	});

	it('on the second line of a row is on that row', async () => {
		const opened = await open();
		await containers(opened);
		await opened.screen.waitFor('no answer on port 80');
		await click(opened, 'no answer on port 80');
		await selects(opened, 'sick');
	});

	it('on the first row, where nobody pointed yet, only puts the cursor there', async () => {
		const opened = await open();
		await containers(opened);
		await click(opened, 'agent.');
		await click(opened, '▴');
		await opened.screen.waitFor(/CONTAINERS 7▾/);
		await selects(opened, 'agent.');
	});

	it('on a title sorts by it, and again the other way round', async () => {
		const opened = await open();
		await containers(opened);
		await click(opened, 'CPU%');
		await opened.screen.waitFor('▾CPU%');
		await click(opened, 'CPU%');
		await opened.screen.waitFor('▴CPU%');
		await click(opened, 'STATUS');
		await opened.screen.waitFor(
			lines => lines.every(line => !line.includes('CPU%')) || /STATUS[▴▾]/.test(lines.join()),
		);
		await click(opened, 'CONTAINERS 7');
		await opened.screen.waitFor(/CONTAINERS 7▴/);
	});

	it('on a tab goes to its screen', async () => {
		const opened = await open();
		await click(opened, '5 Nodes');
		await opened.screen.waitFor(/NODES \d/);
		await click(opened, 'Overview');
		await opened.screen.waitFor(/TASKS 6/);
	});

	it('at home is in whichever panel is there', async () => {
		const opened = await open();
		const tasks = placeOf(opened, 'TASKS 6').row;
		await click(opened, 'shop_api.2', tasks);
		await selects(opened, 'shop_api.2', tasks);
		const services = placeOf(opened, 'SERVICES 2').row;
		await click(opened, 'agent ', services);
		await selects(opened, 'agent ', services);
		await click(opened, 'agent ', services);
		await opened.screen.waitFor(/TASKS 3.6 of agent/);
	});

	it('is where Ink has put a list, also beside another panel and under groups', async () => {
		const opened = await open({columns: 200, rows: 24});
		const at = placeOf(opened, 'TASKS 6');
		expect(at.column).toBeGreaterThan(80);
		await opened.screen.press(report(0, {column: at.column + 2, row: at.row + 3}));
		await opened.screen.waitFor(() => opened.screen.cell(at.row + 3, at.column + 6).isInverse);
		await opened.screen.press('4');
		await opened.screen.waitFor(/TASKS \d+▴/);
		await typed(opened, 'group service');
		await opened.screen.waitFor(/TASKS .* by service/);
		await click(opened, '▾ shop_api');
		await selects(opened, '▾ shop_api');
		await click(opened, '▾ shop_api');
		await opened.screen.waitFor('▸ shop_api');
	});

	it('where nothing is does nothing', async () => {
		const opened = await open();
		await containers(opened);
		const before = opened.screen.text().slice(2, -2);
		for (const place of [
			{column: 0, row: 0},
			{column: 50, row: 20},
			{column: 3, row: 29},
			{column: 999, row: 999},
		])
			await opened.screen.press(report(0, place));
		await opened.screen.press('g');
		await opened.screen.waitFor(/CONTAINERS 7▴/);
		expect(
			opened.screen
				.text()
				.slice(2, 5)
				.map(line => line.slice(0, 30)),
		).toEqual(before.slice(0, 3).map(line => line.slice(0, 30)));
	});
});

describe('the wheel', () => {
	it('goes through the list under it, and through a text', async () => {
		const opened = await open();
		await containers(opened);
		await wheel(opened, 'down', 'STATUS');
		await opened.screen.press('j');
		await opened.screen.waitFor(() =>
			opened.screen
				.text()
				.some((line, row) => row > 5 && opened.screen.cell(row, 10).isInverse && line.includes('sick')),
		);
		await wheel(opened, 'up', 'STATUS');
		await opened.screen.press('i');
		await opened.screen.waitFor(/CONTAINER /);
		await opened.screen.press('y');
		await opened.screen.waitFor(/1-\d+ of \d+|Id:/);
		const first = opened.screen.text()[3];
		await opened.screen.press(report(65, {column: 5, row: 10}));
		await opened.screen.waitFor(lines => lines[3] !== first);
	});

	it('at home goes through the panel under it', async () => {
		const opened = await open();
		const services = placeOf(opened, 'SERVICES 2').row;
		await wheel(opened, 'down', 'SERVICES 2');
		await selects(opened, 'shop_api', services);
	});
});

describe('where a question stands', () => {
	it('no click answers it, wherever that is, and none acts', async () => {
		const opened = await open();
		const {screen} = opened;
		await containers(opened);
		await click(opened, 'web ');
		await selects(opened, 'web ');
		await screen.press('S');
		await screen.waitFor('Enter no');
		const reports = Array.from({length: 30}, (_, row) =>
			Array.from({length: 25}, (__, at) => report(0, {column: at * 4, row})).join(''),
		);
		for (const line of reports) await screen.press(line);
		await screen.waitFor('Enter no');
		await screen.press(keys.escape);
		await screen.waitFor(without('Enter no'));
		// All over the screen without a question too, the footer with its acting keys among it.
		for (const line of reports) await screen.press(line);
		await screen.press('1');
		await screen.waitFor('6/6 tasks');
		expect(writing(opened)).toEqual([]);
	});

	it('a menu stays as it is', async () => {
		const opened = await open();
		await containers(opened);
		await opened.screen.press('s');
		await opened.screen.waitFor('Sort by');
		await click(opened, 'web ');
		await wheel(opened, 'down', 'STATUS');
		await opened.screen.press(keys.escape);
		await opened.screen.waitFor(without('Sort by'));
		await opened.screen.waitFor(/CONTAINERS 7▴/);
		await opened.screen.press('j');
		expect(isSelected(opened, 'web ')).toBe(false);
	});
});

describe('the mouse', () => {
	it('is off until it is wanted, and is the terminal’s again after it', async () => {
		const opened = await open({settings: usualSettings});
		const {screen} = opened;
		expect(screen.output).not.toContain('\u{1b}[?1000h');
		await containers(opened);
		await click(opened, 'stubborn');
		await screen.press('i');
		await screen.waitFor(/CONTAINER agent/);
		await screen.press(keys.escape);
		await screen.waitFor(/CONTAINERS 7▴/);
		await typed(opened, 'mouse');
		await screen.waitFor('the mouse scrolls, points and sorts');
		expect(screen.output).toContain('\u{1b}[?1000h\u{1b}[?1006h');
		await click(opened, 'stubborn');
		await selects(opened, 'stubborn');
		const before = screen.output.length;
		await typed(opened, 'mouse');
		await screen.waitFor('the mouse is left to the terminal');
		expect(screen.output.slice(before)).toContain('\u{1b}[?1006l');
		await click(opened, 'web ');
		await screen.press('i');
		await screen.waitFor(/CONTAINER stubborn/);
	});

	it('is told of on our screen only', async () => {
		const opened = await open();
		expect(opened.screen.output.lastIndexOf('\u{1b}[?1000h')).toBeGreaterThan(
			opened.screen.output.lastIndexOf('\u{1b}[?1049h'),
		);
		await opened.close();
		program = undefined;
		const {output} = opened.screen;
		expect(output.lastIndexOf('\u{1b}[?1000l')).toBeGreaterThan(output.lastIndexOf('\u{1b}[?1000h'));
		expect(output.lastIndexOf('\u{1b}[?1006l')).toBeGreaterThan(output.lastIndexOf('\u{1b}[?1006h'));
	});
});

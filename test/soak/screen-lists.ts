import type {Terminal} from '../pty/terminal.ts';
import {type Lists, shortName, statusWord} from './engine-truth.ts';

/** How a list is found and read: its key, its title, its columns in the order of what is compared, and what of them. */
type ListPlan = {
	readonly key: string;
	readonly title: string;
	readonly columns: string;
	readonly line: (cells: readonly string[]) => string;
};

/** An engine in the list of containers: the manager's is named by its address, a node's by what it is called. */
const engineWord = (cell: string): string => /node\d/.exec(cell)?.[0] ?? cell;

/** The first word of what changes with time: `running 3s`. */
const stateWord = (cell: string): string => cell.split(' ')[0] ?? '';

const plans: Readonly<Record<keyof Lists, ListPlan>> = {
	containers: {
		key: '2',
		title: 'CONTAINERS',
		columns: 'name,status,engine',
		line: ([name = '', status = '', engine = '']) => `${shortName(name)} ${statusWord(status)} ${engineWord(engine)}`,
	},
	services: {key: '3', title: 'SERVICES', columns: 'name,replicas', line: cells => cells.join(' ')},
	tasks: {
		key: '4',
		title: 'TASKS',
		columns: 'name,state,desired,node',
		line: ([name, state = '', desired, node]) => `${name} ${stateWord(state)} ${desired} ${node}`,
	},
	nodes: {
		key: '5',
		title: 'NODES',
		columns: 'name,state,availability,address',
		line: ([name = '', ...rest]) => [name.replace(/ \*$/, ''), ...rest].join(' '),
	},
};

/** Which rows a list says that it shows, and of how many. */
const rangeOf = (screen: readonly string[], title: string) => {
	const [, first, last, of, whole] =
		new RegExp(`^ {2}${title} (?:(\\d+)-(\\d+)/(\\d+)|(\\d+))[▴▾]`).exec(screen[2] ?? '') ?? [];
	if (whole !== undefined) return {first: Math.min(1, Number(whole)), last: Number(whole), of: Number(whole)};
	return first === undefined ? undefined : {first: Number(first), last: Number(last), of: Number(of)};
};

/** The cells of each row that is on the screen; a line under a row, which says why, is none. */
const rowsOf = (screen: readonly string[]): ReadonlyArray<readonly string[]> =>
	screen
		.slice(3, -1)
		.filter(line => /^\S[ ›]\S/.test(line))
		.map(line => line.slice(2).trimEnd().split(/ {2,}/));

/** Types a command line and enters it. */
const command = async (terminal: Terminal, words: string): Promise<void> => {
	await terminal.send(':');
	await terminal.waitFor(/^:/m);
	await terminal.type(words);
	await terminal.waitFor(`:${words}`);
	await terminal.send('Enter');
	await terminal.waitFor(lines => !lines.some(line => line.startsWith(':')));
};

/** Chooses the columns of each list that are compared, so that no cell of them is cut, and gives lists all of the width. */
export const chooseColumns = async (terminal: Terminal): Promise<void> => {
	await command(terminal, 'beside');
	await terminal.waitFor('lists have all of the width');
	for (const {key, title, columns} of Object.values(plans)) {
		await terminal.send(key);
		await terminal.waitFor(lines => lines[2]?.startsWith(`  ${title} `) === true);
		await command(terminal, `columns ${columns}`);
	}
};

/** Reads one list from its first row to its last, page by page; fails where rows come or go meanwhile. */
const readList = async (terminal: Terminal, {key, title, line}: ListPlan): Promise<readonly string[]> => {
	const at = (first: number) => (screen: readonly string[]) => {
		const range = rangeOf(screen, title);
		return range !== undefined && range.first <= first && range.last >= Math.min(first, range.of);
	};
	await terminal.send(key);
	await terminal.waitFor(screen => rangeOf(screen, title) !== undefined);
	await terminal.send('g');
	const lines: string[] = [];
	for (;;) {
		const screen = await terminal.waitFor(at(lines.length + 1));
		const range = rangeOf(screen, title);
		const rows = rowsOf(screen);
		if (range === undefined || rows.length !== range.last - range.first + (range.of === 0 ? 0 : 1))
			throw new Error(`${title} tells of ${JSON.stringify(range)} and shows ${rows.length} rows`);
		lines.push(...rows.slice(lines.length + 1 - range.first).map(line));
		if (range.last >= range.of) return lines;
		await terminal.send('NPage');
	}
};

/** What all lists show, row by row. */
export const shownOnScreen = async (terminal: Terminal): Promise<Lists> => ({
	containers: await readList(terminal, plans.containers),
	services: await readList(terminal, plans.services),
	tasks: await readList(terminal, plans.tasks),
	nodes: await readList(terminal, plans.nodes),
});

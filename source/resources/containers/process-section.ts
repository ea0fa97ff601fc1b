import type {ProcessTable} from '../../engine/containers.ts';
import {formatMemory} from '../../model/bytes.ts';
import type {Line} from '../../model/tone.ts';
import type {Section} from '../resource.ts';

/** What `ps` calls its columns, as people do. */
const titles: Readonly<Record<string, string>> = {'%CPU': 'CPU%', RSS: 'MEM', ELAPSED: 'UP'};

/** Columns of figures, which stand to the right. */
const figures: ReadonlySet<string> = new Set(['PID', 'PPID', '%CPU', '%MEM', 'RSS', 'ELAPSED', 'TIME']);

/** `ps` counts memory in KiB. */
const shown = (title: string, cell: string): string =>
	title === 'RSS' && /^\d+$/.test(cell) ? formatMemory(Number(cell) * 1024) : cell;

/** The hungriest first, where they tell of their CPU. */
const inOrder = ({titles: named, rows}: ProcessTable): ProcessTable['rows'] => {
	const cpu = named.indexOf('%CPU');
	return cpu === -1 ? rows : rows.toSorted((a, b) => Number(b[cpu]) - Number(a[cpu]));
};

/** A table of processes with columns as wide as their widest cell; the last one is left as it is. */
const processLines = (table: ProcessTable): readonly Line[] => {
	const rows = inOrder(table).map(row => row.map((cell, index) => shown(table.titles[index] ?? '', cell)));
	const head = table.titles.map(title => titles[title] ?? title);
	const widths = head.map((title, index) => Math.max(title.length, ...rows.map(row => row[index]?.length ?? 0)));
	const fit = (cell: string, index: number): string => {
		const width = widths[index] ?? 0;
		if (index === head.length - 1) return cell;
		return figures.has(table.titles[index] ?? '') ? cell.padStart(width) : cell.padEnd(width);
	};
	const join = (cells: readonly string[]) => cells.map(fit).join('  ');
	return [[{text: join(head), tone: 'quiet'}], ...rows.map(row => [{text: join(row)}])];
};

/** The processes of a container; what `ps` says of CPU is the mean since each began. */
export const processSection = (table: ProcessTable): Section => ({title: 'Processes', lines: processLines(table)});

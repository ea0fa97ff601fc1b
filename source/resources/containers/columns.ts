import {formatBytes, formatMemory, formatPercent} from '../../model/bytes.ts';
import type {Container} from '../../model/container.ts';
import {formatDuration} from '../../model/duration.ts';
import {usualThresholds} from '../../model/thresholds.ts';
import type {Usage} from '../../model/usage.ts';
import {ageOf, figure, loadTone, textOr} from '../cell.ts';
import type {Column, View} from '../resource.ts';
import {containerCondition, presentDetailsOf} from './condition.ts';
import {portTexts} from './ports.ts';

/** Latest usage of a container; undefined when it does not run or gave no sample yet. */
export const usageOf = (container: Container, view: View): Usage | undefined =>
	view.state.usage.get(container.id)?.latest;

/** An image as docker shows it: without its digest, and 12 digits of one whose name is on another by now. */
export const imageText = (image: string): string => {
	const [name = ''] = image.split('@');
	return /^(?:sha256:)?[0-9a-f]{64}$/.test(name) ? name.replace('sha256:', '').slice(0, 12) : name;
};

/** Docker's words for the state with the age kept current: `Up 3m`, `Exited (137) 2m ago`. */
export const statusText = (container: Container, view: View): string => {
	const {since} = container;
	const age = since === undefined ? undefined : formatDuration(view.now - since);
	switch (container.state) {
		case 'running': {
			const health = container.health === undefined ? '' : ` (${container.health})`;
			return `Up ${age ?? ''}${health}`.trim();
		}
		case 'paused':
			return `Paused${age === undefined ? '' : `, up ${age}`}`;
		case 'exited':
			return `Exited (${container.exitCode ?? '?'})${age === undefined ? '' : ` ${age} ago`}`;
		case 'restarting':
			// Without `ago`: with it the column of 80 cells would lose its end.
			return `Restarting (${container.exitCode ?? '?'})${age === undefined ? '' : ` ${age}`}`;
		case 'created':
			return containerCondition(container, view).tone === 'bad' ? 'Start failed' : 'Created';
		default:
			return container.state.charAt(0).toUpperCase() + container.state.slice(1);
	}
};

const pair = (first: number | undefined, second: number | undefined): string =>
	`${first === undefined ? '–' : formatBytes(first)} / ${second === undefined ? '–' : formatBytes(second)}`;

const usageColumn = (
	id: string,
	title: string,
	width: number,
	priority: number,
	read: (usage: Usage) => number | undefined,
	format: (value: number) => string,
): Column<Container> => ({
	id,
	title,
	align: 'right',
	width,
	priority,
	cell: (row, view) => {
		const usage = usageOf(row, view);
		return figure(usage === undefined ? undefined : read(usage), format);
	},
	order: (row, view) => {
		const usage = usageOf(row, view);
		return usage === undefined ? undefined : read(usage);
	},
	isDescendingFirst: true,
	isUsage: true,
});

/** Cells of a bar that says how much of a limit is used. */
const gaugeCells = 10;

/** Filled as far as the percentage goes; anything above none is seen. */
const gauge = (percent: number): string => {
	const cells = Math.min(gaugeCells, Math.ceil((percent / 100) * gaugeCells));
	return '█'.repeat(cells).padEnd(gaugeCells, '·');
};

/** Milliseconds of history that a row's graph shows. */
const rowGraphSpan = 60_000;

/** Columns of the container list: steady ones left, volatile ones right. */
export const containerColumns: ReadonlyArray<Column<Container>> = [
	{
		id: 'name',
		title: 'NAME',
		align: 'left',
		width: 16,
		maxWidth: 36,
		priority: 100,
		cell: row => ({text: row.name, tone: 'strong'}),
		order: row => row.name,
	},
	{
		id: 'status',
		title: 'STATUS',
		align: 'left',
		width: 21,
		maxWidth: 24,
		priority: 99,
		cell: (row, view) => ({
			text: statusText(row, view),
			tone: containerCondition(row, view).tone === 'good' ? 'plain' : containerCondition(row, view).tone,
		}),
		order: row => `${row.state} ${row.status}`,
	},
	{
		id: 'image',
		title: 'IMAGE',
		align: 'left',
		width: 14,
		maxWidth: 30,
		priority: 60,
		keepsEnd: true,
		cell: row => textOr(imageText(row.image)),
		order: row => row.image,
	},
	{
		id: 'ports',
		title: 'PORTS',
		align: 'left',
		width: 14,
		maxWidth: 34,
		priority: 40,
		cell: row => ({text: portTexts(row.ports).join(' ')}),
		order: row => row.ports[0]?.publicPort,
	},
	{
		id: 'command',
		title: 'COMMAND',
		align: 'left',
		width: 14,
		maxWidth: 30,
		priority: 12,
		cell: row => ({text: row.command, tone: 'quiet'}),
		order: row => row.command,
	},
	{
		id: 'created',
		title: 'CREATED',
		align: 'right',
		width: 7,
		priority: 20,
		cell: (row, view) => ageOf(row.createdAt, view.now),
		order: row => row.createdAt,
		isDescendingFirst: true,
	},
	{
		id: 'restarts',
		title: 'RESTARTS',
		align: 'right',
		width: 8,
		priority: 22,
		// Told by inspecting alone, which those that run well are not asked for.
		cell: (row, view) => figure(presentDetailsOf(row, view)?.restartCount, String),
		order: (row, view) => presentDetailsOf(row, view)?.restartCount,
		isDescendingFirst: true,
	},
	{
		id: 'id',
		title: 'CONTAINER ID',
		align: 'left',
		width: 12,
		priority: 15,
		cell: row => ({text: row.id.slice(0, 12), tone: 'quiet'}),
		order: row => row.id,
	},
	{
		id: 'network',
		title: 'NET I/O',
		align: 'right',
		width: 17,
		priority: 30,
		cell: (row, view) => {
			const usage = usageOf(row, view);
			return usage?.received === undefined && usage?.sent === undefined
				? {text: '–', tone: 'quiet'}
				: {text: pair(usage.received, usage.sent)};
		},
		order: (row, view) => usageOf(row, view)?.received,
		isDescendingFirst: true,
		isUsage: true,
	},
	{
		id: 'block',
		title: 'BLOCK I/O',
		align: 'right',
		width: 17,
		priority: 28,
		cell: (row, view) => {
			const usage = usageOf(row, view);
			return usage?.read === undefined && usage?.written === undefined
				? {text: '–', tone: 'quiet'}
				: {text: pair(usage.read, usage.written)};
		},
		order: (row, view) => usageOf(row, view)?.read,
		isDescendingFirst: true,
		isUsage: true,
	},
	usageColumn('read-rate', 'READ/s', 7, 34, usage => usage.readRate, formatBytes),
	usageColumn('write-rate', 'WRITE/s', 7, 34, usage => usage.writeRate, formatBytes),
	usageColumn('receive-rate', 'RX/s', 7, 50, usage => usage.receiveRate, formatBytes),
	usageColumn('send-rate', 'TX/s', 7, 50, usage => usage.sendRate, formatBytes),
	usageColumn('pids', 'PIDS', 5, 35, usage => usage.pids, String),
	usageColumn('memory', 'MEM', 8, 90, usage => usage.memory, formatMemory),
	usageColumn('memory-limit', 'LIMIT', 8, 33, usage => usage.memoryLimit, formatMemory),
	{
		id: 'memory-percent',
		title: 'MEM%',
		align: 'right',
		width: 7,
		priority: 55,
		cell: (row, view) => {
			const percent = usageOf(row, view)?.memoryPercent;
			return figure(percent, formatPercent, loadTone(percent, (view.thresholds ?? usualThresholds).memory));
		},
		order: (row, view) => usageOf(row, view)?.memoryPercent,
		isDescendingFirst: true,
		isUsage: true,
	},
	{
		id: 'memory-gauge',
		title: 'OF LIMIT',
		isUsage: true,
		isDrawn: true,
		align: 'left',
		width: gaugeCells,
		priority: 39,
		cell: (row, view) => {
			const percent = usageOf(row, view)?.memoryPercent;
			const tone = loadTone(percent, (view.thresholds ?? usualThresholds).memory);
			return percent === undefined ? {text: ''} : {text: gauge(percent), tone: tone === 'plain' ? 'accent' : tone};
		},
		order: (row, view) => usageOf(row, view)?.memoryPercent,
		isDescendingFirst: true,
	},
	usageColumn('cpu', 'CPU%', 8, 95, usage => usage.cpu, formatPercent),
	{
		id: 'graph',
		title: 'CPU 1 min',
		isUsage: true,
		isDrawn: true,
		align: 'left',
		width: 10,
		priority: 45,
		cell: (row, view) => {
			const history = view.state.usage.get(row.id);
			return history === undefined
				? {text: ''}
				: {graph: history.series('cpu', 10, rowGraphSpan, view.now), max: 100, tone: 'accent'};
		},
	},
];

import {formatBytes, formatMemory, formatPercent} from '../model/bytes.ts';
import type {Container} from '../model/container.ts';
import type {Usage} from '../model/usage.ts';
import {totalUsage, withoutNetwork} from '../model/usage.ts';
import type {EngineState} from '../store/state.ts';
import {figure} from './cell.ts';
import {groupedBy, joinOf} from './join.ts';
import type {Cell, Column, UsageShare, View} from './resource.ts';

type Containers = ReadonlyMap<string, Container>;

const isRunning = (container: Container): boolean => container.state === 'running';

const runningIds = joinOf('running containers', (rows: Containers): readonly string[] =>
	[...rows.values()].filter(isRunning).map(row => row.id),
);

const idsByService = groupedBy(
	'running containers by service',
	(row: Container) => (isRunning(row) ? row.serviceId : undefined),
	row => row.id,
);

/** Ids of those of them that run. */
export const runningIn = (containers: Containers): readonly string[] => runningIds(containers);

/** Ids of the containers that run, of those that are seen from this engine. */
export const runningContainers = ({tables}: EngineState): readonly string[] => runningIds(tables.containers.rows);

const none: readonly string[] = [];

/** Those of them that are tasks of a service. */
export const runningOfService = (serviceId: string, {tables}: EngineState): readonly string[] =>
	idsByService(tables.containers.rows).get(serviceId) ?? none;

const sumOf = (ids: readonly string[], usage: EngineState['usage'], containers: Containers): Usage | undefined =>
	totalUsage(
		ids
			.map(id => {
				const latest = usage.get(id)?.latest;
				const isJoined = ids.length > 1 && containers.get(id)?.joinedNetworkOf !== undefined;
				return latest !== undefined && isJoined ? withoutNetwork(latest) : latest;
			})
			.filter(latest => latest !== undefined),
	);

// By the list of ids, as several columns show figures of the same sum.
const sums = joinOf(
	'usage of several containers',
	(_usage: EngineState['usage'], _containers: Containers) => new Map<readonly string[], Usage | undefined>(),
);

/** The summed usage of containers; undefined when none of them gave a sample. */
export const usageOfContainers = (state: EngineState, ids: readonly string[]): Usage | undefined => {
	const {rows} = state.tables.containers;
	if (ids.length < 2) return sumOf(ids, state.usage, rows);
	const known = sums(state.usage, rows);
	if (!known.has(ids)) known.set(ids, sumOf(ids, state.usage, rows));
	return known.get(ids);
};

/** What a row may use at most, where nothing tells what it does: CPUs and bytes. */
export type Bounds = {readonly cpus?: number; readonly memory?: number};

/** A bound in place of a figure, marked as one. */
const bound = (value: number | undefined, format: (value: number) => string): Cell =>
	value === undefined ? figure(undefined, format) : {text: `≤${format(value)}`, tone: 'quiet'};

type ColumnMaker<Row> = (
	id: string,
	title: string,
	width: number,
	priority: number,
	read: (usage: Usage) => number | undefined,
	format: (value: number) => string,
	most?: (row: Row, view: View) => number | undefined,
) => Column<Row>;

/** Makes columns of sums over the containers that a row stands for. */
const columnsOver =
	<Row>(idsOf: (row: Row, state: EngineState) => readonly string[]): ColumnMaker<Row> =>
	(id, title, width, priority, read, format, most) => {
		const value = (row: Row, view: View): number | undefined => {
			const usage = usageOfContainers(view.state, idsOf(row, view.state));
			return usage === undefined ? undefined : read(usage);
		};
		return {
			id,
			title,
			align: 'right',
			width,
			priority,
			cell(row, view) {
				const known = value(row, view);
				return known === undefined && most !== undefined ? bound(most(row, view), format) : figure(known, format);
			},
			order: value,
			isDescendingFirst: true,
			isUsage: true,
		};
	};

/**
 * Columns for the usage of whatever containers a row stands for, as far as they are seen from here; where none is, what
 * the row may use at most.
 */
export const localUsageColumns = <Row>(
	idsOf: (row: Row, state: EngineState) => readonly string[],
	boundsOf?: (row: Row, view: View) => Bounds | undefined,
): ReadonlyArray<Column<Row>> => {
	const column = columnsOver(idsOf);
	const mostMemory = boundsOf && ((row: Row, view: View) => boundsOf(row, view)?.memory);
	const mostCpu =
		boundsOf &&
		((row: Row, view: View) => {
			const cpus = boundsOf(row, view)?.cpus;
			return cpus === undefined ? undefined : cpus * 100;
		});
	return [
		column('receive-rate', 'RX/s', 7, 30, usage => usage.receiveRate, formatBytes),
		column('send-rate', 'TX/s', 7, 30, usage => usage.sendRate, formatBytes),
		column('memory', 'MEM', 8, 91, usage => usage.memory, formatMemory, mostMemory),
		column('cpu', 'CPU%', 8, 96, usage => usage.cpu, formatPercent, mostCpu),
	];
};

/** The same of what they read from disks and wrote there. */
export const localBlockColumns = <Row>(
	idsOf: (row: Row, state: EngineState) => readonly string[],
): ReadonlyArray<Column<Row>> => {
	const column = columnsOver(idsOf);
	return [
		column('read-rate', 'READ/s', 7, 29, usage => usage.readRate, formatBytes),
		column('write-rate', 'WRITE/s', 7, 29, usage => usage.writeRate, formatBytes),
	];
};

/** What rows use together, in the order in which a line tells it: undefined where a figure is not known. */
export const usageFigures = (
	usage: Usage | undefined,
): ReadonlyArray<{readonly label: string; readonly text: string | undefined}> => {
	const told = (label: string, value: number | undefined, format: (value: number) => string) => ({
		label,
		text: value === undefined ? undefined : format(value),
	});
	return [
		told('CPU', usage?.cpu, formatPercent),
		told('MEM', usage?.memory, formatMemory),
		told('RX/s', usage?.receiveRate, formatBytes),
		told('TX/s', usage?.sendRate, formatBytes),
	];
};

/** How many of the containers that run gave a sample. */
export const measuredShare = ({tables, usage}: EngineState, ids: readonly string[]): UsageShare => {
	const running = ids.filter(id => tables.containers.rows.get(id)?.state === 'running');
	return {counted: running.filter(id => usage.get(id)?.latest !== undefined).length, running: running.length};
};

/** Whether each of these containers that runs has a CPU figure, of a sample that is not older than `since` (ms). */
export const areMeasured = (state: EngineState, ids: readonly string[], since: number): boolean =>
	ids.every(id => {
		if (state.tables.containers.rows.get(id)?.state !== 'running') return true;
		const usage = state.usage.get(id)?.latest;
		return usage?.cpu !== undefined && usage.at >= since;
	});

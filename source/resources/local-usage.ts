import {formatBytes, formatMemory, formatPercent} from '../model/bytes.ts';
import type {Container} from '../model/container.ts';
import type {Usage} from '../model/usage.ts';
import {totalUsage, withoutNetwork} from '../model/usage.ts';
import type {EngineState} from '../store/state.ts';
import {figure} from './cell.ts';
import type {Column, View} from './resource.ts';

/** Containers of this engine that pass; a swarm's other engines cannot be asked for theirs. */
export const localContainers = (state: EngineState, passes: (container: Container) => boolean): readonly Container[] =>
	[...state.tables.containers.rows.values()].filter(passes);

/** The summed usage of containers; undefined when none of them gave a sample. */
export const usageOfContainers = (state: EngineState, ids: readonly string[]): Usage | undefined =>
	totalUsage(
		ids
			.map(id => {
				const usage = state.usage.get(id)?.latest;
				const isJoined = ids.length > 1 && state.tables.containers.rows.get(id)?.joinedNetworkOf !== undefined;
				return usage !== undefined && isJoined ? withoutNetwork(usage) : usage;
			})
			.filter(usage => usage !== undefined),
	);

/** Columns for the usage of whatever containers a row stands for, as far as they run on this engine. */
export const localUsageColumns = <Row>(
	idsOf: (row: Row, state: EngineState) => readonly string[],
): ReadonlyArray<Column<Row>> => {
	const column = (
		id: string,
		title: string,
		width: number,
		priority: number,
		read: (usage: Usage) => number | undefined,
		format: (value: number) => string,
	): Column<Row> => {
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
			cell: (row, view) => figure(value(row, view), format),
			order: value,
			isDescendingFirst: true,
			isUsage: true,
		};
	};
	return [
		column('receive-rate', 'RX/s', 7, 30, usage => usage.receiveRate, formatBytes),
		column('send-rate', 'TX/s', 7, 30, usage => usage.sendRate, formatBytes),
		column('memory', 'MEM', 8, 91, usage => usage.memory, formatMemory),
		column('cpu', 'CPU%', 8, 96, usage => usage.cpu, formatPercent),
	];
};

/** Whether each of these containers that runs has a CPU figure, of a sample that is not older than `since` (ms). */
export const areMeasured = (state: EngineState, ids: readonly string[], since: number): boolean =>
	ids.every(id => {
		if (state.tables.containers.rows.get(id)?.state !== 'running') return true;
		const usage = state.usage.get(id)?.latest;
		return usage?.cpu !== undefined && usage.at >= since;
	});

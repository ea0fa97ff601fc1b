import {usageOfContainers} from '../resources/local-usage.ts';
import {type ResourceId, registry} from '../resources/registry.ts';
import type {Column, Resource, View} from '../resources/resource.ts';
import type {Monitor} from '../store/monitor.ts';
import type {EngineState} from '../store/state.ts';
import {stillTable} from '../ui/still-table.tsx';
import {columnGap, layoutColumns} from '../ui/table-layout.ts';
import {textWidth} from '../ui/text-width.ts';
import {arrangeRows, freshList} from './list-state.ts';

/** What is printed. */
export type OnceOptions = {readonly resource: ResourceId; readonly isJson: boolean};

type Output = {readonly stdout: NodeJS.WriteStream; readonly stderr: NodeJS.WriteStream};

/** ms that figures may take to arrive; engines that need two slow samples take about 3 s. */
const patience = 8000;

/** Resolves when the state satisfies, or when patience ends: with whether it does. */
const waitFor = (monitor: Monitor, isReady: (state: EngineState) => boolean): Promise<boolean> =>
	new Promise(resolve => {
		const end = (isMet: boolean): void => {
			clearTimeout(timer);
			unsubscribe();
			resolve(isMet);
		};
		const timer = setTimeout(() => end(false), patience);
		const unsubscribe = monitor.store.subscribe(state => {
			if (isReady(state)) end(true);
		});
		if (isReady(monitor.store.getState())) end(true);
	});

/** Whether every container that runs has a CPU figure, of a sample that is not older than `since`. */
const hasFigures = <Row>(resource: Resource<Row>, state: EngineState, since = 0): boolean =>
	resource
		.rows(state)
		.flatMap(row => resource.usedContainers(row, state))
		.every(id => {
			if (state.containers.rows.get(id)?.state !== 'running') return true;
			const usage = state.usage.get(id)?.latest;
			return usage?.cpu !== undefined && usage.at >= since;
		});

const hasRows = <Row>(resource: Resource<Row>, state: EngineState): boolean => {
	if (state.containers.at === undefined) return false;
	if (!resource.isSwarm) return true;
	if (state.info === undefined) return state.infoFault !== undefined;
	if (state.role !== 'manager') return true;
	// Tables of the swarm show of each other: tasks of nodes, nodes of tasks.
	const lanes = [state.services, state.tasks, state.nodes];
	if (!lanes.every(lane => lane.at !== undefined || lane.fault !== undefined)) return false;
	// Which node is our own is known once the nodes were read after that answer.
	return state.nodes.fault !== undefined || [...state.nodes.rows.values()].some(node => node.isSelf);
};

const watchAll = <Row>(monitor: Monitor, resource: Resource<Row>): void => {
	const state = monitor.store.getState();
	const containers = resource.rows(state).flatMap(row => resource.usedContainers(row, state));
	monitor.watch({containers: [...new Set(containers)], swarm: resource.isSwarm});
};

/** One table for a terminal or a file, cut to the terminal's width where there is one. */
const tableText = async <Row>(
	resource: Resource<Row>,
	rows: readonly Row[],
	view: View,
	width: number | undefined,
): Promise<string> => {
	const columns = resource.columns.filter(column => column.id !== 'graph');
	const textOf = (row: Row, column: Column<Row>): string => {
		const cell = column.cell(row, view);
		return 'text' in cell ? cell.text : '';
	};
	const sized = columns.map(column => {
		const natural = Math.max(textWidth(column.title), ...rows.map(row => textWidth(textOf(row, column))));
		return {...column, width: width === undefined ? natural : Math.min(natural, column.width), maxWidth: natural};
	});
	const room = width ?? sized.reduce((sum, column) => sum + column.width + 2, 0);
	const placed = layoutColumns(sized, room);
	const gap = width === undefined ? 2 : columnGap(width);
	return stillTable(
		placed.map(({column, width: cells}) => ({title: column.title, width: cells, align: column.align})),
		rows.map(row => placed.map(({column}) => textOf(row, column))),
		gap,
	);
};

/** The one shape of `--json`: rows as the model has them, with the usage of the containers that they stand for. */
const jsonText = <Row>(resource: Resource<Row>, rows: readonly Row[], view: View): string =>
	JSON.stringify(
		{
			format: 'tallyman/1',
			at: new Date(view.now).toISOString(),
			engine: {
				name: view.state.info?.name ?? view.state.host,
				address: view.state.address,
				isSimulated: view.state.isSimulated,
			},
			kind: resource.id,
			// How rough a time is told is our own affair.
			rows: rows.map(row => ({
				...row,
				sinceUnit: undefined,
				condition: resource.condition(row, view).word,
				usage: usageOfContainers(view.state, resource.usedContainers(row, view.state)) ?? null,
			})),
		},
		undefined,
		2,
	);

/** Prints one table with real figures, or the same as JSON; resolves with the exit code. */
export const printOnce = (monitor: Monitor, options: OnceOptions, {stdout, stderr}: Output): Promise<number> =>
	registry[options.resource](async resource => {
		monitor.watch({containers: [], swarm: resource.isSwarm});
		await waitFor(monitor, state => hasRows(resource, state));
		watchAll(monitor, resource);
		const isMeasured = await waitFor(monitor, state => hasFigures(resource, state));
		// The first figures from files are of less than half a second, the next ones of a whole one, as those of docker stats.
		if (isMeasured && monitor.store.getState().tier === 'files') {
			watchAll(monitor, resource);
			const since = monitor.now() + 1;
			await waitFor(monitor, state => hasFigures(resource, state, since));
		}
		const state = monitor.store.getState();
		const view: View = {state, now: monitor.now()};
		const fault = resource.lane(state).fault?.message ?? (resource.isSwarm ? state.infoFault?.message : undefined);
		if (state.containers.at === undefined || fault !== undefined || (resource.isSwarm && state.role !== 'manager')) {
			stderr.write(
				`tallyman: ${fault ?? (state.containers.at === undefined ? 'the engine did not answer in time' : resource.emptyReason(state))}\n`,
			);
			return 1;
		}
		if (state.isSimulated) stderr.write('tallyman: this is simulated data\n');
		const rows = arrangeRows(resource, freshList, undefined, view);
		const text = options.isJson
			? jsonText(resource, rows, view)
			: rows.length === 0
				? resource.emptyReason(state)
				: await tableText(resource, rows, view, stdout.isTTY ? stdout.columns : undefined);
		await new Promise(resolve => stdout.write(`${text}\n`, resolve));
		return 0;
	});

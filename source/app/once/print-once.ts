import {areMeasured} from '../../resources/local-usage.ts';
import {allTables, resourceNamed} from '../../resources/registry.ts';
import type {Resource, View} from '../../resources/resource.ts';
import {rowsOf, shortIdOf} from '../../resources/rows.ts';
import type {Monitor} from '../../store/monitor.ts';
import type {EngineState} from '../../store/state.ts';
import type {AnyTableSource} from '../../store/table-source.ts';
import {arrangeRows} from '../list/list-state.ts';
import {type Check, checkNow, isOfUsage} from './check.ts';
import {choiceFault, chosenColumns, isChosenByUsage, listOf} from './once-choice.ts';
import {jsonLines, jsonText} from './once-json.ts';
import type {OnceOptions} from './once-output.ts';
import {tableText} from './once-table.ts';
import {parseTemplate, templateText} from './once-template.ts';
import {type Output, waitFor, write} from './once-wait.ts';
import {watchOnce} from './watch-once.ts';

/** ms that the list may take to come. */
export const rowsPatience = 8000;

/** ms that figures may take; engines that need two slow samples take about 3 s, and a loaded machine has no bound. */
const usagePatience = 5000;

/** ms that inspecting those in trouble may take. */
const reasonsPatience = 1000;

/** Whether every container that runs has a CPU figure, of a sample that is not older than `since`. */
const hasFigures = <Row>(resource: Resource<Row>, state: EngineState, since = 0): boolean =>
	areMeasured(
		state,
		rowsOf(resource, state).flatMap(row => resource.usedContainers(row, state)),
		since,
	);

/** Its own table, and those that its cells show of: tasks of nodes, nodes of tasks. */
const tablesOf = <Row>({table, reads = []}: Resource<Row>): readonly AnyTableSource[] => [
	table,
	...allTables().filter(({id}) => reads.includes(id)),
];

/** Whether there are rows to print, or a reason why there are none. */
export const hasRows = <Row>(resource: Resource<Row>, state: EngineState): boolean => {
	if (state.parts !== undefined) return state.parts.every(({own}) => hasRows(resource, own));
	if (state.connection.status === 'lost') return true;
	if (resource.table.needs === 'manager' && state.role !== 'manager')
		return state.role !== 'unknown' || state.infoFault !== undefined;
	return tablesOf(resource).every(table => table.isSettled(state));
};

/** Why there is nothing to print; undefined when there is. */
const faultOf = <Row>(resource: Resource<Row>, state: EngineState): string | undefined => {
	const table = resource.table.of(state);
	if (table.fault !== undefined) return table.fault.message;
	if (state.connection.status === 'lost') return state.connection.reason;
	if (resource.table.needs === 'manager' && state.role === 'unknown' && state.infoFault !== undefined)
		return state.infoFault.message;
	if (resource.table.needs === 'manager' && state.role !== 'manager' && state.role !== 'unknown')
		return resource.emptyReason(state);
	return table.at === undefined ? 'the engine did not answer in time' : undefined;
};

/** Of which engines there is nothing to print, and why. Where swarms are asked for, engines without one have none to tell. */
const faultsOf = <Row>(resource: Resource<Row>, state: EngineState): readonly string[] => {
	const {parts} = state;
	if (parts === undefined) return [faultOf(resource, state)].filter(fault => fault !== undefined);
	const told = parts.filter(
		({own}) => resource.table.needs === 'engine' || own.role === 'manager' || own.role === 'unknown',
	);
	return (told.length === 0 ? parts : told).flatMap(({name, own}) => {
		const fault = faultOf(resource, own);
		return fault === undefined ? [] : [`${name}: ${fault}`];
	});
};

const watchAll = <Row>(monitor: Monitor, resource: Resource<Row>): void => {
	const state = monitor.store.getState();
	const containers = rowsOf(resource, state).flatMap(row => resource.usedContainers(row, state));
	monitor.watch({containers: [...new Set(containers)], tables: tablesOf(resource).map(({id}) => id)});
};

/** Waits for figures of usage: what is not known in time is printed as unknown. */
const measure = async <Row>(monitor: Monitor, resource: Resource<Row>): Promise<void> => {
	const until = Date.now() + usagePatience;
	const left = () => Math.max(0, until - Date.now());
	watchAll(monitor, resource);
	const isMeasured = await waitFor(monitor, left(), state => hasFigures(resource, state));
	// The first figures from files are of less than half a second, the next ones of a whole one, as those of docker stats.
	if (!isMeasured || monitor.store.getState().tier !== 'files') return;
	watchAll(monitor, resource);
	const since = monitor.now() + 1;
	await waitFor(monitor, left(), state => hasFigures(resource, state, since));
};

/** What is printed of rows, in the shape that was asked for. */
const textOf = async <Row>(
	resource: Resource<Row>,
	rows: readonly Row[],
	view: View,
	{output, hasUsage, choice = {}}: OnceOptions,
	width: number | undefined,
): Promise<string> => {
	switch (output.kind) {
		case 'json':
			return jsonText(resource, rows, view);
		case 'json-lines':
			return jsonLines(resource, rows, view);
		case 'ids':
			return rows.map(row => shortIdOf(resource, row)).join('\n');
		case 'format': {
			const template = parseTemplate(output.template, resource);
			return 'fault' in template ? '' : templateText(template, rows, view);
		}
		case 'table':
			if (rows.length === 0)
				return choice.filter !== undefined && rowsOf(resource, view.state).length > 0
					? `nothing passes the filter "${choice.filter}"`
					: resource.emptyReason(view.state);
			return await tableText(resource, rows, view, {width, hasUsage, columns: chosenColumns(choice, resource)});
	}
};

const needsUsage = <Row>(resource: Resource<Row>, {output, hasUsage, choice = {}}: OnceOptions): boolean => {
	if (!hasUsage) return false;
	if (isChosenByUsage(choice, resource)) return true;
	if (output.kind === 'ids') return false;
	if (output.kind !== 'format') return true;
	const template = parseTemplate(output.template, resource);
	return !('fault' in template) && template.hasUsage;
};

/** What is wrong with what was asked for, in one sentence. */
export const misuseOf = (options: OnceOptions): string | undefined =>
	resourceNamed(options.resource)(kind => {
		const {output, choice, isWatching = false} = options;
		if (isWatching && output.kind !== 'json' && output.kind !== 'json-lines')
			return '--watch prints JSON, an object a line: it needs --json';
		const fault = choice === undefined ? undefined : choiceFault(choice, kind, options);
		if (fault !== undefined || output.kind !== 'format') return fault;
		const template = parseTemplate(output.template, kind);
		return 'fault' in template ? `--format: ${template.fault}` : undefined;
	});

/** The rows of a kind and what their cells are made of, read once; resolves with why some cannot be told. */
const readRows = async <Row>(monitor: Monitor, resource: Resource<Row>): Promise<readonly string[]> => {
	monitor.watch({containers: [], tables: tablesOf(resource).map(({id}) => id)});
	await waitFor(monitor, rowsPatience, state => hasRows(resource, state));
	return faultsOf(resource, monitor.store.getState());
};

/** Exit codes of checks: all hold, one does not, one cannot be told. */
const codes = {holds: 0, fails: 1, unknown: 2} as const;

/**
 * Prints a line for each check: what was asked, and what is. Resolves with 0 where all hold, 1 where one does not, and 2
 * where one cannot be told.
 */
export const printChecks = async (
	monitor: Monitor,
	checks: readonly Check[],
	{hasUsage}: Pick<OnceOptions, 'hasUsage'>,
	{stdout, stderr}: Output,
): Promise<number> => {
	let code: number = codes.holds;
	for (const check of checks) {
		const result = await resourceNamed(check.resource)(async resource => {
			const [fault] = await readRows(monitor, resource);
			if (fault !== undefined) return {holds: undefined, is: fault};
			const view = (): View => ({state: monitor.store.getState(), now: monitor.now()});
			const first = checkNow(check, view());
			if (first.holds !== undefined || !hasUsage || !isOfUsage(check)) return first;
			await measure(monitor, resource);
			return checkNow(check, view());
		});
		const word = result.holds === undefined ? 'unknown' : result.holds ? 'holds' : 'fails';
		code = Math.max(code, codes[word]);
		const failure = await write(stdout, `${word.padEnd(7)}  ${check.asked}: ${result.is}\n`);
		if (failure !== undefined) await write(stderr, `tallyman: cannot write: ${failure}\n`);
	}
	if (monitor.store.getState().isSimulated) await write(stderr, 'tallyman: this is simulated data\n');
	return code;
};

/** Prints one list with real figures in the shape that was asked for; resolves with the exit code. */
export const printOnce = (monitor: Monitor, options: OnceOptions, {stdout, stderr}: Output): Promise<number> =>
	resourceNamed(options.resource)(async resource => {
		const faults = await readRows(monitor, resource);
		const first = monitor.store.getState();
		for (const fault of faults) await write(stderr, `tallyman: ${fault}\n`);
		// Of several engines those that answered are printed.
		if (faults.length > 0 && resource.table.of(first).at === undefined) return 1;
		if (options.isWatching === true) {
			if (first.isSimulated) await write(stderr, 'tallyman: this is simulated data\n');
			return watchOnce(monitor, resource, options, {stdout});
		}
		if (options.output.kind !== 'ids')
			await waitFor(monitor, reasonsPatience, state => resource.areReasonsKnown?.(state) ?? true);
		if (needsUsage(resource, options)) await measure(monitor, resource);
		const latest = monitor.store.getState();
		// What came by itself would be of some containers and not of others.
		const state = options.hasUsage ? latest : {...latest, usage: new Map()};
		const view: View = {state, now: monitor.now()};
		if (state.isSimulated) await write(stderr, 'tallyman: this is simulated data\n');
		const rows = arrangeRows(resource, listOf(options.choice ?? {}, resource), undefined, view);
		const text = await textOf(resource, rows, view, options, stdout.isTTY ? stdout.columns : undefined);
		const failure = text === '' ? undefined : await write(stdout, `${text}\n`);
		if (failure === undefined) return faults.length > 0 ? 1 : 0;
		await write(stderr, `tallyman: cannot write: ${failure}\n`);
		return 1;
	});

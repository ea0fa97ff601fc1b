import {compareNaturally} from '../../model/natural-order.ts';
import {fieldColumn} from '../../resources/field-column.ts';
import {parseFilter} from '../../resources/filter.ts';
import {rememberedLast} from '../../resources/remembered.ts';
import type {Resource, Scope, View} from '../../resources/resource.ts';
import {rowsOf} from '../../resources/rows.ts';
import {engineOf} from '../../store/engine-key.ts';

/** How a person looks at one list. The selection is pinned to an id, so rows may move under it. */
export type ListState = {
	readonly selectedId?: string;
	/** Where the selection was last seen, for when its row goes away. */
	readonly index: number;
	readonly offset: number;
	readonly filter: string;
	/** Id of the column, the field or the label by which its rows are grouped, and the groups that are folded. */
	readonly group?: string;
	readonly folded?: ReadonlySet<string>;
	readonly sort?: {readonly column: string; readonly isDescending: boolean};
	readonly marked: ReadonlySet<string>;
	readonly isRunningOnly: boolean;
	readonly isFaultsOnly: boolean;
	/** Whether rows that are history are left out, where a kind has such. */
	readonly isStandingOnly?: boolean;
	/** Ids of the columns that are on screen; unknown until it was drawn. */
	readonly shownColumns?: readonly string[];
	/** 0 shows the most important columns that fit, 1 those that did not, and so on. */
	readonly columnPage: number;
};

/** A list that nobody touched yet. */
export const freshList: ListState = {
	index: 0,
	offset: 0,
	filter: '',
	marked: new Set(),
	isRunningOnly: false,
	isFaultsOnly: false,
	columnPage: 0,
};

const compareValues = (a: number | string | undefined, b: number | string | undefined, direction: 1 | -1): number => {
	if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
	if (typeof a === 'number' && typeof b === 'number') return (a - b) * direction;
	return compareNaturally(String(a), String(b)) * direction;
};

/** The order in force: the person's, else the panel's own. */
export const sortOf = <Row>(resource: Resource<Row>, list: ListState) => list.sort ?? resource.defaultSort;

/** Rows that a list is about, before anything narrows it. */
export const allRows = <Row>(
	resource: Resource<Row>,
	list: Pick<ListState, 'isStandingOnly' | 'isFaultsOnly'>,
	view: View,
): readonly Row[] => {
	const rows = rowsOf(resource, view.state);
	// What is at fault is a matter of now: as many as the tabs count.
	const isOfNow = list.isStandingOnly === true || list.isFaultsOnly;
	return isOfNow && resource.standing !== undefined ? resource.standing(rows, view) : rows;
};

const isInScope = ({value, others = [], engine}: Scope, row: unknown, values: readonly string[]): boolean =>
	(engine === undefined || engineOf(row) === engine) &&
	(values.includes(value) || others.some(other => values.includes(other)));

/** Those of the rows that nothing hides, in the order in which they came. */
const narrow = <Row>(
	resource: Resource<Row>,
	list: ListState,
	scope: Scope | undefined,
	view: View,
): readonly Row[] => {
	const rows = allRows(resource, list, view);
	if (scope === undefined && list.filter === '' && !list.isRunningOnly && !list.isFaultsOnly) return rows;
	const filter = parseFilter(list.filter, resource);
	return rows.filter(
		row =>
			(scope === undefined || isInScope(scope, row, resource.field(row, scope.field, view))) &&
			(!list.isRunningOnly || resource.isRunning(row, view)) &&
			(!list.isFaultsOnly || resource.isFaulty(row, view)) &&
			filter.passes(row, view),
	);
};

/** Rows in an order, and what that was made of. */
type Arrangement<Row> = {
	readonly rows: readonly Row[];
	/** The rows in the order of their names. */
	readonly named: readonly Row[];
	/** What the named ones are sorted by. */
	readonly values: ReadonlyArray<number | string | undefined>;
	readonly direction: 1 | -1;
	readonly arranged: readonly Row[];
};

// By kind, the order of the last frame: most often it is that of the next one too.
const lastOf = new WeakMap<object, Arrangement<unknown>>();

const isSameList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
	one === other || (one.length === other.length && one.every((item, index) => item === other[index]));

/** Rows in the order of their names, of one name the newest first; begins with the order before, which is mostly right. */
const inOrderOfNames = <Row>(resource: Resource<Row>, rows: readonly Row[], before: readonly Row[]): readonly Row[] => {
	const byId = new Map(rows.map(row => [resource.identity(row), row]));
	const known = before.flatMap(row => byId.get(resource.identity(row)) ?? []);
	for (const row of known) byId.delete(resource.identity(row));
	return [...known, ...byId.values()].sort(
		(a, b) =>
			compareNaturally(resource.name(a), resource.name(b)) ||
			(resource.createdAt(b) ?? 0) - (resource.createdAt(a) ?? 0) ||
			(resource.identity(a) < resource.identity(b) ? -1 : 1),
	);
};

type Order<Row> = (row: Row, view: View) => number | string | undefined;

const noOrder = (): undefined => undefined;

// By what is sorted by, the values of the rows that were sorted last.
const valued = new WeakMap<Order<never>, unknown>();

const valuesBy = <Row>(order: Order<Row>): ((rows: readonly Row[], view: View) => Arrangement<Row>['values']) => {
	type Values = ReturnType<typeof valuesBy<Row>>;
	// Safe: what is kept for an order is made of it.
	const known = valued.get(order) as Values | undefined;
	const values: Values = known ?? rememberedLast((rows: readonly Row[], view) => rows.map(row => order(row, view)));
	if (known === undefined) valued.set(order, values);
	return values;
};

const arrange = <Row>(
	resource: Resource<Row>,
	list: ListState,
	scope: Scope | undefined,
	view: View,
): readonly Row[] => {
	const rows = narrow(resource, list, scope, view);
	// Safe: what is kept for a kind was made from its rows.
	const last = lastOf.get(resource) as Arrangement<Row> | undefined;
	const isSame = last !== undefined && isSameList(last.rows, rows);
	const named = isSame ? last.named : inOrderOfNames(resource, rows, last?.named ?? []);
	const sort = sortOf(resource, list);
	const order =
		sort.column === 'urgency'
			? resource.urgency
			: (resource.columns.find(column => column.id === sort.column) ?? fieldColumn(resource, sort.column))?.order;
	const direction = sort.isDescending ? -1 : 1;
	const values = valuesBy(order ?? noOrder)(named, view);
	if (isSame && last.direction === direction && isSameList(last.values, values)) return last.arranged;
	// Sorting is stable: what compares alike stays in the order of names.
	const arranged = named
		.map((row, index) => ({row, value: values[index]}))
		.sort((a, b) => compareValues(a.value, b.value, direction))
		.map(({row}) => row);
	lastOf.set(resource, {rows, named, values, direction, arranged});
	return arranged;
};

// The body, the message line and each key of the footer ask for the same rows of the same moment.
const arranged = new WeakMap<View, Map<string, readonly unknown[]>>();

/** The rows to show, filtered and sorted; equal rows keep the order of their names so that nothing jumps, of one name the newest first. */
export const arrangeRows = <Row>(
	resource: Resource<Row>,
	list: ListState,
	scope: Scope | undefined,
	view: View,
): readonly Row[] => {
	const {filter, sort, isRunningOnly, isFaultsOnly, isStandingOnly} = list;
	const key = JSON.stringify([resource.table.id, scope, filter, sort, isRunningOnly, isFaultsOnly, isStandingOnly]);
	const known = arranged.get(view) ?? new Map<string, readonly unknown[]>();
	arranged.set(view, known);
	const rows = (known.get(key) as readonly Row[] | undefined) ?? arrange(resource, list, scope, view);
	known.set(key, rows);
	return rows;
};

/** The list without marks of rows that are gone: nothing could be done to them. */
export const withoutGhosts = <Row>(resource: Resource<Row>, list: ListState, view: View): ListState => {
	if (list.marked.size === 0) return list;
	const ids = new Set(rowsOf(resource, view.state).map(resource.identity));
	const marked = new Set([...list.marked].filter(id => ids.has(id)));
	return marked.size === list.marked.size ? list : {...list, marked};
};

/** The index of the selected row where it was found, else where it was when it was last seen. */
const indexOr = (found: number, {index}: ListState, count: number): number =>
	found === -1 ? Math.min(Math.max(0, index), count - 1) : found;

/** Where the selection stands among the rows: its row, or where that was when it is gone; -1 in an empty list. */
export const selectedIndex = (list: ListState, ids: readonly string[]): number => {
	if (ids.length === 0) return -1;
	return indexOr(list.selectedId === undefined ? -1 : ids.indexOf(list.selectedId), list, ids.length);
};

/** The list with the selection moved to an index (clamped). */
export const select = (list: ListState, ids: readonly string[], index: number): ListState => {
	// A list that a filter empties for a moment keeps its selection for when the rows are back.
	if (ids.length === 0) return list;
	const clamped = Math.max(0, Math.min(index, ids.length - 1));
	const id = ids[clamped];
	const {selectedId: _, ...rest} = list;
	return id === undefined ? {...rest, index: 0} : {...rest, selectedId: id, index: clamped};
};

/** The list with its selection on the first row, whichever that is: it follows the order instead of a row. */
export const followTop = (list: ListState): ListState => {
	const {selectedId: _, ...rest} = list;
	return {...rest, index: 0, offset: 0};
};

/** Which of the lines of a list is under the cursor; -1 in an empty list. */
export const selectedLine = <Line>(list: ListState, lines: readonly Line[], keyOf: (line: Line) => string): number => {
	const {selectedId} = list;
	// A list that follows its top need not be searched, and each key of the footer asks.
	const found = selectedId === undefined ? -1 : lines.findIndex(line => keyOf(line) === selectedId);
	return lines.length === 0 ? -1 : indexOr(found, list, lines.length);
};

import {compareNaturally} from '../../model/natural-order.ts';
import type {Line} from '../../model/tone.ts';
import {unknown} from '../../resources/cell.ts';
import {columnOf, fieldColumn} from '../../resources/field-column.ts';
import {measuredShare, usageFigures, usageOfContainers} from '../../resources/local-usage.ts';
import {rememberedLast} from '../../resources/remembered.ts';
import type {Column, Resource, View} from '../../resources/resource.ts';
import {oncePerInputs} from '../../store/once-per-inputs.ts';
import type {Panel} from '../place-record.ts';
import {arrangeRows, type ListState, selectedLine, sortOf} from './list-state.ts';

const sign = Symbol('group');

/** Rows of one value that stand under a line of their own. It is no object: nothing acts on it. */
export type Group<Row> = {
	readonly [sign]: true;
	/** What it is selected and folded by; no row has it. */
	readonly key: string;
	readonly title: string;
	/** In their order, folded or not. */
	readonly rows: readonly Row[];
	readonly isFolded: boolean;
};

/** A line of a list: a row, or what rows stand under. */
export type Item<Row> = Row | Group<Row>;

/** Whether a line of a list is one that rows stand under. */
export const isGroup = <Row>(item: Item<Row>): item is Group<Row> =>
	typeof item === 'object' && item !== null && sign in item;

// No id holds it.
const keyOf = (title: string): string => `\u{1d}${title}`;

type ValuesOf<Row> = (rows: readonly Row[], view: View) => ReadonlyArray<string | undefined>;

// By what is grouped by, the values of the rows that were grouped last.
const valued = new WeakMap<object, unknown>();

const cellText = <Row>(column: Column<Row>, row: Row, view: View): string | undefined => {
	const cell = column.cell(row, view);
	return 'text' in cell && cell.text.trim() !== '' && cell.text !== unknown.text ? cell.text : undefined;
};

const valuesBy = <Row>(column: Column<Row>): ValuesOf<Row> => {
	// Safe: what is kept for a column is made of it.
	const known = valued.get(column) as ValuesOf<Row> | undefined;
	const values: ValuesOf<Row> =
		known ?? rememberedLast((rows: readonly Row[], view) => rows.map(row => cellText(column, row, view)));
	if (known === undefined) valued.set(column, values);
	return values;
};

type FiguresOf<Row> = (rows: readonly Row[], view: View) => ReadonlyArray<number | undefined>;

// By what is sorted by, the figures of the rows that were grouped last.
const figured = new WeakMap<object, unknown>();

const figuresBy = <Row>(order: NonNullable<Column<Row>['order']>): FiguresOf<Row> => {
	// Safe: what is kept for an order is made of it.
	const known = figured.get(order) as FiguresOf<Row> | undefined;
	const figures: FiguresOf<Row> =
		known ??
		rememberedLast((rows: readonly Row[], view) =>
			rows.map(row => {
				const value = order(row, view);
				return typeof value === 'number' ? value : undefined;
			}),
		);
	if (known === undefined) figured.set(order, figures);
	return figures;
};

const noFigures: ReadonlyArray<number | undefined> = [];

const noneFolded: ReadonlySet<string> = new Set();

/** What those of the figures come to that are known; undefined where none is. */
const sumOf = (figures: ReadonlyArray<number | undefined>, indexes: readonly number[]): number | undefined => {
	const known = indexes.flatMap(index => figures[index] ?? []);
	return known.length === 0 ? undefined : known.reduce((sum, figure) => sum + figure, 0);
};

/**
 * Rows under their groups: those in the order of what the figures of their rows come to, where there are any, else of
 * their names; what has no value last.
 */
const grouped = oncePerInputs(
	(
		values: ReadonlyArray<string | undefined>,
		rows: readonly unknown[],
		folded: ReadonlySet<string>,
		figures: ReadonlyArray<number | undefined>,
		direction: 1 | -1,
	): readonly Group<unknown>[] => {
		const byValue = Map.groupBy(rows.keys(), index => values[index]);
		return [...byValue]
			.map(([value, indexes]) => ({value, indexes, sum: sumOf(figures, indexes)}))
			.sort(({value: a, sum: one}, {value: b, sum: other}) => {
				if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
				return compareFigures(one, other, direction) || compareNaturally(a, b);
			})
			.map(({value, indexes}) => {
				const key = keyOf(value ?? '');
				const own = indexes.map(index => rows[index]);
				return {[sign]: true, key, title: value ?? '–', rows: own, isFolded: folded.has(key)};
			});
	},
);

const compareFigures = (a: number | undefined, b: number | undefined, direction: 1 | -1): number =>
	a === undefined || b === undefined ? Number(a === undefined) - Number(b === undefined) : (a - b) * direction;

const linesOf = oncePerInputs((groups: readonly Group<unknown>[]): readonly unknown[] =>
	groups.flatMap(group => (group.isFolded ? [group] : [group, ...group.rows])),
);

/** The column that a list is grouped by, if it is. */
const groupColumn = <Row>(resource: Resource<Row>, {group}: ListState, view: View): Column<Row> | undefined => {
	const column = group === undefined ? undefined : columnOf(resource, group);
	// What is the same for all rows has no column, and is a value all the same.
	return column?.isNeeded?.(view) === false ? (fieldColumn(resource, column.id) ?? column) : column;
};

/** The groups of a list that is grouped; undefined where it is not. */
export const groupsOf = <Row>(
	resource: Resource<Row>,
	{list, scope}: Omit<Panel, 'resource'>,
	view: View,
): readonly Group<Row>[] | undefined => {
	const column = groupColumn(resource, list, view);
	if (column === undefined) return undefined;
	const rows = arrangeRows(resource, list, scope, view);
	const sort = sortOf(resource, list);
	const sorting = resource.columns.find(({id}) => id === sort.column);
	// Only usage adds up: a sum of ages or of sizes of one image is nothing.
	const order = sorting?.isUsage === true ? sorting.order : undefined;
	const figures = order === undefined ? noFigures : figuresBy(order)(rows, view);
	const direction = sort.isDescending ? -1 : 1;
	// Safe: its rows are those that were given.
	return grouped(
		valuesBy(column)(rows, view),
		rows,
		list.folded ?? noneFolded,
		figures,
		direction,
	) as readonly Group<Row>[];
};

/** The lines of a list: its rows, and where they are grouped what they stand under. */
export const itemsOf = <Row>(
	resource: Resource<Row>,
	panel: Omit<Panel, 'resource'>,
	view: View,
): readonly Item<Row>[] => {
	const groups = groupsOf(resource, panel, view);
	// Safe: they are the groups and their rows.
	return groups === undefined
		? arrangeRows(resource, panel.list, panel.scope, view)
		: (linesOf(groups) as readonly Item<Row>[]);
};

/** What a line of a list is selected by. */
export const keyOfItem =
	<Row>(resource: Pick<Resource<Row>, 'identity'>) =>
	(item: Item<Row>): string =>
		isGroup(item) ? item.key : resource.identity(item);

/** The line under the cursor of a list. */
export const selectedItem = <Row>(
	resource: Resource<Row>,
	panel: Omit<Panel, 'resource'>,
	view: View,
): Item<Row> | undefined => {
	const items = itemsOf(resource, panel, view);
	return items[selectedLine(panel.list, items, keyOfItem(resource))];
};

/** The row under the cursor of a list; undefined where that is what rows stand under. */
export const selectedInPanel = <Row>(
	resource: Resource<Row>,
	panel: Omit<Panel, 'resource'>,
	view: View,
): Row | undefined => {
	const item = selectedItem(resource, panel, view);
	return item === undefined || isGroup(item) ? undefined : item;
};

/** What a group's rows use together, and of how many of those that run that is told. */
const usageParts = <Row>(resource: Resource<Row>, rows: readonly Row[], view: View): readonly Line[] => {
	const {state} = view;
	const ids = [...new Set(rows.flatMap(row => resource.usedContainers(row, state)))];
	const usage = usageOfContainers(state, ids);
	const shares = rows.map(row => resource.usageShare?.(row, state));
	const elsewhere = shares.reduce((sum, share) => sum + (share === undefined ? 0 : share.running - share.counted), 0);
	const {counted, running} = measuredShare(state, ids);
	const all = running + elsewhere;
	if (all === 0) return [];
	const [cpu = [], memory = [], ...rates] = usageFigures(usage).map(
		({label, text}): Line => [{text: `${label} `, tone: 'quiet'}, text === undefined ? unknown : {text}],
	);
	// A sum of some must not look like that of all.
	const share: readonly Line[] = counted < all ? [[{text: `of ${counted}/${all}`, tone: 'warning'}]] : [];
	return [cpu, memory, ...share, ...rates];
};

/** The line of a group: its name, how many of its rows run, how many are at fault, and what they use; the most wanted first. */
export const groupLine = <Row>(resource: Resource<Row>, group: Group<Row>, view: View): readonly Line[] => {
	const {rows, title, isFolded} = group;
	const running = rows.filter(row => resource.isRunning(row, view)).length;
	const faults = rows.filter(row => resource.isFaulty(row, view)).length;
	return [
		[
			{text: isFolded ? '▸ ' : '▾ ', tone: 'accent'},
			{text: title, tone: 'strong'},
		],
		[{text: `${running}/${rows.length}`}],
		...(faults === 0 ? [] : [[{text: `✗ ${faults}`, tone: 'bad'} as const]]),
		...usageParts(resource, rows, view),
	];
};

import {unknown} from './cell.ts';
import {columnsWithReason} from './reason-column.ts';
import type {Column, Resource, View} from './resource.ts';

/** What stands before the key of a label where a column is named by it: `label:com.example.team`. */
export const labelPrefix = 'label:';

/** The field that tells labels, each by its key and as `key=value`. */
const labelField = 'label';

const longestTitle = 16;

/** Ids of swarm and of containers: who reads a column wants the name beside it. */
const isId = (value: string): boolean => /^(?:[0-9a-z]{25}|(?:sha256:)?[0-9a-f]{64})$/.test(value);

/** By what the fields of a kind are called where one of them is chosen; any label is one, by its key after the prefix. */
export const fieldNames = <Row>({fields}: Pick<Resource<Row>, 'fields'>): readonly string[] =>
	fields.map(field => (field === labelField ? labelPrefix : field));

/** The value of a label of a row; undefined where it has none. */
const labelOf = <Row>(resource: Resource<Row>, row: Row, key: string, view: View): string | undefined =>
	resource
		.field(row, labelField, view)
		.find(value => value.startsWith(`${key}=`))
		?.slice(key.length + 1);

/** What a row has of a field, as people call that. */
const fieldText = <Row>(resource: Resource<Row>, row: Row, name: string, view: View): string | undefined => {
	const values = new Set(resource.field(row, name, view));
	const named = [...values].filter(value => !isId(value));
	return (named.length > 0 ? named : [...values]).join(', ') || undefined;
};

/** The one value of a row that a field, or a label (`label:KEY`), says in a word: a name before an id; undefined where it has none. */
export const fieldValue = <Row>(resource: Resource<Row>, row: Row, name: string, view: View): string | undefined => {
	if (name.startsWith(labelPrefix)) return labelOf(resource, row, name.slice(labelPrefix.length), view);
	const values = resource.field(row, name, view).filter(value => value !== '');
	return values.find(value => !isId(value)) ?? values[0];
};

const made = <Row>(id: string, name: string, order: NonNullable<Column<Row>['order']>): Column<Row> => ({
	id,
	title: name.toUpperCase().slice(0, longestTitle),
	align: 'left',
	width: 8,
	maxWidth: 40,
	priority: 82,
	cell: (row, view) => {
		const text = order(row, view);
		return text === undefined || text === '' ? unknown : {text: String(text)};
	},
	order,
});

/** The last part of a label's key, which tells what it is. */
const shortKey = (key: string): string => key.split(/[./]/).findLast(part => part !== '') ?? key;

/** A column, a field or a label by its id, in few words: `label team`. */
export const fieldWords = (id: string): string =>
	id.startsWith(labelPrefix) ? `label ${shortKey(id.slice(labelPrefix.length))}` : id;

const make = <Row>(resource: Resource<Row>, id: string): Column<Row> | undefined => {
	if (id.startsWith(labelPrefix)) {
		const key = id.slice(labelPrefix.length);
		if (key === '' || !resource.fields.includes(labelField)) return undefined;
		return made(id, shortKey(key), (row, view) => labelOf(resource, row, key, view));
	}
	return resource.fields.includes(id) ? made(id, id, (row, view) => fieldText(resource, row, id, view)) : undefined;
};

// By kind, as what is kept of a column is kept by what it is sorted by.
const known = new WeakMap<object, Map<string, Column<never>>>();

/** More labels than anybody has columns of. */
const mostKept = 100;

/** The column of a kind that shows a field or a label (`label:KEY`), which is none of its own; the same one each time. */
export const fieldColumn = <Row>(resource: Resource<Row>, id: string): Column<Row> | undefined => {
	const kept = known.get(resource) ?? new Map<string, Column<never>>();
	known.set(resource, kept);
	// Safe: what is kept for a kind was made of that kind.
	const before = kept.get(id) as Column<Row> | undefined;
	if (before !== undefined) return before;
	const column = make(resource, id);
	if (kept.size >= mostKept) kept.clear();
	if (column !== undefined) kept.set(id, column);
	return column;
};

/** The column of this id: one of the kind's own, else that of a field or a label. */
export const columnOf = <Row>(resource: Resource<Row>, id: string): Column<Row> | undefined =>
	columnsWithReason(resource).find(column => column.id === id) ?? fieldColumn(resource, id);

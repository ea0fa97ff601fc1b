import type {Column, Resource} from './resource.ts';

/** Columns that stand before it: the object's name and its state. */
const fixedColumns = 2;

/** All columns of a kind, with the one that says why a row is as it is behind the name and the state. */
export const columnsWithReason = <Row>(resource: Resource<Row>): ReadonlyArray<Column<Row>> => {
	const {columns} = resource;
	const why: Column<Row> = {
		id: 'why',
		title: 'WHY',
		align: 'left',
		width: 12,
		maxWidth: 120,
		priority: 85,
		cell: (row, view) => {
			const {tone} = resource.condition(row, view);
			return {text: resource.reason(row, view) ?? '', tone: tone === 'good' ? 'plain' : tone};
		},
		order: resource.reason,
	};
	return [...columns.slice(0, fixedColumns), why, ...columns.slice(fixedColumns)];
};

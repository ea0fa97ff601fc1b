import type {Column, Resource} from './resource.ts';

/** All columns of a kind, with the one that says why a row is as it is left of the figures. */
export const columnsWithReason = <Row>(resource: Resource<Row>): ReadonlyArray<Column<Row>> => {
	// An error is part of the reason: twice on a line it would take the room of both.
	const columns = resource.columns.filter(column => column.id !== 'error');
	const why: Column<Row> = {
		id: 'why',
		title: resource.reasonTitle ?? 'WHY',
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
	// Where there are no figures, as of what does not run, a long reason goes on over their cells.
	const figures = columns.findIndex(column => column.align === 'right');
	const at = figures === -1 ? columns.length : figures;
	return [...columns.slice(0, at), why, ...columns.slice(at)];
};

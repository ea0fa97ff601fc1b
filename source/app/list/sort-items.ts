import type {Resource} from '../../resources/resource.ts';

/** One order that a list can have. */
export type SortItem = {
	/** The column's id, or `urgency`. */
	readonly id: string;
	readonly label: string;
	/** How it sorts at first: the largest figure on top, names from A. */
	readonly isDescending: boolean;
};

/** The orders of a kind: by need, as on the home, and by each of its columns, or of those that are given. */
export const sortItems = <Row>(
	resource: Resource<Row>,
	columns: Resource<Row>['columns'] = resource.columns,
): readonly SortItem[] => [
	{id: 'urgency', label: 'trouble first', isDescending: false},
	...columns
		.filter(column => column.order !== undefined)
		.map(column => ({id: column.id, label: column.title, isDescending: column.isDescendingFirst === true})),
];

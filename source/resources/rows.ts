import type {EngineState, Table} from '../store/state.ts';
import type {Resource} from './resource.ts';

// One list for each table as it is: what is worked out of rows is kept by their list.
const lists = new WeakMap<Table<unknown>['rows'], readonly unknown[]>();

/** All rows of a kind; the same list as long as none of them changed. */
export const rowsOf = <Row>({table}: Pick<Resource<Row>, 'table'>, state: EngineState): readonly Row[] => {
	const {rows} = table.of(state);
	// Safe: what is kept for a table was made from that table.
	const known = lists.get(rows) as readonly Row[] | undefined;
	if (known !== undefined) return known;
	const list = [...rows.values()];
	lists.set(rows, list);
	return list;
};

/** The row of an id, if it is there. */
export const rowOf = <Row>({table}: Pick<Resource<Row>, 'table'>, state: EngineState, id: string): Row | undefined =>
	table.of(state).rows.get(id);

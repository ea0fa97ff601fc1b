import type {EngineState} from '../store/state.ts';
import {joinOf} from './join.ts';
import type {Resource} from './resource.ts';

// One list for each table as it is: what is worked out of rows is kept by their list.
const listOf = joinOf('list', (rows: ReadonlyMap<string, unknown>): readonly unknown[] => [...rows.values()]);

/** All rows of a kind; the same list as long as none of them changed. */
export const rowsOf = <Row>({table}: Pick<Resource<Row>, 'table'>, state: EngineState): readonly Row[] =>
	// Safe: what is kept for a table was made from that table.
	listOf(table.of(state).rows) as readonly Row[];

/** A row's identity as short as docker tells it. */
export const shortIdOf = <Row>({identity, shortId}: Pick<Resource<Row>, 'identity' | 'shortId'>, row: Row): string =>
	shortId?.(row) ?? identity(row).slice(0, 12);

/** The row of an id, if it is there. */
export const rowOf = <Row>({table}: Pick<Resource<Row>, 'table'>, state: EngineState, id: string): Row | undefined =>
	table.of(state).rows.get(id);

/** Whether nothing is known of a kind's rows yet: they were not read so far, though the engine has them to tell. */
export const isAwaited = <Row>({table}: Pick<Resource<Row>, 'table'>, state: EngineState): boolean =>
	table.of(state).at === undefined && (table.needs === 'engine' || state.role === 'manager');

import {isDeepStrictEqual} from 'node:util';
import type {EngineState, Fault, Table} from './state.ts';

/** What every row has. */
export type Identified = {readonly id: string};

const sameOrNew = <Row>(before: Row | undefined, now: Row): Row =>
	before !== undefined && isDeepStrictEqual(before, now) ? before : now;

/** The table after a full list: equal rows keep their identity, and when all are equal the map does too. */
export const tableOfList = <Row extends Identified>(
	table: Table<Row>,
	list: readonly Row[],
	at: number,
): Table<Row> => {
	const rows = new Map<string, Row>();
	let isSame = true;
	for (const row of list) {
		const before = table.rows.get(row.id);
		const kept = sameOrNew(before, row);
		if (kept !== before) isSame = false;
		rows.set(row.id, kept);
	}
	return {rows: isSame && rows.size === table.rows.size ? table.rows : rows, at};
};

/** The table after a list of some ids: those that were asked for and are not in the answer are gone. */
export const tableOfSome = <Row extends Identified>(
	table: Table<Row>,
	ids: readonly string[],
	list: readonly Row[],
	at: number,
): Table<Row> => {
	const rows = new Map(table.rows);
	const missing = new Set(ids);
	let isSame = true;
	for (const row of list) {
		missing.delete(row.id);
		const before = rows.get(row.id);
		const kept = sameOrNew(before, row);
		if (kept !== before) isSame = false;
		rows.set(row.id, kept);
	}
	for (const id of missing) if (rows.delete(id)) isSame = false;
	return {rows: isSame ? table.rows : rows, at: table.at ?? at};
};

/** The table after a failed read: the last good rows stay. */
export const tableOfFault = <Row>(table: Table<Row>, fault: Fault): Table<Row> => ({...table, fault});

/** Whether only the time of reading differs, which is no reason to draw. */
export const isSameTable = <Row>(before: Table<Row>, now: Table<Row>): boolean =>
	before.rows === now.rows && before.fault === now.fault && (before.at === undefined) === (now.at === undefined);

/** A table of which nothing is known, or where there is nothing to know. */
export const emptyTable: Table<never> = {rows: new Map<string, never>()};

/** The state with another table of this name. */
export const withTable = (state: EngineState, id: string, table: Table<Identified>): EngineState => ({
	...state,
	tables: {...state.tables, [id]: table},
});

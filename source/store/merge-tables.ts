import {engineKey, ownRow} from './engine-key.ts';
import type {Table} from './state.ts';

/** A table of one engine. */
type Own<Row> = {readonly engine: string; readonly table: Table<Row>};

type Merged = {readonly inputs: readonly unknown[]; readonly rows: ReadonlyMap<string, unknown>};

// By the first map of rows, which is another one for each engine and at each change.
const known = new WeakMap<object, Merged>();

const rowsOf = <Row>(tables: ReadonlyArray<Own<Row>>): ReadonlyMap<string, Row> => {
	const inputs = tables.flatMap(({engine, table}) => [engine, table.rows]);
	const [first] = tables;
	if (first === undefined) return new Map();
	const before = known.get(first.table.rows);
	const isSame =
		before?.inputs.length === inputs.length && before.inputs.every((input, index) => input === inputs[index]);
	// Safe: the same maps were merged to it.
	if (isSame) return before?.rows as ReadonlyMap<string, Row>;
	const rows = new Map<string, Row>();
	for (const {engine, table} of tables)
		for (const [id, row] of table.rows) {
			if (typeof row === 'object' && row !== null) ownRow(row, engine);
			rows.set(engineKey(engine, id), row);
		}
	known.set(first.table.rows, {inputs, rows});
	return rows;
};

/**
 * The tables of several engines as one, by keys: as old as the oldest of those that were read, and with a fault only where
 * no engine has anything to show. The same map of rows as long as none of them changed.
 */
export const mergeTables = <Row>(tables: ReadonlyArray<Own<Row>>): Table<Row> => {
	const times = tables.flatMap(({table: {at}}) => at ?? []);
	const fault = times.length > 0 ? undefined : tables.find(({table}) => table.fault !== undefined)?.table.fault;
	const dropped = tables.reduce((sum, {table}) => sum + (table.dropped ?? 0), 0);
	return {
		rows: rowsOf(tables),
		...(times.length === 0 ? {} : {at: Math.min(...times)}),
		...(fault === undefined ? {} : {fault}),
		...(dropped === 0 ? {} : {dropped}),
	};
};

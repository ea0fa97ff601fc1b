import {engineKey, ownRow} from './engine-key.ts';
import {oncePerInputs} from './once-per-inputs.ts';
import type {Table} from './state.ts';

/** A table of one engine. */
type Own<Row> = {readonly engine: string; readonly table: Table<Row>};

type Rows = ReadonlyMap<string, unknown>;

/** The rows of one engine and its id, and so on in turn. */
type Given = readonly [Rows, string, ...unknown[]];

const merged = oncePerInputs((...given: Given): Rows => {
	const all = new Map<string, unknown>();
	for (let at = 0; at + 1 < given.length; at += 2) {
		// Safe: rows and ids come in turn.
		const [rows, engine] = [given[at] as Rows, given[at + 1] as string];
		for (const [id, row] of rows) {
			if (typeof row === 'object' && row !== null) ownRow(row, engine);
			all.set(engineKey(engine, id), row);
		}
	}
	return all;
});

const rowsOf = <Row>([first, ...others]: ReadonlyArray<Own<Row>>): ReadonlyMap<string, Row> =>
	first === undefined
		? new Map()
		: // Safe: the rows of these tables are all that is in it.
			(merged(
				first.table.rows,
				first.engine,
				...others.flatMap(({engine, table}) => [table.rows, engine]),
			) as ReadonlyMap<string, Row>);

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

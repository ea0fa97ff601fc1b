import {EngineError} from '../engine/engine-error.ts';
import {mergeTables} from './merge-tables.ts';
import {oncePerInputs} from './once-per-inputs.ts';
import type {EngineState, Table} from './state.ts';
import {emptyTable, type Identified} from './table.ts';
import type {TableLane} from './table-lane.ts';
import type {TableSource} from './table-source.ts';

/** Tables to work others out from, by any names. */
type Origins = Readonly<Record<string, TableSource<unknown>>>;

type Rows = Table<unknown>['rows'];

/** The rows of these tables, by the same names. */
type RowsOf<From extends Origins> = {
	readonly [Name in keyof From]: From[Name] extends TableSource<infer Row> ? ReadonlyMap<string, Row> : never;
};

/** How the rows of a kind that no engine lists are worked out from those of others. */
export type Derivation<Row extends Identified, From extends Origins> = {
	/** Name of the table; no state keeps it. */
	readonly id: string;
	readonly from: From;
	readonly rows: (tables: RowsOf<From>) => readonly Row[];
};

/** Nothing is read for it: what keeps other tables true keeps it true, or we do ourselves. */
export const idleLane: TableLane = {
	mark: () => undefined,
	refresh: () => undefined,
	event: () => undefined,
	hearing: () => undefined,
	interestChanged: () => undefined,
	settled: () => Promise.resolve(),
};

/**
 * Makes a table from other tables: it is settled when they are, as old as the oldest of them, and has their fault. It has
 * no rows before that, as what is worked out from a part would be wrong. Its kind `reads` these tables.
 */
export const derivedSource = <Row extends Identified, From extends Origins>(
	derivation: Derivation<Row, From>,
): TableSource<Row> => {
	const names = Object.keys(derivation.from);
	const origins = Object.values(derivation.from);
	const rowsOf = oncePerInputs((...inputs: readonly [Rows, ...Rows[]]): ReadonlyMap<string, Row> => {
		// Safe: each table's rows stand under the name that its source has in `from`.
		const tables = Object.fromEntries(names.map((name, index) => [name, inputs[index]])) as unknown as RowsOf<From>;
		return new Map(derivation.rows(tables).map(row => [row.id, row]));
	});
	const isSettled = (state: EngineState): boolean => origins.every(origin => origin.isSettled(state));
	const of = (state: EngineState): Table<Row> => {
		// What rows of two engines would make together is nothing that either of them has.
		if (state.parts !== undefined)
			return mergeTables(state.parts.map(({id, origin}) => ({engine: id, table: of(origin)})));
		const tables = origins.map(origin => origin.of(state));
		const [first = emptyTable, ...others] = tables;
		const fault = tables.find(table => table.fault !== undefined)?.fault;
		const ofFault = fault === undefined ? {} : {fault};
		if (!isSettled(state)) return {rows: emptyTable.rows, ...ofFault};
		const times = tables.flatMap(({at}) => at ?? []);
		return {
			rows: rowsOf(first.rows, ...others.map(({rows}) => rows)),
			...(times.length === 0 ? {} : {at: Math.min(...times)}),
			...ofFault,
		};
	};
	return {
		id: derivation.id,
		needs: origins.some(({needs}) => needs === 'engine') ? 'engine' : 'manager',
		of,
		isSettled,
		start: () => idleLane,
		async inspect(_engine, id, _signal, state) {
			const row = of(state).rows.get(id);
			if (row === undefined) throw new EngineError('missing', 'it is gone');
			return {raw: row};
		},
	};
};

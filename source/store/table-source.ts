import type {ProcessTable} from '../engine/containers.ts';
import type {Engine} from '../engine/engine.ts';
import type {EngineEvent} from '../model/event.ts';
import type {Intervals, Session} from './session.ts';
import type {EngineState, Table} from './state.ts';
import {emptyTable, type Identified} from './table.ts';
import {startTableLane, type TableHooks, type TableLane} from './table-lane.ts';

/** What decides how often a table is read. */
export type Situation = {
	/** Whether anything on screen shows its rows. */
	readonly isWatched: boolean;
	/** Whether the engine tells of changes as they come. */
	readonly isHeard: boolean;
	readonly intervals: Intervals;
};

/** What inspecting one object came to. */
export type Inspection = {
	/** The engine's own JSON, its text cleaned. */
	readonly raw: unknown;
	/** What the kind makes of it, where it makes anything. */
	readonly details?: unknown;
	/** What else follows from it for the state. */
	readonly apply?: (state: EngineState) => EngineState;
};

/** How the rows of a kind are listed and kept true: all that is known of a table. */
export type Listing<Row extends Identified> = {
	/** Name of the table in the state. */
	readonly id: string;
	/** Who can answer: every engine, or a manager of a swarm only. */
	readonly needs: 'engine' | 'manager';
	/** Tables that are read before this one, as its rows are named after theirs. */
	readonly after?: readonly string[];
	readonly list: (engine: Engine, state: EngineState, signal: AbortSignal) => Promise<readonly Row[]>;
	/** Reads only these rows, where the engine can; those that are not in the answer are gone. */
	readonly some?: (engine: Engine, ids: readonly string[], signal: AbortSignal) => Promise<readonly Row[]>;
	/** What an event touches: the row of this id, any rows, or none. */
	readonly touched: (event: EngineEvent, situation: Situation) => {readonly id: string} | 'all' | undefined;
	/** ms until all rows are read again, whatever the events say; undefined reads nothing until somebody looks. */
	readonly pace: (situation: Situation) => number | undefined;
	/** A row as just read, with what was known better before. */
	readonly refine?: (before: Row | undefined, row: Row) => Row;
	/** Whether what was read can be shown as a whole, beside having been read at all. */
	readonly isReady?: (table: Table<Row>, state: EngineState) => boolean;
	readonly inspect: (engine: Engine, id: string, signal: AbortSignal, state: EngineState) => Promise<Inspection>;
	readonly processes?: (engine: Engine, id: string, signal: AbortSignal) => Promise<ProcessTable>;
};

/** A table with its listing, whatever its rows are. */
export type AnyTableSource = Pick<Listing<never>, 'id' | 'needs' | 'after' | 'inspect' | 'processes'> & {
	/** Begins to keep it true over one connection; ends with the signal. */
	start(session: Session, hooks: TableHooks, signal: AbortSignal): TableLane;
	/** Whether it was read, or could not be, or there is nobody here who could answer. */
	isSettled(state: EngineState): boolean;
};

/** A table of known rows. */
export type TableSource<Row> = AnyTableSource & {
	/** The table in a state; empty where this engine keeps none. */
	of(state: EngineState): Table<Row>;
};

/** Makes all of a table from how it is listed: its place in the state, its lane, and what waits for it. */
export const tableSource = <Row extends Identified>(listing: Listing<Row>): TableSource<Row> => {
	// Safe: nothing but the lane that is made here puts rows into the table of this name.
	const of = (state: EngineState): Table<Row> => (state.tables[listing.id] ?? emptyTable) as Table<Row>;
	return {
		id: listing.id,
		needs: listing.needs,
		...(listing.after === undefined ? {} : {after: listing.after}),
		inspect: listing.inspect,
		...(listing.processes === undefined ? {} : {processes: listing.processes}),
		of,
		isSettled(state) {
			const table = of(state);
			if (table.fault !== undefined) return true;
			// An engine that manages no swarm never reads it.
			if (listing.needs === 'manager' && (state.role === 'none' || state.role === 'worker')) return true;
			return table.at !== undefined && (listing.isReady?.(table, state) ?? true);
		},
		start: (session, hooks, signal) => startTableLane({listing, of, session, hooks}, signal),
	};
};

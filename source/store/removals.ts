import {EngineError} from '../engine/engine-error.ts';
import type {Definition, RemovedObject} from '../model/removed-object.ts';
import {idleLane} from './derived-source.ts';
import type {EngineState, Table} from './state.ts';
import {withTable} from './table.ts';
import type {TableSource} from './table-source.ts';

/** Objects that are kept, and letters of all that was told of them. */
const mostObjects = 100;
const mostLetters = 8_000_000;

const none: Table<RemovedObject> = {rows: new Map(), at: 0};

const tableId = 'removed';

// Safe: nothing but what is below puts rows into the table of this name.
const of = (state: EngineState): Table<RemovedObject> =>
	(state.tables[tableId] as Table<RemovedObject> | undefined) ?? none;

const sizeOf = ({definition}: RemovedObject): number => JSON.stringify(definition.told).length;

/** The newest of them, as far as there is room. */
const bounded = (all: readonly RemovedObject[]): readonly RemovedObject[] => {
	let left = mostLetters;
	const newest = all.slice(-mostObjects).toReversed();
	const end = newest.findIndex(object => {
		left -= sizeOf(object);
		return left < 0;
	});
	return newest.slice(0, end === -1 ? newest.length : end).toReversed();
};

let count = 0;

/** The state with what was just removed beside what was removed before; the oldest of that fall out. */
export const withRemoved = (
	state: EngineState,
	definitions: readonly Definition[],
	{at, by}: Pick<RemovedObject, 'at' | 'by'>,
): EngineState => {
	if (definitions.length === 0) return state;
	const fresh = definitions.map((definition): RemovedObject => ({id: `removed-${++count}`, at, by, definition}));
	const all = [...of(state).rows.values(), ...fresh];
	const rows = bounded(all);
	return withTable(state, tableId, {
		rows: new Map(rows.map(row => [row.id, row])),
		at,
		dropped: (of(state).dropped ?? 0) + all.length - rows.length,
	});
};

/** The state without an object that was made again. */
export const withoutRemoved = (state: EngineState, id: string): EngineState => {
	const {rows, ...table} = of(state);
	return rows.has(id)
		? withTable(state, tableId, {...table, rows: new Map([...rows].filter(([kept]) => kept !== id))})
		: state;
};

/** What this program removed in this session. No engine is asked for it. */
export const removedSource: TableSource<RemovedObject> = {
	id: tableId,
	needs: 'engine',
	of,
	isSettled: () => true,
	start: () => idleLane,
	async inspect(_engine, id, _signal, state) {
		const row = of(state).rows.get(id);
		if (row === undefined) throw new EngineError('missing', 'it is kept no more, or was made again');
		return {raw: row.definition.shown};
	},
};

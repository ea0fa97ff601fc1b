import {describe, expect, it} from 'vitest';
import {derivedSource} from '../../source/store/derived-source.ts';
import type {EngineState, Fault, Table} from '../../source/store/state.ts';
import {type TableSource, tableSource} from '../../source/store/table-source.ts';
import {container, viewOf} from '../resources/container-view.ts';

type Named = {readonly id: string};

const sourceOf = (id: string, needs: 'engine' | 'manager'): TableSource<Named> =>
	tableSource<Named>({
		id,
		needs,
		list: async () => [],
		touched: () => undefined,
		pace: () => undefined,
		inspect: async () => ({raw: {}}),
	});

const left = sourceOf('left', 'engine');
const right = sourceOf('right', 'manager');

/** Pairs of all rows of both, counting how often they are worked out. */
const pairs = () => {
	let worked = 0;
	const source = derivedSource({
		id: 'pairs',
		from: {left, right},
		rows: tables => {
			worked++;
			return [...tables.left.keys()].flatMap(one => [...tables.right.keys(), '-'].map(other => ({id: one + other})));
		},
	});
	return {source, worked: () => worked};
};

const tableOf = (ids: readonly string[], at?: number, fault?: Fault): Table<Named> => ({
	rows: new Map(ids.map(id => [id, {id}])),
	...(at === undefined ? {} : {at}),
	...(fault === undefined ? {} : {fault}),
});

const stateOf = (
	tables: Readonly<Record<string, Table<Named>>>,
	role: EngineState['role'] = 'manager',
): EngineState => {
	const {state} = viewOf(container());
	return {...state, role, tables: {...state.tables, ...tables}};
};

const fault: Fault = {kind: 'timeout', message: 'no answer', at: 1};
const ids = ({rows}: Table<Named>): readonly string[] => [...rows.keys()];

describe('a table that is worked out from others', () => {
	it('has no rows until each of them was read, and is as old as the oldest', () => {
		const {source} = pairs();
		const half = stateOf({left: tableOf(['a'], 5)});
		expect(source.isSettled(half)).toBe(false);
		expect(source.of(half)).toEqual({rows: new Map()});
		const whole = stateOf({left: tableOf(['a'], 5), right: tableOf(['x'], 3)});
		expect(source.isSettled(whole)).toBe(true);
		expect(ids(source.of(whole))).toEqual(['ax', 'a-']);
		expect(source.of(whole).at).toBe(3);
	});

	it('does not wait for what nobody here can tell', () => {
		const {source} = pairs();
		const state = stateOf({left: tableOf(['a'], 5)}, 'worker');
		expect(source.isSettled(state)).toBe(true);
		expect(ids(source.of(state))).toEqual(['a-']);
		expect(source.needs).toBe('engine');
	});

	it('shows their fault over what is known', () => {
		const {source} = pairs();
		const state = stateOf({left: tableOf(['a'], 5), right: tableOf([], undefined, fault)});
		expect(source.isSettled(state)).toBe(true);
		expect(source.of(state)).toEqual({rows: new Map([['a-', {id: 'a-'}]]), at: 5, fault});
	});

	it('is worked out once as long as they are the same, whatever else changes', () => {
		const {source, worked} = pairs();
		const tables = {left: tableOf(['a'], 5), right: tableOf(['x'], 3)};
		const first = source.of(stateOf(tables)).rows;
		expect(source.of({...stateOf(tables), notices: [{at: 1, tone: 'bad', text: 'no'}]}).rows).toBe(first);
		expect(source.of(stateOf({...tables, right: {...tables.right, at: 9}})).rows).toBe(first);
		expect(worked()).toBe(1);
		expect(ids(source.of(stateOf({...tables, right: tableOf([], 4)})))).toEqual(['a-']);
		expect(worked()).toBe(2);
	});

	it('is another one for each engine', () => {
		const {source, worked} = pairs();
		const one = stateOf({left: tableOf(['a'], 5), right: tableOf([], 3)});
		const other = stateOf({left: tableOf(['b'], 5), right: tableOf([], 3)});
		for (const state of [one, other, one, other]) source.of(state);
		expect(worked()).toBe(2);
		expect(ids(source.of(one))).toEqual(['a-']);
	});

	it('asks for nothing, and tells of a row as it was worked out', async () => {
		const {source} = pairs();
		const state = stateOf({left: tableOf(['a'], 5), right: tableOf([], 3)});
		// Safe: an engine that is asked for anything fails.
		const engine = new Proxy({}, {get: () => expect.fail('it was asked')}) as never;
		const {signal} = new AbortController();
		expect(await source.inspect(engine, 'a-', signal, state)).toEqual({raw: {id: 'a-'}});
		await expect(source.inspect(engine, 'b-', signal, state)).rejects.toThrow('it is gone');
	});
});

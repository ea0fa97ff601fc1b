import {describe, expect, it} from 'vitest';
import type {AppState} from '../../source/app/app-state.ts';
import {composeFrame} from '../../source/app/frame.ts';
import {freshList} from '../../source/app/list/list-state.ts';
import type {Place} from '../../source/app/places.ts';
import type {Task} from '../../source/model/swarm.ts';
import {joinCounts} from '../../source/resources/join.ts';
import {resourceIds} from '../../source/resources/registry.ts';
import type {View} from '../../source/resources/resource.ts';
import type {EngineState, Tables} from '../../source/store/state.ts';
import {largeSizes, largeSwarm, sampling} from './large-swarm.ts';
import {linesOf} from './lines-of.tsx';
import {initialState} from './opening-state.ts';

// Counts, which are the same on every machine: that a frame's work does not grow with rows times rows.

const screen = {size: {columns: 200, rows: 60}, isReadOnly: false, log: undefined};

type ListPlace = Extract<Place, {kind: 'list'}>;

const onList = (resource: string, given: Partial<ListPlace> = {}): AppState => ({
	...initialState,
	places: [{kind: 'list', resource, list: freshList, ...given}],
});

const byCpu = {...freshList, sort: {column: 'cpu', isDescending: true}};
const ofService = {title: 'part-3', field: 'service', value: 'service000003'.padEnd(25, '0')};

const screens: ReadonlyArray<{readonly name: string; readonly start: AppState}> = [
	{name: 'the overview', start: initialState},
	...resourceIds().map(id => ({name: `the list of ${id}`, start: onList(id)})),
	{name: 'services by what their containers use', start: onList('services', {list: byCpu})},
	{name: 'the tasks of a service', start: onList('tasks', {scope: ofService})},
];

/** Which joins a piece of work had to work out, and how often. */
const joinsOf = (work: () => void): Readonly<Record<string, number>> => {
	const before = joinCounts();
	work();
	return Object.fromEntries(
		[...joinCounts()]
			.map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const)
			.filter(([, count]) => count > 0),
	);
};

type Rows = Tables['tasks']['rows'];

/** Another map of the same rows, as a table has after a change. */
const changed = (state: EngineState, table: keyof Tables & string, change: (rows: Rows) => Rows): EngineState => ({
	...state,
	// Safe: rows go back into the table that they came from.
	tables: {...state.tables, [table]: {...state.tables[table], rows: change(state.tables[table]?.rows as Rows)}},
});

/** The same state, with each whole walk through the rows of a table counted. */
const watched = (state: EngineState): {readonly state: EngineState; readonly walks: Map<string, number>} => {
	const walks = new Map<string, number>();
	let result = state;
	for (const table of resourceIds()) {
		result = changed(result, table, rows => {
			const counted = new Map(rows);
			const {values, entries, keys} = counted;
			const walk =
				<Walk>(start: () => Walk) =>
				(): Walk => {
					walks.set(table, (walks.get(table) ?? 0) + 1);
					return start.call(counted);
				};
			return Object.assign(counted, {
				values: walk(values),
				keys: walk(keys),
				entries: walk(entries),
				[Symbol.iterator]: walk(entries),
			});
		});
	}
	return {state: result, walks};
};

/** The same state, with each look at the state of a task counted. */
const lookedAt = (state: EngineState): {readonly state: EngineState; readonly looks: {count: number}} => {
	const looks = {count: 0};
	const counted = (row: Task): Task =>
		Object.defineProperty({...row}, 'state', {
			enumerable: true,
			get: () => {
				looks.count++;
				return row.state;
			},
		});
	const next = changed(state, 'tasks', rows => new Map([...rows].map(([id, row]) => [id, counted(row)])));
	return {state: next, looks};
};

/** Draws one frame after another, each from where the one before left the screen. */
const drawing = (start: AppState) => {
	let app = start;
	return (view: View): readonly string[] => {
		const frame = composeFrame(app, view, screen);
		app = frame.state;
		return linesOf(frame.picture);
	};
};

/** Lists are worked out of each table. */
const most = (name: string): number => (name === 'list' ? resourceIds().length : 1);

describe.each(screens)('$name of a large swarm', ({start}) => {
	it('works out each join once for tables as they are, and none again while only time goes on', () => {
		const {state, now} = largeSwarm();
		const draw = drawing(start);
		const first = joinsOf(() => draw({state, now}));
		expect(Object.keys(first).length).toBeGreaterThan(3);
		for (const [name, count] of Object.entries(first)) expect([name, count <= most(name)]).toEqual([name, true]);
		expect(joinsOf(() => draw({state, now: now + 1000}))).toEqual({});
		expect(joinsOf(() => draw({state: {...state}, now: now + 2000}))).toEqual({});
	});

	it('adds up usage anew when there are other figures, and nothing else', () => {
		const {state, now} = largeSwarm();
		const draw = drawing(start);
		const sample = sampling(state);
		draw({state: sample(now), now});
		const again = joinsOf(() => draw({state: sample(now + 1000), now: now + 1000}));
		expect(Object.keys(again).filter(name => name !== 'usage of several containers')).toEqual([]);
		expect(again['usage of several containers'] ?? 0).toBeLessThanOrEqual(1);
	});

	it('works out what a task is part of, once, when a task changed', () => {
		const {state, now} = largeSwarm();
		const draw = drawing(start);
		draw({state, now});
		const next = changed(state, 'tasks', rows => {
			const [first] = rows.values();
			return first === undefined ? rows : new Map(rows).set(first.id, {...first, since: now});
		});
		const again = joinsOf(() => draw({state: next, now: now + 1000}));
		expect(again.slots).toBe(1);
		for (const [name, count] of Object.entries(again)) expect([name, count]).toEqual([name, 1]);
		expect(Object.keys(again).filter(name => /containers|managers|should run/.test(name))).toEqual([]);
	});

	it('walks through each table a few times, and not at all while nothing but figures and time change', () => {
		const {now, ...large} = largeSwarm();
		const {state, walks} = watched(large.state);
		const sample = sampling(large.state);
		const draw = drawing(start);
		draw({state: {...state, usage: sample(now).usage}, now});
		expect(walks.size).toBeGreaterThan(0);
		for (const [table, count] of walks) expect([table, count <= 4]).toEqual([table, true]);
		walks.clear();
		draw({state: {...state, usage: sample(now + 1000).usage}, now: now + 1000});
		expect([...walks]).toEqual([]);
	});

	it('looks at no more tasks than are in sight while nothing but figures and time change', () => {
		const {now, ...large} = largeSwarm();
		const {state, looks} = lookedAt(large.state);
		const sample = sampling(large.state);
		const draw = drawing(start);
		draw({state: {...state, usage: sample(now).usage}, now});
		expect(looks.count).toBeGreaterThanOrEqual(largeSizes.tasks);
		looks.count = 0;
		draw({state: {...state, usage: sample(now + 1000).usage}, now: now + 1000});
		expect(looks.count).toBeLessThan(10 * screen.size.rows);
	});
});

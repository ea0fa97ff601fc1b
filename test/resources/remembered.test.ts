import {describe, expect, it} from 'vitest';
import type {Container} from '../../source/model/container.ts';
import {isWithin, remembered, rememberedLast} from '../../source/resources/remembered.ts';
import type {View} from '../../source/resources/resource.ts';
import type {EngineState} from '../../source/store/state.ts';
import {container, now, viewOf} from './container-view.ts';

/** A work that counts how often it is done, as it is asked for and as it is remembered. */
const counted = <Result>(work: (row: Container, view: View) => Result) => {
	const counts = {done: 0};
	const ask = remembered((row: Container, view: View) => {
		counts.done++;
		return work(row, view);
	});
	return {ask, counts};
};

const row = container();
const {state} = viewOf(row);
const at = (seconds: number, change: Partial<EngineState> = {}): View => ({
	state: {...state, ...change},
	now: now + seconds * 1000,
});

describe('an answer that is remembered', () => {
	it('holds while only time and figures go on, if it looked at neither', () => {
		const {ask, counts} = counted(({id}, view) => view.state.deaths.get(id)?.length ?? 0);
		expect([ask(row, at(0)), ask(row, at(1)), ask(row, at(2, {usage: new Map(), heardAt: now}))]).toEqual([0, 0, 0]);
		const readAgain = {...state.tables, containers: {...state.tables.containers, at: now + 3000}};
		ask(row, at(3, {tables: readAgain}));
		expect(counts.done).toBe(1);
	});

	it.each<[string, Partial<EngineState>]>([
		['an end of a container', {deaths: new Map([[row.id, [{at: now, isOutOfMemory: false}]]])}],
		['its part in a swarm', {role: 'manager'}],
		['what is on the open page', {inspected: {table: 'containers', id: row.id}}],
		['rows of any table', {tables: {...state.tables, tasks: {...state.tables.tasks, rows: new Map()}}}],
	])('is worked out anew when the engine tells %s', (_what, change) => {
		const {ask, counts} = counted(({id}, view) => view.state.deaths.get(id)?.length ?? 0);
		ask(row, at(0));
		expect(ask(row, at(1, change))).toBe(change.deaths?.size ?? 0);
		expect(counts.done).toBe(2);
		expect(ask(row, at(2))).toBe(0);
	});

	it.each<[string, (row: Container, view: View) => unknown]>([
		['the time', (_row, view) => view.now],
		['usage', ({id}, {state: {usage}}) => usage.get(id)],
		['the sum of usage', (_row, view) => view.state.totals],
	])('holds for one view if it looked at %s', (_what, work) => {
		const {ask, counts} = counted(work);
		const view = at(0);
		expect([ask(row, view), ask(row, view)]).toEqual([work(row, view), work(row, view)]);
		expect(counts.done).toBe(1);
		ask(row, at(1));
		expect(counts.done).toBe(2);
	});

	it('holds until what was a short time ago is so no more, and then for good', () => {
		const {ask, counts} = counted((_row, view) => isWithin(view, now - 5000, 10_000));
		expect([0, 2, 4, 5, 6, 100].map(seconds => ask(row, at(seconds)))).toEqual([true, true, true, false, false, false]);
		expect(counts.done).toBe(2);
		// A clock that is set back brings it back.
		expect(ask(row, at(1))).toBe(true);
	});

	it('holds no longer than one that it is made of, whoever asked for that first', () => {
		const inner = counted((_row, view) => view.now);
		const outer = counted((given, view) => inner.ask(given, view) + 1);
		const lasting = counted((_row, view) => isWithin(view, now, 2000));
		const around = counted((given, view) => !lasting.ask(given, view));
		for (const seconds of [0, 1, 2, 3]) {
			const view = at(seconds);
			inner.ask(row, view);
			lasting.ask(row, view);
			expect(outer.ask(row, view)).toBe(view.now + 1);
			expect(around.ask(row, view)).toBe(seconds >= 2);
		}
		expect([inner.counts.done, outer.counts.done, lasting.counts.done, around.counts.done]).toEqual([4, 4, 2, 2]);
	});

	it('is not kept where the work failed, and leaves the others as they are', () => {
		const failing = counted((_row, view): never => {
			throw new Error(`at ${view.now}`);
		});
		const outer = counted((given, view) => {
			try {
				return failing.ask(given, view);
			} catch (error) {
				return String(error);
			}
		});
		expect(outer.ask(row, at(0))).toBe(`Error: at ${now}`);
		expect(outer.ask(row, at(1))).toBe(`Error: at ${now + 1000}`);
	});
});

describe('an answer on a list', () => {
	it('is remembered as long as the last list that was asked for is the same', () => {
		const done: string[] = [];
		const count = rememberedLast((rows: readonly Container[], view) => {
			done.push(`${rows.length}`);
			return rows.filter(({createdAt}) => isWithin(view, createdAt ?? 0, 203_000)).length;
		});
		const [one, two] = [[row], [row, row]];
		expect([count(one, at(0)), count(one, at(1)), count(two, at(2)), count(two, at(3)), count(one, at(4))]).toEqual([
			1, 1, 2, 0, 0,
		]);
		expect(done).toEqual(['1', '2', '2', '1']);
		expect(count(one, at(5, {role: 'manager'}))).toBe(0);
		expect(done).toHaveLength(5);
	});

	it('holds for one view if it looked at the time, and so does what is made of it', () => {
		const times = rememberedLast((rows: readonly Container[], view) => rows.map(() => view.now));
		const {ask, counts} = counted((_row, view) => times(list, view)[0]);
		const list = [row];
		const view = at(0);
		expect(times(list, view)).toBe(times(list, view));
		expect([0, 1, 2].map(seconds => ask(row, seconds === 0 ? view : at(seconds)))).toEqual([
			now,
			now + 1000,
			now + 2000,
		]);
		expect(counts.done).toBe(3);
	});
});

import {expect, test, vi} from 'vitest';
import {createPublisher} from '../../source/store/publisher.ts';
import type {EngineState} from '../../source/store/state.ts';
import {emptyTable} from '../../source/store/table.ts';

const initial: EngineState = {
	id: 'unix:///test.sock',
	host: 'h',
	address: 'a',
	isSimulated: false,
	connection: {status: 'connecting', attempt: 1},
	role: 'unknown',
	tables: {containers: emptyTable, services: emptyTable, tasks: emptyTable, nodes: emptyTable},
	usage: new Map(),
	tier: 'unknown',
	pending: new Map(),
	deaths: new Map(),
	details: new Map(),
	clockOffset: 0,
	notices: [],
};

test('a thousand changes in a second reach the screen at most five times', async () => {
	vi.useFakeTimers();
	const publisher = createPublisher(initial, 250, Date.now);
	let published = 0;
	publisher.store.subscribe(() => published++);
	for (let change = 0; change < 1000; change++) {
		publisher.update(state => ({...state, heardAt: change}));
		await vi.advanceTimersByTimeAsync(1);
	}
	expect(published).toBeLessThanOrEqual(5);
	await vi.advanceTimersByTimeAsync(250);
	expect(publisher.store.getState().heardAt).toBe(999);
	const settled = published;
	publisher.update(state => state);
	publisher.note(state => ({...state, heardAt: 1000}));
	await vi.advanceTimersByTimeAsync(5000);
	expect(published).toBe(settled);
	publisher.update(state => ({...state, heardAt: 1001}));
	publisher.flush();
	expect(publisher.store.getState().heardAt).toBe(1001);
	publisher.close();
	vi.useRealTimers();
});

test('where timers come late, publications become rare until they are in time again', async () => {
	vi.useFakeTimers();
	let late = 0;
	const publisher = createPublisher(initial, 250, () => Date.now() + late);
	let published = 0;
	publisher.store.subscribe(() => published++);
	const change = () => publisher.update(state => ({...state, heardAt: (state.heardAt ?? 0) + 1}));
	for (const wait of [0, 500, 1000]) {
		change();
		late += 1000;
		await vi.advanceTimersByTimeAsync(wait + 1);
	}
	expect(published).toBe(3);
	change();
	await vi.advanceTimersByTimeAsync(1900);
	expect(published).toBe(3);
	await vi.advanceTimersByTimeAsync(200);
	expect(published).toBe(4);
	for (const wait of [1000, 500, 250]) {
		change();
		await vi.advanceTimersByTimeAsync(wait + 1);
	}
	expect(published).toBe(7);
	publisher.close();
	vi.useRealTimers();
});

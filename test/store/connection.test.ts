import {expect, test} from 'vitest';
import type {ConnectionMachine} from '../../source/store/connection.ts';
import {initialConnection, nextConnection, retryDelay} from '../../source/store/connection.ts';

const failed = (machine: ConnectionMachine, at: number) =>
	nextConnection(machine, {type: 'failed', at, reason: 'gone'});
const retried = (machine: ConnectionMachine, at: number) => nextConnection(machine, {type: 'retry', at});
const connected = (machine: ConnectionMachine, at: number) => nextConnection(machine, {type: 'connected', at});

test('the wait doubles from half a second and stops growing at ten', () => {
	expect([1, 2, 3, 4, 5, 6, 50].map(retryDelay)).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('a lost connection remembers since when it is lost through every attempt', () => {
	let machine = failed(connected(initialConnection, 1000), 5000);
	expect(machine.connection).toEqual({status: 'lost', since: 5000, reason: 'gone', attempt: 0, retryAt: 5500});
	machine = failed(retried(machine, 5500), 5600);
	expect(machine.connection).toEqual({status: 'lost', since: 5000, reason: 'gone', attempt: 1, retryAt: 6100});
	machine = failed(retried(machine, 6100), 6200);
	expect(machine.connection).toMatchObject({since: 5000, attempt: 2, retryAt: 7200});
	machine = connected(retried(machine, 7200), 7300);
	expect(machine).toEqual({connection: {status: 'live', since: 7300}});
});

test('an event that means nothing in the present state changes nothing', () => {
	const live = connected(initialConnection, 1);
	expect(connected(live, 2)).toBe(live);
	expect(retried(live, 2)).toBe(live);
	const lost = failed(live, 3);
	expect(failed(lost, 4)).toBe(lost);
});

import {expect, it} from 'vitest';
import {createLogRetry, forever} from '../../source/store/log-retry.ts';
import type {Fault} from '../../source/store/state.ts';

const cut: Fault = {kind: 'unreachable', message: 'cut', at: 1};
const refused: Fault = {kind: 'rejected', message: 'no log', at: 1};

it('waits for an event after the end of a container, but not long after that of a service', () => {
	expect(createLogRetry('container').afterEnd()).toBe(forever);
	expect(createLogRetry('task').afterEnd()).toBe(forever);
	expect(createLogRetry('service').afterEnd()).toBe(5000);
});

it('waits longer after each failure in a row, and never asks again after a refusal', () => {
	const retry = createLogRetry('service');
	expect([1, 2, 3, 4, 5].map(() => retry.afterFault(cut, false))).toEqual([1000, 2000, 4000, 8000, 10_000]);
	expect(retry.afterFault(cut, true)).toBe(1000);
	// It is no failure of the connection, so those after it are not counted from it.
	expect(retry.afterFault(refused, true)).toBe(forever);
	expect(retry.afterFault(cut, false)).toBe(2000);
});

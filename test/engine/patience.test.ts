import {expect, it} from 'vitest';
import {EngineError} from '../../source/engine/engine-error.ts';
import {createPatience} from '../../source/engine/patience.ts';

it('waits longer for a route after each miss, to a bound, and goes back after answers', async () => {
	const patience = createPatience();
	const asked: number[] = [];
	const miss = (deadline: number): Promise<never> => {
		asked.push(deadline);
		return Promise.reject(new EngineError('timeout', 'no answer'));
	};
	for (let count = 0; count < 6; count++) await patience.ask('/info', 3000, miss).catch(() => undefined);
	expect(asked).toEqual([3000, 6000, 12_000, 24_000, 24_000, 24_000]);
	// Other routes do not wait with it, and other faults are no reason to.
	await patience.ask('/services', 3000, deadline => Promise.resolve(asked.push(deadline)));
	await patience.ask('/nodes', 3000, () => Promise.reject(new EngineError('forbidden', 'no'))).catch(() => undefined);
	await patience.ask('/nodes', 3000, deadline => Promise.resolve(asked.push(deadline)));
	expect(asked.slice(6)).toEqual([3000, 3000]);
	for (let count = 0; count < 4; count++)
		await patience.ask('/info', 3000, deadline => Promise.resolve(asked.push(deadline)));
	expect(asked.slice(8)).toEqual([24_000, 12_000, 6000, 3000]);
});

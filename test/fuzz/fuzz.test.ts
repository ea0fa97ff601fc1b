import {describe, expect, it} from 'vitest';
import {runSeed} from './run-seed.ts';

// A few seeds of a real engine's answers made hostile, and of random keys and pastes; scripts/fuzz.ts runs any number.

const seeds = Array.from({length: 40}, (_, index) => index + 1);

describe('the program on a hostile engine', () => {
	it.each(seeds)(
		'holds under seed %i',
		async seed => {
			expect(await runSeed(seed)).toEqual([]);
		},
		90_000,
	);
});

import {describe, expect, it} from 'vitest';
import {hasLab} from '../lab/shared-lab.ts';
import {program} from '../pty/program.ts';
import {hasTerminal} from '../pty/terminal.ts';
import {soak} from './soak.ts';

/** What `npm run soak` does for a quarter of an hour, in as much of a minute as leaves time for its beginning and its end. */
const minutes = 0.6;

describe.skipIf(!hasLab || !hasTerminal)('a soak', () => {
	it('ends with a screen that equals three engines of a swarm that churned and died, and with nothing left', {
		timeout: 420_000,
	}, async () => {
		const {numbers, faults} = await soak({...program, minutes, seed: 7});
		console.log([...Object.entries(numbers).map(([name, number]) => `${name}: ${number}`), ...faults].join('\n'));
		expect(faults).toEqual([]);
	});
});

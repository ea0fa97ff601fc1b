import {afterEach, beforeEach, expect, it} from 'vitest';
import {testFleet} from '../../source/simulator/fleets.ts';
import {openProgramOn, type Program} from '../app/program.ts';
import {keys} from '../terminal/screen.ts';

// Two engines of one name, with the same objects by the same ids, watched in one process: nothing of one is seen in the other.

let left: Program;
let right: Program;

const webOf = async ({screen}: Program): Promise<void> => {
	await screen.press('2', '/', ...'/^web$/', keys.enter);
	await screen.waitFor(/CONTAINERS 1\/7/);
};

beforeEach(async () => {
	const now = Date.now();
	[left, right] = await Promise.all([openProgramOn({fleet: testFleet(now)}), openProgramOn({fleet: testFleet(now)})]);
	await Promise.all([left, right].map(({screen}) => screen.waitFor('6/6 tasks')));
});

afterEach(async () => {
	await Promise.all([left.close(), right.close()]);
});

it('a verb acts on its own engine, is answered there, and its end is told there alone', async () => {
	await webOf(left);
	await webOf(right);
	await left.screen.press('S');
	await left.screen.waitFor('stop container web?');
	await left.screen.press('y');
	await left.screen.waitFor('stopped web');
	await left.screen.waitFor(/Exited/);
	expect(right.simulator.requests.get('POST /containers/{id}/stop')).toBeUndefined();
	// Something of its own has to be seen after that, to know that what happened has had its time.
	await right.screen.press('P');
	await right.screen.waitFor('pause container web?');
	await right.screen.press('y');
	await right.screen.waitFor(/Paused/);
	const seen = right.screen.text().join('\n');
	expect(seen).not.toMatch(/Exited|stopped web|stopping/);
	expect(left.simulator.requests.get('POST /containers/{id}/pause')).toBeUndefined();
	expect(left.screen.text().join('\n')).not.toMatch(/Paused|paused web/);
});

it('marks, filters, logs and what was inspected are those of one engine', async () => {
	await webOf(left);
	await left.screen.press(' ');
	await left.screen.waitFor('1 marked');
	await right.screen.press('2');
	await right.screen.waitFor('CONTAINERS 7');
	expect(right.screen.text().join('\n')).not.toMatch(/marked|\/\^web/);
	await left.screen.press(keys.escape);
	await left.screen.waitFor(lines => !lines.some(line => line.includes('marked')));
	await left.screen.press('l');
	await left.screen.waitFor('LOG web');
	await left.screen.waitFor('following');
	expect(right.simulator.requests.get('GET /containers/{id}/logs')).toBeUndefined();
	await right.screen.press('i');
	await right.screen.waitFor('CONTAINER agent');
	await right.screen.waitFor('Restarts');
	expect(left.screen.text().join('\n')).not.toMatch(/CONTAINER agent|Restarts/);
});

it('an engine that is lost takes nothing from the other', async () => {
	await left.simulator.stop();
	await left.screen.waitFor(/lost/);
	await webOf(right);
	expect(right.screen.text()[0]).toContain('● live');
});

import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program;

beforeEach(async () => {
	program = await openProgramOn({columns: 120, rows: 40});
	await program.screen.waitFor(/shop_api +replicated +3\/3/);
});

afterEach(() => program.close());

const typed = async (words: string): Promise<void> => {
	const {screen} = program;
	await screen.press(':');
	await screen.waitFor(lines => lines.some(line => line.startsWith(':')));
	await screen.press(...words, keys.enter);
};

const isSent = (request: string): boolean => program.simulator.requests.has(request);

describe('what is done to services and nodes', () => {
	it('updates an image, and rolls back to what was told first', async () => {
		const {screen} = program;
		await typed('image shop_api shop/api:9');
		await screen.waitFor(/update service shop_api\?[\s\S]*no digest is pinned[\s\S]*shop\/api:9/);
		await screen.press(keys.enter);
		await screen.waitFor('update of shop_api to shop/api:9 has begun');
		await screen.waitFor(/shop_api +replicated .* shop\/api:9 .* [0-3]\/3 /);
		await typed('rollback shop_api');
		await screen.waitFor(/roll back service shop_api\?[\s\S]*Image: shop\/api:9 → /);
		await screen.press('y');
		await screen.waitFor('rollback of shop_api has begun');
	});

	it('follows an update and its way back slot by slot, in a place of their own', async () => {
		const {screen} = program;
		await typed('update shop_api');
		await screen.waitFor(/UPDATE shop_api[\s\S]*it was not updated since/);
		await screen.press(keys.escape);
		await screen.waitFor('SERVICES 2');
		await typed('update shop_api image=shop/api:9');
		await screen.waitFor(/update service shop_api\?[\s\S]*shop\/api:9/);
		await screen.press(keys.enter);
		await screen.waitFor('has begun; :update shop_api shows it');
		await typed('update shop_api');
		await screen.waitFor(/Image +api:1 → shop\/api:9[\s\S]*Replaced +\d of 3, 1 at a time, stop-first/);
		await screen.waitFor(/● \d +api:1 → shop\/api:9 +running/);
		await typed('continue');
		await screen.waitFor('no update of it is paused');
		await screen.press('B');
		await screen.waitFor(/roll back service shop_api\?[\s\S]*Image: shop\/api:9 → /);
		await screen.press('y');
		await screen.waitFor(/Rollback\s+Back to +shop\/api:9 → api:1[\s\S]*rolling back/);
	});

	it('says that a service was never updated', async () => {
		await typed('rollback shop_api');
		await program.screen.waitFor('it was never updated: there is nothing to go back to');
	});

	it('asks about an update policy with what it is', async () => {
		const {screen} = program;
		await typed('policy shop_api failure=rollback ratio=20');
		await screen.waitFor(/change update policy of service shop_api\?[\s\S]*rollback[\s\S]*20/);
		await screen.press(keys.tab);
		await screen.waitFor(/› Seconds between/);
		await screen.press(keys.enter);
		await screen.waitFor('changed update policy of shop_api');
	});

	it('drains a node, labels it, and takes the label away', async () => {
		const {screen} = program;
		await typed('nodes');
		await screen.waitFor(/test-wrk1 +Ready/);
		await typed('availability test-wrk1 drain');
		await screen.waitFor(/Set availability of node test-wrk1\?[\s\S]*takes no new tasks/);
		await screen.press('y');
		await screen.waitFor('✓ drained test-wrk1');
		await typed('label test-wrk1 change=set name=disk value=ssd');
		await screen.waitFor(/label node test-wrk1\?[\s\S]*it has no labels/);
		await screen.press(keys.enter);
		await screen.waitFor('✓ labelled test-wrk1');
		expect(isSent('POST /nodes/{id}/update')).toBe(true);
	});

	it('refuses in advance what would end the swarm', async () => {
		await typed('nodes');
		await program.screen.waitFor(/test-mgr1 \* +Ready/);
		await typed('demote test-mgr1');
		await program.screen.waitFor('it is the only manager: a swarm without one is none');
		expect(isSent('POST /nodes/{id}/update')).toBe(false);
	});
});

import {afterEach, describe, expect, it} from 'vitest';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program} from './program.ts';

let program: Program | undefined;

const open = async (options: Parameters<typeof openProgramOn>[0] = {}): Promise<Program> => {
	program = await openProgramOn({columns: 130, ...options});
	await program.screen.waitFor('6/6 tasks');
	await program.screen.press('5');
	await program.screen.waitFor(/^ +NODES \d/m);
	return program;
};

afterEach(async () => {
	await program?.close();
	program = undefined;
});

describe('how another machine joins the swarm', () => {
	it('is told when it is asked for, and by a new token once that was replaced', async () => {
		const {screen, simulator} = await open();
		await screen.press(':', ...'join-tokens', keys.enter);
		const worker = /docker swarm join --token SWMTKN-1-simulated0+-worker0+(\d) 10\.0\.0\.1:2377/;
		await screen.waitFor(worker);
		await screen.waitFor(/As a manager:\s+docker swarm join --token SWMTKN-1-simulated0+-manager0+1 10/);
		await screen.waitFor('Managers are not locked');
		await screen.press(keys.escape);
		await screen.waitFor(/^ +NODES \d/m);
		await screen.press(':', ...'rotate-token worker', keys.enter);
		await screen.waitFor(/Make a new join token, or unlock key\?[\s\S]*an old token is taken no more[\s\S]*● workers/);
		expect(simulator.requests.get('POST /swarm/update')).toBeUndefined();
		await screen.press('y');
		await screen.waitFor('replaced the token of workers');
		expect(simulator.requests.get('POST /swarm/update')).toBe(1);
		await screen.press(':', ...'join-tokens', keys.enter);
		await screen.waitFor(/-worker0+2 10\.0\.0\.1/);
		await screen.waitFor(/-manager0+1 10\.0\.0\.1/);
	});

	it('is not replaced where nothing may be done', async () => {
		const {screen, simulator} = await open({isReadOnly: true});
		await screen.press(':', ...'rotate-token worker', keys.enter);
		await screen.waitFor(/read-only/);
		expect(simulator.requests.get('POST /swarm/update')).toBeUndefined();
	});
});

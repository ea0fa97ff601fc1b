import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';

describe.skipIf(!hasLab)('the swarm of a real engine', () => {
	const {signal} = new AbortController();
	let engine: Engine;

	beforeAll(async () => {
		engine = await connectEngine({name: 'lab', url: sharedLab().url, origin: 'test'}, signal);
	});
	afterAll(() => engine.close());

	const asDocker = (role: string): Promise<string> => sharedLab().docker('swarm', 'join-token', role);

	it('tells the lines that docker tells, and another one once a token was replaced', async () => {
		const joining = await engine.swarm.joining(signal);
		expect(await asDocker('worker')).toContain(`docker swarm join --token ${joining.worker} ${joining.address}`);
		expect(await asDocker('manager')).toContain(`docker swarm join --token ${joining.manager} ${joining.address}`);
		expect(await engine.swarm.rotate('worker', signal)).toBe('done');
		const next = await engine.swarm.joining(signal);
		expect(next.worker).not.toBe(joining.worker);
		expect(next.manager).toBe(joining.manager);
		expect(await asDocker('worker')).toContain(next.worker);
	});

	it('has an unlock key where its managers are locked, and only there', async () => {
		expect(await engine.swarm.unlockKey(signal)).toBeUndefined();
		await sharedLab().docker('swarm', 'update', '--autolock=true');
		try {
			const key = await engine.swarm.unlockKey(signal);
			expect(key).toMatch(/^SWMKEY-/);
			expect(await engine.swarm.rotate('unlock-key', signal)).toBe('done');
			const next = await engine.swarm.unlockKey(signal);
			expect(next).toMatch(/^SWMKEY-/);
			expect(next).not.toBe(key);
		} finally {
			await sharedLab().docker('swarm', 'update', '--autolock=false');
		}
	});
});

import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import type {Prunable} from '../../source/engine/prune.ts';
import {idle, labImage} from '../lab/image.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';

describe.skipIf(!hasLab)('what nothing uses', () => {
	const ending = new AbortController();
	const {signal} = ending;
	let engine: Engine;
	const docker = (...args: readonly string[]): Promise<string> => sharedLab().docker(...args);
	const namesOf = (all: readonly Prunable[]): readonly string[] => all.map(({name}) => name);

	beforeAll(async () => {
		engine = await connectEngine({name: 'lab', url: sharedLab().url, origin: 'test'}, signal);
		await docker('network', 'create', 'prune-used');
		await docker('network', 'create', 'prune-alone');
		await docker('volume', 'create', 'prune-named');
		await docker('volume', 'create', 'prune-mounted');
		await docker('run', '-d', '--name', 'prune-runs', '-v', 'prune-mounted:/data', labImage, 'sh', '-c', idle);
		await docker('run', '--name', 'prune-ended', '--network', 'prune-used', labImage, 'sh', '-c', 'echo 1 >/tmp/one');
		await docker('commit', '--change', 'LABEL prune=a', 'prune-ended', 'prune/alone:1');
		await docker('commit', '--change', 'LABEL prune=b', 'prune-ended');
	});

	afterAll(async () => {
		ending.abort();
		engine?.close();
		await docker('rm', '-f', '-v', 'prune-runs', 'prune-ended').catch(() => '');
		for (const name of ['prune-used', 'prune-alone']) await docker('network', 'rm', name).catch(() => '');
		for (const name of ['prune-named', 'prune-mounted']) await docker('volume', 'rm', name).catch(() => '');
		await docker('rmi', 'prune/alone:1').catch(() => '');
		await docker('image', 'prune', '--force').catch(() => '');
	});

	it('is told with what it takes, and without what is used by anything', async () => {
		const containers = await engine.prune.containers(signal);
		expect(namesOf(containers)).toContain('prune-ended');
		expect(namesOf(containers)).not.toContain('prune-runs');
		expect(containers.find(({name}) => name === 'prune-ended')?.bytes).toBe(2);
		const networks = namesOf(await engine.prune.networks(signal));
		expect(networks).toContain('prune-alone');
		for (const name of ['prune-used', 'bridge', 'host', 'none', 'ingress', 'docker_gwbridge'])
			expect(networks).not.toContain(name);
		const volumes = namesOf(await engine.prune.volumes('unused', signal));
		expect(volumes).toContain('prune-named');
		expect(volumes).not.toContain('prune-mounted');
		expect(namesOf(await engine.prune.volumes('anonymous', signal))).not.toContain('prune-named');
		const unused = namesOf(await engine.prune.images('unused', signal));
		expect(unused).toContain('prune/alone:1');
		expect(unused).not.toContain(labImage);
		const dangling = namesOf(await engine.prune.images('dangling', signal));
		expect(dangling).not.toContain('prune/alone:1');
		expect(dangling.every(name => unused.includes(name))).toBe(true);
		expect(await engine.prune.cache(signal)).toEqual([]);
	});

	it('is removed one by one, and never what has got a name meanwhile', async () => {
		const nameless = (await docker('image', 'ls', '--quiet', '--no-trunc', '--filter', 'label=prune=b')).trim();
		await docker('tag', nameless, 'prune/named:1');
		await expect(engine.prune.removeNameless(nameless, signal)).rejects.toThrow('has a name by now: prune/named:1');
		await docker('tag', labImage, 'prune/named:1');
		await engine.prune.removeNameless(nameless, signal);
		expect(await docker('image', 'ls', '--quiet', '--filter', 'label=prune=b')).toBe('');
		await docker('rmi', 'prune/named:1');
		await engine.prune.removeCache('nonesuch', signal);
		expect(await docker('image', 'ls', '--quiet', 'prune/alone:1')).not.toBe('');
	});
});

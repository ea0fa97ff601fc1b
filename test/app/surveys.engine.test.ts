import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {labImage} from '../lab/image.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';

describe.skipIf(!hasLab)('what a real engine tells of itself', () => {
	const ending = new AbortController();
	const {signal} = ending;
	let engine: Engine;

	beforeAll(async () => {
		const lab = sharedLab();
		await lab.docker('volume', 'create', 'hold');
		await lab.docker('run', '-d', '--name', 'barge', '-v', 'hold:/hold', labImage, 'sleep', '600');
		await lab.docker(
			'exec',
			'barge',
			'sh',
			'-c',
			'head -c 1000000 /dev/zero > /hold/cargo; head -c 2000000 /dev/zero > /tmp/cargo',
		);
		engine = await connectEngine({name: 'lab', url: lab.url, origin: 'test'}, signal);
	});

	afterAll(async () => {
		ending.abort();
		engine?.close();
		const lab = sharedLab();
		await lab.docker('rm', '-f', 'barge').catch(() => undefined);
		await lab.docker('volume', 'rm', 'hold').catch(() => undefined);
	});

	it('is its disk, by what uses it', async () => {
		const {containers, volumes, images, logs} = await engine.system.diskUsage(signal);
		const barge = containers?.entries.find(({name}) => name === 'barge');
		expect(barge).toMatchObject({isUsed: true, freeable: 0});
		expect(barge?.size).toBeGreaterThanOrEqual(2_000_000);
		const hold = volumes?.entries.find(({name}) => name === 'hold');
		expect(hold).toMatchObject({isUsed: true, freeable: 0});
		expect(hold?.size).toBeGreaterThanOrEqual(1_000_000);
		expect(images?.entries.find(({name}) => name === labImage)).toMatchObject({isUsed: true});
		// The lab's own folder is on this machine.
		expect(logs?.entries.some(({name}) => name === 'barge')).toBe(true);
	});

	it('is its volume’s size as what can be freed when nobody has it', async () => {
		await sharedLab().docker('rm', '-f', 'barge');
		const {volumes} = await engine.system.diskUsage(signal);
		const hold = volumes?.entries.find(({name}) => name === 'hold');
		expect(hold).toMatchObject({isUsed: false});
		expect(hold?.freeable).toBe(hold?.size);
	});

	it('is what docker info says', async () => {
		const facts = await engine.system.facts(signal);
		const told = await sharedLab().docker('info', '-f', '{{.ServerVersion}} {{.Driver}} {{.NCPU}} {{.KernelVersion}}');
		expect(`${facts.version} ${facts.storageDriver} ${facts.cpus} ${facts.kernel}`).toBe(told.trim());
		// The lab's engine has a name of its own, which is not this machine's: nothing is guessed.
		expect(facts.host).toEqual({unknown: expect.stringContaining('calls its machine')});
		expect(facts.plugins.map(([sort]) => sort)).toContain('Volume');
	});

	it('ends with its signal', async () => {
		await expect(engine.system.diskUsage(AbortSignal.abort())).rejects.toMatchObject({name: 'EngineError'});
	});
});

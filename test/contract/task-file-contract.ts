import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine, EngineAddress} from '../../source/engine/engine.ts';
import type {TaskFile, TaskFileNoun} from '../../source/model/task-file.ts';

/**
 * An engine that manages a swarm with services `contract_one` and `contract_two`, both of which use the secret and the
 * config `contract_file`; the secrets and configs of other names are nobody's.
 */
export type TaskFileScene = {readonly address: EngineAddress; end(): Promise<void>};

const shared = 'contract_file';
const services = ['contract_one', 'contract_two'];

/** What every engine must do with secrets and configs, simulated or real. */
export const keepTaskFileContract = (open: () => Promise<TaskFileScene>): void => {
	const ending = new AbortController();
	const {signal} = ending;
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-file-'));
	let scene: TaskFileScene;
	let engine: Engine;

	beforeAll(async () => {
		scene = await open();
		engine = await connectEngine(scene.address, signal);
	});

	afterAll(async () => {
		ending.abort();
		engine?.close();
		await scene?.end();
		rmSync(folder, {recursive: true});
	});

	const listOf = (noun: TaskFileNoun) => engine[noun === 'secret' ? 'secrets' : 'configs'];

	const named = async (noun: TaskFileNoun, name: string): Promise<TaskFile> => {
		const found = (await listOf(noun).list(signal)).find(file => file.name === name);
		if (found === undefined) throw new Error(`there is no ${noun} ${name}`);
		return found;
	};

	/** By service, the names of what it uses and where. */
	const used = async (noun: TaskFileNoun): Promise<Readonly<Record<string, string>>> =>
		Object.fromEntries(
			(await engine.services.list(signal))
				.filter(({name}) => services.includes(name))
				.map(service => [
					service.name,
					(service[noun === 'secret' ? 'secrets' : 'configs'] ?? [])
						.map(({name, target}) => `${name} at ${target}`)
						.join(),
				]),
		);

	const target = (noun: TaskFileNoun): string => (noun === 'secret' ? shared : `/etc/${shared}`);

	it.each(['secret', 'config'] as const)('makes, lists and reads a %s', async noun => {
		await expect(listOf(noun).create('bad name', 'text', signal)).rejects.toMatchObject({name: 'EngineError'});
		await expect(listOf(noun).create('made', '@/nowhere', signal)).rejects.toMatchObject({kind: 'configuration'});
		const path = join(folder, noun);
		writeFileSync(path, 'one\ntwo \x1b[31mred\n');
		expect(await listOf(noun).create('made', `@${path}`, signal)).toBe('done');
		await expect(listOf(noun).create('made', 'again', signal)).rejects.toMatchObject({kind: 'conflict', status: 409});
		const made = await named(noun, 'made');
		expect(made).toMatchObject({host: engine.host, labels: {}});
		expect(made.createdAt).toBeGreaterThan(0);
		const {content, raw} = await listOf(noun).inspect(made.id, signal);
		expect(content).toEqual(noun === 'config' ? {lines: ['one', 'two red']} : undefined);
		expect(raw).toMatchObject({ID: made.id, Spec: {Name: 'made'}});
		expect(JSON.stringify(raw)).not.toContain(Buffer.from('one\ntwo').toString('base64').slice(0, 8));
		expect(await listOf(noun).remove(made.id, signal)).toBe('done');
		await expect(listOf(noun).remove(made.id, signal)).rejects.toMatchObject({kind: 'missing', status: 404});
	});

	it.each(['secret', 'config'] as const)('says that a %s is binary', async noun => {
		const path = join(folder, `${noun}.bin`);
		writeFileSync(path, Buffer.from([0, 255, 254]));
		await listOf(noun).create('binary', `@${path}`, signal);
		const {id} = await named(noun, 'binary');
		expect((await listOf(noun).inspect(id, signal)).content).toEqual(noun === 'config' ? {bytes: 3} : undefined);
		await listOf(noun).remove(id, signal);
	});

	it.each(['secret', 'config'] as const)('keeps a %s that services use, and rotates it', async noun => {
		const {id} = await named(noun, shared);
		await expect(listOf(noun).remove(id, signal)).rejects.toMatchObject({
			message: expect.stringMatching(/in use by the following services: contract_(?:one|two), contract_(?:one|two)/),
		});
		const next = `${shared}-2`;
		expect(await listOf(noun).rotate({id, name: next, given: 'new content'}, signal)).toBe('done');
		const place = `${next} at ${target(noun)}`;
		expect(await used(noun)).toEqual({contract_one: place, contract_two: place});
		// Nobody uses the old one now.
		expect(await listOf(noun).remove(id, signal)).toBe('done');
		await expect(listOf(noun).rotate({id, name: 'x', given: 'text'}, signal)).rejects.toMatchObject({kind: 'missing'});
		const taken = listOf(noun).rotate({id: (await named(noun, next)).id, name: next, given: 'text'}, signal);
		await expect(taken).rejects.toMatchObject({kind: 'conflict'});
		expect(await used(noun)).toEqual({contract_one: place, contract_two: place});
	});
};

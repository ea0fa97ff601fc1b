import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {labImage} from '../lab/image.ts';
import {hasRegistry, type Registry, startRegistry} from '../lab/registry.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';

const canRun = hasLab && hasRegistry;

it('has a registry where engine tests are required', () => {
	if (process.env.TALLYMAN_ENGINE_TESTS === 'required') expect(hasRegistry).toBe(true);
});

describe.skipIf(!canRun)('images on their way', () => {
	const ending = new AbortController();
	const {signal} = ending;
	const tell = (): void => undefined;
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-transfers-'));
	const config = join(folder, 'docker', 'config.json');
	const before = process.env.DOCKER_CONFIG;
	let engine: Engine;
	let registry: Registry;
	let name: string;

	beforeAll(async () => {
		process.env.DOCKER_CONFIG = join(folder, 'docker');
		const lab = sharedLab();
		registry = await startRegistry(lab);
		name = `${registry.host}/fleet/web:1`;
		engine = await connectEngine({name: 'lab', url: lab.url, origin: 'test'}, signal);
	});

	afterAll(async () => {
		if (before === undefined) delete process.env.DOCKER_CONFIG;
		else process.env.DOCKER_CONFIG = before;
		ending.abort();
		engine?.close();
		await registry?.stop();
		await sharedLab()
			.docker('rmi', name)
			.catch(() => '');
		rmSync(folder, {recursive: true, force: true});
	});

	const idOf = (reference: string): Promise<string> =>
		sharedLab().docker('image', 'inspect', '--format', '{{.Id}}', reference);

	it('are refused by a registry that knows nobody, with its words', async () => {
		await engine.images.tag(await idOf(labImage), name, signal);
		await expect(engine.images.push(name, tell, signal)).rejects.toThrow(/no basic auth credentials|denied/);
		await expect(engine.images.login(registry.host, registry.user, 'wrong', signal)).rejects.toThrow(
			/401|unauthorized/i,
		);
	});

	it('go there and back after a login, which docker itself understands', async () => {
		expect(await engine.images.login(registry.host, registry.user, registry.password, signal)).toBe(config);
		expect(statSync(config).mode & 0o777).toBe(0o600);
		expect(JSON.parse(readFileSync(config, 'utf8'))).toEqual({
			auths: {[registry.host]: {auth: Buffer.from(`${registry.user}:${registry.password}`).toString('base64')}},
		});
		const labels: string[] = [];
		const pushed = await engine.images.push(name, ({label}) => labels.push(label), signal);
		expect(pushed.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
		expect(labels.at(-1)).toBe(`pushing ${name} ${labels.at(-1)?.split(' ').slice(2).join(' ')}`);
		expect(labels.at(-1)).toMatch(/1 of 1 layers$/);
		expect(await engine.images.registryDigest(name, signal)).toBe(pushed.digest);
		const id = await idOf(name);
		await sharedLab().docker('rmi', name);
		const pulled = await engine.images.pull(name, tell, signal);
		expect(pulled.digest).toBe(pushed.digest);
		expect(await idOf(name)).toBe(id);
		expect((await engine.images.pull(name, tell, signal)).isNew).toBe(false);
		const lab = sharedLab();
		await lab.docker('--config', join(folder, 'docker'), 'pull', name);
	});

	it('are not there in the words of the registry', async () => {
		await expect(engine.images.pull(`${registry.host}/fleet/none:1`, tell, signal)).rejects.toThrow(
			/not found|manifest unknown/i,
		);
	});

	it('are saved to a new file and loaded from it', async () => {
		const path = join(folder, 'web.tar');
		const id = await idOf(name);
		const bytes = await engine.images.saveTo(name, path, tell, signal);
		expect(statSync(path).size).toBe(bytes);
		await expect(engine.images.saveTo(name, path, tell, signal)).rejects.toThrow(/EEXIST|exists/);
		await sharedLab().docker('rmi', name);
		expect(await engine.images.loadFrom(path, tell, signal)).toEqual([`Loaded image: ${name}`]);
		expect(await idOf(name)).toBe(id);
		writeFileSync(join(folder, 'none.tar'), 'this is no archive');
		await expect(engine.images.loadFrom(join(folder, 'none.tar'), tell, signal)).rejects.toThrow();
		await expect(engine.images.loadFrom(join(folder, 'gone.tar'), tell, signal)).rejects.toThrow(/no file/);
	});

	it('stop when they are given up, and leave no file', async () => {
		const own = new AbortController();
		const path = join(folder, 'half.tar');
		await expect(engine.images.saveTo(labImage, path, () => own.abort(), own.signal)).rejects.toThrow();
		expect(statSync(path, {throwIfNoEntry: false})).toBeUndefined();
	});

	it('need a login again after a logout', async () => {
		expect(await engine.images.logout(registry.host, signal)).toBe('done');
		expect(await engine.images.logout(registry.host, signal)).toBe('already');
		expect(JSON.parse(readFileSync(config, 'utf8'))).toEqual({auths: {}});
		await expect(engine.images.registryDigest(name, signal)).rejects.toThrow();
	});
});

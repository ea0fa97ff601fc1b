import {afterAll, beforeAll, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine, EngineAddress} from '../../source/engine/engine.ts';
import type {Volume} from '../../source/model/volume.ts';

/** Volumes that an engine has been made to hold. */
export type VolumeScene = {
	readonly address: EngineAddress;
	/** A named volume, and a running container that was made with it. */
	readonly used: string;
	readonly user: string;
	/** A named volume of an exited container. */
	readonly idle: string;
	/** A named volume that nobody uses, with an option for its driver and a label. */
	readonly alone: {readonly name: string; readonly option: string; readonly label: string};
	end(): Promise<void>;
};

/** What every engine must do with volumes, simulated or real; one of them has no name. */
export const keepVolumeContract = (open: () => Promise<VolumeScene>): void => {
	const ending = new AbortController();
	const {signal} = ending;
	let scene: VolumeScene;
	let engine: Engine;

	beforeAll(async () => {
		scene = await open();
		engine = await connectEngine(scene.address, signal);
	});

	afterAll(async () => {
		ending.abort();
		engine?.close();
		await scene?.end();
	});

	const named = async (name: string): Promise<Volume> => {
		const found = (await engine.volumes.list(signal)).find(volume => volume.name === name);
		if (found === undefined) throw new Error(`there is no volume ${name}`);
		return found;
	};

	it('lists them, those without a name too', async () => {
		const volumes = await engine.volumes.list(signal);
		expect(new Set(volumes.map(({id}) => id)).size).toBe(volumes.length);
		for (const volume of volumes) {
			expect(volume).toMatchObject({host: engine.host, id: volume.name, driver: 'local', scope: 'local'});
			expect(volume.createdAt).toBeGreaterThan(0);
			expect(volume.mountpoint).toContain(`/volumes/${volume.name}/_data`);
		}
		const {labels, options} = await named(scene.alone.name);
		expect(Object.keys(labels)).toContain(scene.alone.label);
		expect(Object.keys(options)).toContain(scene.alone.option);
		const user = (await engine.containers.list({}, signal)).find(({name}) => name === scene.user);
		expect(user?.mounts).toContain(scene.used);
		// Those of another file may still be on their way out.
		expect(volumes.filter(({isAnonymous}) => isAnonymous).length).toBeGreaterThanOrEqual(1);
		expect(volumes.filter(({isAnonymous, name}) => isAnonymous && name.startsWith('contract-'))).toEqual([]);
	});

	it('makes one, and none that is there already', async () => {
		const plan = {name: 'contract-made', driver: 'local', labels: {team: 'web', tier: ''}};
		expect(await engine.volumes.create(plan, signal)).toBe('done');
		const made = await named(plan.name);
		expect(made).toMatchObject({driver: 'local', labels: plan.labels});
		const conflict = {kind: 'conflict', message: 'there is a volume contract-made already'};
		await expect(engine.volumes.create(plan, signal)).rejects.toMatchObject(conflict);
		await engine.volumes.remove(made, signal);
	});

	it('inspects a volume', async () => {
		const details = await engine.volumes.inspect(scene.used, signal);
		expect(details).toMatchObject({status: {}, warnings: [], raw: {Name: scene.used, Driver: 'local'}});
		const missing = {
			name: 'EngineError',
			kind: 'missing',
			status: 404,
			message: expect.stringMatching(/no such volume|not found/),
		};
		await expect(engine.volumes.inspect('nothing', signal)).rejects.toMatchObject(missing);
	});

	it('does not let go what a container was made with, whether that runs or not', async () => {
		for (const name of [scene.used, scene.idle]) {
			const volume = await named(name);
			const conflict = {name: 'EngineError', kind: 'conflict', message: expect.stringContaining('volume is in use')};
			await expect(engine.volumes.remove(volume, signal)).rejects.toMatchObject(conflict);
			expect(await named(name)).toEqual(volume);
		}
	});

	it('removes no other volume that has the name by now', async () => {
		const volume = await named(scene.alone.name);
		const conflict = {kind: 'conflict', message: `${volume.name} is another volume by now`};
		await expect(
			engine.volumes.remove({...volume, createdAt: (volume.createdAt ?? 0) - 1000}, signal),
		).rejects.toMatchObject(conflict);
		await named(volume.name);
	});

	it('removes what nobody uses', async () => {
		const volume = await named(scene.alone.name);
		expect(await engine.volumes.remove(volume, signal)).toBe('done');
		expect((await engine.volumes.list(signal)).map(({name}) => name)).not.toContain(volume.name);
		await expect(engine.volumes.remove(volume, signal)).rejects.toMatchObject({kind: 'missing', status: 404});
	});
};

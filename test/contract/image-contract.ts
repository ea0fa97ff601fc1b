import {afterAll, beforeAll, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine, EngineAddress} from '../../source/engine/engine.ts';
import type {Image} from '../../source/model/image.ts';

/** Images that an engine has been made to hold. */
export type ImageScene = {
	readonly address: EngineAddress;
	/** Name of the only tag of an image, and of a running container that was made from it. */
	readonly used: string;
	readonly user: string;
	/** Two tags of one image, which nothing uses. */
	readonly twice: readonly [string, string];
	/** The only tag of an image that nothing uses. */
	readonly alone: string;
	end(): Promise<void>;
};

/** What every engine must do with images, simulated or real; one of them has no name at all. */
export const keepImageContract = (open: () => Promise<ImageScene>): void => {
	const ending = new AbortController();
	const {signal} = ending;
	let scene: ImageScene;
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

	const list = (): Promise<readonly Image[]> => engine.images.list([], signal);

	const named = async (reference: string): Promise<Image> => {
		const found = (await list()).find(image => image.reference === reference);
		if (found === undefined) throw new Error(`there is no image ${reference}`);
		return found;
	};

	const nameless = async (): Promise<readonly Image[]> => (await list()).filter(image => image.reference === undefined);

	it('lists a row for each tag, and one for an image that has none', async () => {
		const images = await list();
		expect(new Set(images.map(image => image.id)).size).toBe(images.length);
		for (const image of images) {
			expect(image.imageId).toMatch(/^sha256:[0-9a-f]{64}$/);
			expect(image.size).toBeGreaterThan(0);
			expect(image.createdAt).toBeGreaterThan(0);
			expect(image.host).toBe(engine.host);
		}
		const [one, other] = [await named(scene.twice[0]), await named(scene.twice[1])];
		expect(other.imageId).toBe(one.imageId);
		expect(one.tags.toSorted()).toEqual(scene.twice.toSorted());
		expect(await nameless()).toMatchObject([{tags: [], digests: []}]);
		const user = (await engine.containers.list({}, signal)).find(({name}) => name === scene.user);
		expect(user?.imageId).toBe((await named(scene.used)).imageId);
	});

	it('inspects an image, with its history', async () => {
		const {imageId, size} = await named(scene.used);
		const details = await engine.images.inspect(imageId, signal);
		expect(details.platform).toMatch(/^linux\/\w+/);
		expect(details.command).toMatch(/./);
		expect(details.raw).toMatchObject({Id: imageId});
		expect(details.history.reduce((sum, layer) => sum + layer.size, 0)).toBe(size);
		const missing = {name: 'EngineError', kind: 'missing', status: 404};
		await expect(engine.images.inspect(`sha256:${'f'.repeat(64)}`, signal)).rejects.toMatchObject(missing);
	});

	it('does not let go what a container was made from', async () => {
		const image = await named(scene.used);
		const conflict = {name: 'EngineError', kind: 'conflict', message: expect.stringContaining('container')};
		await expect(engine.images.remove(image, signal)).rejects.toMatchObject(conflict);
		await expect(engine.images.remove({imageId: image.imageId}, signal)).rejects.toMatchObject(conflict);
		expect(await named(scene.used)).toEqual(image);
	});

	it('takes no name away that is on another image than the one that was meant', async () => {
		const {imageId} = await named(scene.used);
		const conflict = {kind: 'conflict', message: `${scene.alone} is another image by now`};
		await expect(engine.images.remove({imageId, reference: scene.alone}, signal)).rejects.toMatchObject(conflict);
		await named(scene.alone);
	});

	it('takes names away one by one, and the image with the last', async () => {
		const [one, other] = [await named(scene.twice[0]), await named(scene.twice[1])];
		expect(await engine.images.remove(one, signal)).toBe('done');
		expect((await named(scene.twice[1])).tags).toEqual([scene.twice[1]]);
		expect(await engine.images.remove(other, signal)).toBe('done');
		expect((await list()).map(image => image.imageId)).not.toContain(one.imageId);
		await expect(engine.images.remove(other, signal)).rejects.toMatchObject({kind: 'missing', status: 404});
	});

	it('removes what has no name by its id', async () => {
		for (const image of await nameless()) expect(await engine.images.remove(image, signal)).toBe('done');
		expect(await nameless()).toEqual([]);
	});
};

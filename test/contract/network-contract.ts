import {afterAll, beforeAll, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine, EngineAddress} from '../../source/engine/engine.ts';
import type {Network} from '../../source/model/network.ts';

/** Networks that an engine, a swarm's manager, has been made to hold. */
export type NetworkScene = {
	readonly address: EngineAddress;
	/** A network with a subnet, and a running container that is in it. */
	readonly used: string;
	readonly user: string;
	/** An internal network that nothing but a container that does not run was made with. */
	readonly idle: string;
	readonly waiting: string;
	/** An encrypted overlay that a service uses. */
	readonly overlay: string;
	readonly service: string;
	end(): Promise<void>;
};

/** What every engine must do with networks, simulated or real. */
export const keepNetworkContract = (open: () => Promise<NetworkScene>): void => {
	const ending = new AbortController();
	const {signal} = ending;
	let scene: NetworkScene;
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

	const named = async (name: string): Promise<Network> => {
		const found = (await engine.networks.list(signal)).find(network => network.name === name);
		if (found === undefined) throw new Error(`there is no network ${name}`);
		return found;
	};

	it('makes one, and puts a container into it and takes it out again', async () => {
		const plan = {driver: 'bridge', isAttachable: true, isInternal: true};
		const made = {...plan, name: 'contract-made', subnet: '10.91.0.0/24', gateway: '10.91.0.9'};
		expect(await engine.networks.create(made, signal)).toBe('done');
		await expect(engine.networks.create(made, signal)).rejects.toMatchObject({kind: 'conflict', status: 409});
		const network = await named(made.name);
		expect(network).toMatchObject({
			driver: 'bridge',
			isInternal: true,
			subnets: [{subnet: '10.91.0.0/24', gateway: '10.91.0.9'}],
		});
		const userIn = async (): Promise<boolean> => {
			const user = (await engine.containers.list({}, signal)).find(({name}) => name === scene.user);
			return user?.networks.includes(made.name) === true;
		};
		const member = {container: scene.user, alias: 'db', address: '10.91.0.77'};
		expect(await engine.networks.connect(network.id, member, signal)).toBe('done');
		expect(await userIn()).toBe(true);
		await expect(engine.networks.connect(network.id, member, signal)).rejects.toMatchObject({status: 403});
		expect(await engine.networks.disconnect(network, scene.user, signal)).toMatchObject({network: network.name});
		expect(await userIn()).toBe(false);
		await expect(engine.networks.disconnect(network, scene.user, signal)).rejects.toMatchObject({
			name: 'EngineError',
		});
		await engine.networks.remove(network.id, signal);
	});

	it('lists them, its own and the swarm’s among them', async () => {
		const networks = await engine.networks.list(signal);
		expect(new Set(networks.map(({id}) => id)).size).toBe(networks.length);
		for (const network of networks) {
			expect(network.host).toBe(engine.host);
			expect(network.createdAt).toBeGreaterThan(0);
		}
		expect(await named('bridge')).toMatchObject({driver: 'bridge', scope: 'local', isIngress: false});
		expect(await named('host')).toMatchObject({driver: 'host', subnets: []});
		expect(await named('none')).toMatchObject({driver: 'null', subnets: []});
		expect(await named('ingress')).toMatchObject({driver: 'overlay', scope: 'swarm', isIngress: true});
		await named('docker_gwbridge');
		expect(await named(scene.idle)).toMatchObject({isInternal: true, isEncrypted: false});
		expect(await named(scene.overlay)).toMatchObject({driver: 'overlay', scope: 'swarm', isEncrypted: true});
	});

	it('tells of containers which networks they are in, whether they run or not', async () => {
		const containers = await engine.containers.list({}, signal);
		const networksOf = (wanted: string) => containers.find(({name}) => name === wanted)?.networks;
		expect(networksOf(scene.user)).toEqual([scene.used]);
		expect(networksOf(scene.waiting)).toEqual([scene.idle]);
		const service = (await engine.services.list(signal)).find(({name}) => name === scene.service);
		const {id, name} = await named(scene.overlay);
		expect([id, name]).toContain(service?.networks[0]);
	});

	it('inspects a network, with those that run in it and their addresses', async () => {
		const {id, subnets} = await named(scene.used);
		const details = await engine.networks.inspect(id, signal);
		const prefix = subnets[0]?.subnet.split('.').slice(0, 2).join('.');
		expect(details.endpoints).toEqual([
			{id: expect.stringMatching(/^[0-9a-f]{64}$/), name: scene.user, addresses: [expect.any(String)]},
		]);
		expect(details.endpoints[0]?.addresses[0]).toMatch(new RegExp(`^${prefix}\\.\\d+\\.\\d+/\\d+$`));
		expect(details.raw).toMatchObject({Id: id, Name: scene.used});
		expect((await engine.networks.inspect((await named(scene.idle)).id, signal)).endpoints).toEqual([]);
		const missing = {name: 'EngineError', kind: 'missing', status: 404, message: 'network nothing not found'};
		await expect(engine.networks.inspect('nothing', signal)).rejects.toMatchObject(missing);
	});

	it.each([
		['what runs in it', () => scene.used, 'forbidden', /has active endpoints\b/],
		['a service', () => scene.overlay, 'rejected', /is in use by service/],
		['the engine', () => 'bridge', 'forbidden', /^bridge is a pre-defined network and cannot be removed$/],
	])('does not let go what is kept by %s', async (_what, name, kind, message) => {
		const {id} = await named(name());
		const refusal = {name: 'EngineError', kind, message: expect.stringMatching(message)};
		await expect(engine.networks.remove(id, signal)).rejects.toMatchObject(refusal);
		expect((await named(name())).id).toBe(id);
	});

	it('removes what nothing runs in', async () => {
		const {id, name} = await named(scene.idle);
		expect(await engine.networks.remove(id, signal)).toBe('done');
		expect((await engine.networks.list(signal)).map(network => network.name)).not.toContain(name);
		await expect(engine.networks.remove(id, signal)).rejects.toMatchObject({kind: 'missing', status: 404});
	});
};

import {afterEach, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {decodeNetwork, decodeNetworkDetails} from '../../source/engine/decode-network.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {networkTraits} from '../../source/model/network.ts';
import {startFaultServer} from './fault-server.ts';

const {signal} = new AbortController();
const cleanups: Array<() => unknown> = [];
afterEach(async () => {
	for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** An engine whose every answer is this. */
const answering = async (body: unknown, status = 200): Promise<Engine> => {
	const server = await startFaultServer((_question, response) => {
		response.writeHead(status);
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	});
	cleanups.push(() => server.close());
	const engine = await connectEngine(server.address, signal);
	cleanups.push(() => engine.close());
	return engine;
};

const id = 'p2s6iuksussy8te4368edewmo';

it('reads a network as docker network inspect shows it', () => {
	expect(
		decodeNetwork(
			{
				Name: 'sec',
				Id: id,
				Created: '2026-11-28T05:03:01.351198411Z',
				Scope: 'swarm',
				Driver: 'overlay',
				EnableIPv6: true,
				IPAM: {
					Driver: 'default',
					Options: null,
					Config: [{Subnet: '10.0.1.0/24', IPRange: '10.0.1.128/25', Gateway: '10.0.1.1'}, {Subnet: 'fd00:9::/64'}],
				},
				Internal: false,
				Attachable: true,
				Ingress: false,
				ConfigFrom: {Network: ''},
				ConfigOnly: false,
				Containers: null,
				Options: {'com.docker.network.driver.overlay.vxlanid_list': '4097', encrypted: ''},
				Labels: {'com.docker.stack.namespace': 'shop', 'com.docker.compose.project': 'blog'},
			},
			'lab',
		),
	).toEqual({
		host: 'lab',
		id,
		name: 'sec',
		driver: 'overlay',
		scope: 'swarm',
		createdAt: Date.parse('2026-11-28T05:03:01.351Z'),
		subnets: [{subnet: '10.0.1.0/24', range: '10.0.1.128/25', gateway: '10.0.1.1'}, {subnet: 'fd00:9::/64'}],
		isInternal: false,
		isAttachable: true,
		isIngress: false,
		isEncrypted: true,
		hasIpv6: true,
		isConfigOnly: false,
		options: {'com.docker.network.driver.overlay.vxlanid_list': '4097', encrypted: ''},
		labels: {'com.docker.stack.namespace': 'shop', 'com.docker.compose.project': 'blog'},
		project: 'blog',
		stack: 'shop',
	});
});

it.each([
	[{Options: {encrypted: 'true'}}, 'encrypted'],
	[{Options: {encrypted: 'false'}}, ''],
	[{Options: {encrypted: '0'}}, ''],
	[{Options: null}, ''],
	[{Internal: true, Ingress: true, ConfigOnly: true}, 'internal ingress config only'],
	[{Internal: 'true', Attachable: 1, EnableIPv6: {}}, ''],
])('of %j the traits are "%s"', (given, traits) => {
	const network = decodeNetwork({Id: id, ...given}, 'lab');
	expect(network === undefined ? undefined : networkTraits(network).join(' ')).toBe(traits);
});

it.each([
	{Id: id},
	{Id: id, Name: '', IPAM: null, Labels: null, Options: null, Created: '0001-01-01T00:00:00Z'},
	{Id: id, Name: 7, IPAM: {Config: null}, Labels: 'x', Scope: [], Driver: null},
	{Id: id, IPAM: {Config: [null, 7, {}, {Subnet: ''}, {Gateway: '10.0.0.1'}]}},
])('takes %j for what it is', row => {
	expect(decodeNetwork(row, 'lab')).toMatchObject({name: 'p2s6iuksussy', scope: 'local', subnets: [], labels: {}});
});

it.each([null, [], {}, {Id: ''}, {Id: '../volumes'}, {Id: 'x'.repeat(10_000)}])('%j is none', row => {
	expect(decodeNetwork(row, 'lab')).toBeUndefined();
});

it('bounds a name of 10,000 letters, and cleans what drives terminals', () => {
	const name = decodeNetwork({Id: id, Name: `\u001b[2J${'漢'.repeat(10_000)}`}, 'lab')?.name;
	expect(name).toMatch(/^漢{3900,4000}…$/u);
});

describe('what inspecting tells of a network', () => {
	it('are its endpoints with their addresses, and its peers', () => {
		const body = {
			Id: id,
			Containers: {
				[`${'a'.repeat(64)}`]: {Name: 'n1', IPv4Address: '10.9.0.2/24', IPv6Address: 'fd00:9::2/64'},
				'lb-web': {Name: 'web-endpoint', IPv4Address: '10.0.2.4/24', IPv6Address: ''},
			},
			Peers: [{Name: 'fa3e6b5fcd7a', IP: '127.0.0.1'}, null, {}],
		};
		expect(decodeNetworkDetails(body)).toMatchObject({
			endpoints: [
				{id: 'a'.repeat(64), name: 'n1', addresses: ['10.9.0.2/24', 'fd00:9::2/64']},
				{id: 'lb-web', name: 'web-endpoint', addresses: ['10.0.2.4/24']},
			],
			peers: ['127.0.0.1'],
			raw: {Id: id},
		});
	});

	it.each([{Containers: null, Peers: null}, {Containers: [], Peers: {}}, {Containers: 'x'}])('may be %j', body => {
		expect(decodeNetworkDetails(body)).toMatchObject({endpoints: [], peers: []});
	});

	it('is bounded', () => {
		const many = Object.fromEntries(
			Array.from({length: 20_000}, (_, index) => [`${index}`, {Name: 'x'.repeat(10_000)}]),
		);
		const {endpoints} = decodeNetworkDetails({Containers: many});
		expect(endpoints).toHaveLength(1000);
		expect(endpoints[0]?.name.length).toBeLessThan(5000);
	});
});

describe('a list of networks', () => {
	it.each([
		['an object with a message', {message: 'this is a proxy'}],
		['null', null],
		['a text', '"hello"'],
	])('is a fault where it is %s', async (_name, body) => {
		const engine = await answering(body);
		const wrong = {name: 'EngineError', kind: 'rejected'};
		await expect(engine.networks.list(signal)).rejects.toMatchObject(wrong);
		await expect(engine.networks.inspect('a', signal)).rejects.toMatchObject(wrong);
	});

	it('of 20,000 is read whole', async () => {
		const rows = Array.from({length: 20_000}, (_, index) => ({Id: `network${index}`, Name: `n${index}`, IPAM: null}));
		expect(await (await answering(rows)).networks.list(signal)).toHaveLength(20_000);
	});

	it('says in a sentence that there is no such route', async () => {
		const engine = await answering('page not found', 404);
		const missing = {kind: 'missing', message: 'this engine knows no networks', status: 404};
		await expect(engine.networks.list(signal)).rejects.toMatchObject(missing);
	});
});

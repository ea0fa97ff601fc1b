import {afterEach, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {decodeVolume, decodeVolumeDetails} from '../../source/engine/decode-volume.ts';
import type {Engine} from '../../source/engine/engine.ts';
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

it('reads a volume as docker volume inspect shows it', () => {
	expect(
		decodeVolume(
			{
				CreatedAt: '2026-11-28T05:03:00Z',
				Driver: 'local',
				Labels: {'com.docker.compose.project': 'blog', 'com.docker.stack.namespace': 'shop'},
				Mountpoint: '/var/lib/docker/volumes/tmp/_data',
				Name: 'tmp',
				Options: {device: 'tmpfs', o: 'size=10m', type: 'tmpfs'},
				Scope: 'local',
			},
			'lab',
		),
	).toEqual({
		host: 'lab',
		id: 'tmp',
		name: 'tmp',
		driver: 'local',
		scope: 'local',
		createdAt: Date.parse('2026-11-28T05:03:00Z'),
		mountpoint: '/var/lib/docker/volumes/tmp/_data',
		labels: {'com.docker.compose.project': 'blog', 'com.docker.stack.namespace': 'shop'},
		options: {device: 'tmpfs', o: 'size=10m', type: 'tmpfs'},
		project: 'blog',
		stack: 'shop',
		isAnonymous: false,
	});
});

it.each([
	[{Name: 'a', Labels: null, Options: null, Mountpoint: '', CreatedAt: '0001-01-01T00:00:00Z'}, 'a'],
	[{Name: 'a', Labels: [7], Options: 'x', Driver: 7, Scope: {}, CreatedAt: 'yesterday'}, 'a'],
	[{Name: 'x'.repeat(10_000)}, undefined],
	[{Name: '../networks'}, undefined],
	[{Name: ''}, undefined],
	[null, undefined],
	[[], undefined],
])('takes %j for what it is', (row, name) => {
	const decoded = decodeVolume(row, 'lab');
	expect(decoded?.name).toBe(name);
	if (decoded !== undefined)
		expect(decoded).toEqual({
			host: 'lab',
			id: 'a',
			name: 'a',
			driver: 'local',
			labels: {},
			options: {},
			isAnonymous: false,
		});
});

it('reads what a driver says of it, whatever that is', () => {
	const status = {snapshots: 3, where: 'a\u001b[2Jb', huge: 'x'.repeat(100_000), nested: {deep: [1]}};
	const details = decodeVolumeDetails({Name: 'a', Status: status}, []);
	expect(details.status).toMatchObject({snapshots: '3', where: 'ab', nested: '{"deep":[1]}'});
	expect(details.status.huge?.length).toBeLessThan(5000);
	expect(decodeVolumeDetails({Name: 'a', Status: null}, []).status).toEqual({});
});

describe('a list of volumes', () => {
	it.each([
		['null for none', {Volumes: null, Warnings: null}],
		['none', {Volumes: [], Warnings: []}],
		['rows that are none', {Volumes: [null, 7, {}, {Name: null}], Warnings: 'no list'}],
	])('may be %s', async (_name, body) => {
		expect(await (await answering(body)).volumes.list(signal)).toEqual([]);
	});

	it.each([
		['an object with a message', {message: 'this is a proxy'}],
		['null', null],
		['a list', []],
		['a text in its place', {Volumes: 'none'}],
	])('is a fault where it is %s', async (_name, body) => {
		const engine = await answering(body);
		const wrong = {name: 'EngineError', kind: 'rejected'};
		await expect(engine.volumes.list(signal)).rejects.toMatchObject(wrong);
		await expect(engine.volumes.inspect('a', signal)).rejects.toMatchObject(wrong);
	});

	it('of 20,000 is read whole, and each name once', async () => {
		const rows = Array.from({length: 20_000}, (_, index) => ({Name: `volume-${index}`, Driver: 'local', Labels: null}));
		const listed = await (await answering({Volumes: rows, Warnings: null})).volumes.list(signal);
		expect(new Set(listed.map(({id}) => id)).size).toBe(20_000);
	});

	it('says in a sentence that there is no such route', async () => {
		const engine = await answering('page not found', 404);
		const missing = {kind: 'missing', message: 'this engine knows no volumes', status: 404};
		await expect(engine.volumes.list(signal)).rejects.toMatchObject(missing);
	});

	it('has its warnings told with each volume', async () => {
		const engine = await answering({
			Name: 'a',
			Volumes: [{Name: 'a'}],
			Warnings: ['ceph\u001b[31m does not answer', 7],
		});
		expect((await engine.volumes.inspect('a', signal)).warnings).toEqual([]);
		await engine.volumes.list(signal);
		expect((await engine.volumes.inspect('a', signal)).warnings).toEqual(['ceph does not answer']);
	});
});

import {request} from 'node:http';
import {afterEach, describe, expect, it} from 'vitest';
import type {SimulatedEvent} from '../../source/simulator/event-ring.ts';
import {demoFleet, emptyFleet, testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {eventually} from '../lab/process.ts';

let simulator: Simulator;

afterEach(async () => {
	await simulator.stop();
});

const open = async (fleet = testFleet(Date.now())): Promise<void> => {
	simulator = await startSimulator({fleet});
};

type Answer = {readonly status: number | undefined; readonly body: unknown};

const ask = (method: string, path: string): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const asked = request({socketPath: simulator.socketPath, method, path}, response => {
			let text = '';
			response.setEncoding('utf8').on('data', (chunk: string) => {
				text += chunk;
			});
			response.on('end', () => resolve({status: response.statusCode, body: JSON.parse(text)}));
		});
		asked.on('error', reject);
		asked.end();
	});

type Row = Readonly<Record<string, unknown>> & {readonly Id: string; readonly RepoTags: readonly string[] | null};

const rows = async (path = '/images/json'): Promise<readonly Row[]> => {
	// The test would fail at once on anything else.
	return (await ask('GET', path)).body as readonly Row[];
};

const idOf = async (name: string): Promise<string> => {
	const found = (await rows()).find(row => row.RepoTags?.includes(name));
	if (found === undefined) throw new Error(`there is no image ${name}`);
	return found.Id;
};

const shortId = (id: string): string => id.replace('sha256:', '').slice(0, 12);

const containerId = (name: string): string => simulator.machine.container(name).id.slice(0, 12);

const imageEvents = (): readonly SimulatedEvent[] =>
	simulator.machine.events.since(0).filter(event => event.Type === 'image');

const refusal = (status: number, message: string): Answer => ({status, body: {message}});

describe('the list of images', () => {
	it('has those of the containers and some that lie about, newest first', async () => {
		await open();
		const list = await rows();
		expect(list.flatMap(row => row.RepoTags ?? []).sort()).toEqual([
			'agent:2',
			'api:1',
			'batch:1',
			'hello-world:latest',
			'nginx:1.27',
			'postgres:17',
			'registry.local/shop/base:2',
			'registry.local/shop/base:latest',
			'sick:1',
			'stubborn:1',
		]);
		expect(list.filter(row => row.RepoTags?.length === 0)).toMatchObject([{RepoDigests: []}]);
		expect(list.map(row => Number(row.Created))).toEqual(list.map(row => Number(row.Created)).sort((a, b) => b - a));
		expect(list.find(row => row.RepoTags?.includes('nginx:1.27'))).toEqual({
			Id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
			ParentId: '',
			RepoTags: ['nginx:1.27'],
			RepoDigests: [expect.stringMatching(/^nginx@sha256:[0-9a-f]{64}$/)],
			Created: expect.any(Number),
			Size: expect.any(Number),
			SharedSize: -1,
			Containers: -1,
			Labels: null,
		});
		expect((await ask('GET', '/info')).body).toMatchObject({Images: list.length});
	});

	it('has every image once, with an id of its own that is the same in every run', async () => {
		await open(demoFleet(Date.now()));
		const first = await rows();
		expect(new Set(first.map(row => shortId(row.Id))).size).toBe(first.length);
		await simulator.stop();
		await open(demoFleet(Date.now()));
		expect((await rows()).map(row => row.Id).sort()).toEqual(first.map(row => row.Id).sort());
	});

	it('says <none> to those who speak a version before 1.43', async () => {
		await open();
		const list = await rows('/v1.42/images/json?shared-size=1&filters={"dangling":["true"]}');
		expect(list).toMatchObject([{RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'], SharedSize: 0}]);
		expect(list[0]?.VirtualSize).toBe(list[0]?.Size);
		const newer = await rows('/v1.43/images/json?filters={"dangling":{"true":true}}');
		expect(newer).toMatchObject([{Id: list[0]?.Id, RepoTags: [], RepoDigests: []}]);
	});

	it('has the image that a container names', async () => {
		await open();
		const id = await idOf('nginx:1.27');
		expect((await ask('GET', '/containers/web/json')).body).toMatchObject({Image: id, Config: {Image: 'nginx:1.27'}});
		const {body} = await ask('GET', '/containers/json?filters={"name":["web"]}');
		expect(body).toMatchObject([{ImageID: id, Image: 'nginx:1.27'}]);
	});

	it('is empty where nothing was ever run', async () => {
		await open(emptyFleet());
		expect(await rows()).toEqual([]);
	});

	it('gets the image of a service that is updated to it', async () => {
		await open();
		const service = [...simulator.machine.services.values()].find(candidate => candidate.name === 'shop_api');
		if (service === undefined) throw new Error('there is no service shop_api');
		const spec = structuredClone(service.spec);
		Object.assign(spec, {TaskTemplate: {ContainerSpec: {Image: 'api:2'}, ForceUpdate: 1}});
		simulator.machine.updateService(service, spec, false);
		await eventually('api:2', async () =>
			(await rows()).some(row => row.RepoTags?.includes('api:2')) ? true : undefined,
		);
		expect(imageEvents()).toMatchObject([{Action: 'pull', Actor: {ID: 'api:2', Attributes: {name: 'api'}}}]);
	});
});

describe('one image', () => {
	it('is found by its name in every form, its id, the start of it, and its digest', async () => {
		await open();
		const id = await idOf('hello-world:latest');
		const digest = (await rows()).find(row => row.Id === id)?.RepoDigests;
		const names = ['hello-world', 'docker.io/library/hello-world:latest', 'docker.io%2Flibrary%2Fhello-world'];
		for (const reference of [...names, id, id.slice(7), shortId(id), String(digest)])
			expect(await ask('GET', `/images/${reference}/json`)).toMatchObject({status: 200, body: {Id: id}});
	});

	it('is inspected', async () => {
		await open();
		const {body} = await ask('GET', '/images/nginx:1.27/json');
		expect(body).toMatchObject({
			Id: await idOf('nginx:1.27'),
			RepoTags: ['nginx:1.27'],
			RepoDigests: [expect.stringMatching(/^nginx@sha256:/)],
			Created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
			Size: expect.any(Number),
			Architecture: 'amd64',
			Os: 'linux',
			Config: {
				Cmd: ['docker-entrypoint.sh'],
				Env: expect.arrayContaining(['PATH=/usr/local/bin:/usr/bin:/bin']),
				Labels: null,
				ExposedPorts: {'80/tcp': {}},
			},
			RootFS: {Type: 'layers', Layers: expect.arrayContaining([expect.stringMatching(/^sha256:/)])},
		});
		expect(body).not.toHaveProperty('VirtualSize');
	});

	it('tells its history, newest first, whose sizes add up', async () => {
		await open(demoFleet(Date.now()));
		for (const row of await rows()) {
			const {body} = await ask('GET', `/images/${row.Id}/history`);
			// What it holds is checked below.
			const history = body as ReadonlyArray<Readonly<Record<string, unknown>>>;
			expect(history.length).toBeGreaterThanOrEqual(3);
			expect(history.length).toBeLessThanOrEqual(5);
			expect(history[0]).toEqual({
				Id: row.Id,
				Created: row.Created,
				CreatedBy: expect.stringMatching(/^CMD \[/),
				Tags: row.RepoTags?.length === 0 ? null : row.RepoTags,
				Size: 0,
				Comment: 'buildkit.dockerfile.v0',
			});
			for (const layer of history.slice(1)) expect(layer).toMatchObject({Id: '<missing>', Tags: null});
			expect(history.reduce((sum, layer) => sum + Number(layer.Size), 0)).toBe(row.Size);
		}
		expect([...simulator.requests.keys()]).toEqual(['GET /images/json', 'GET /images/{id}/history']);
	});

	it.each([
		['nosuch', 'nosuch:latest'],
		['registry.local/no/such:1', 'registry.local/no/such:1'],
		['0'.repeat(64), `sha256:${'0'.repeat(64)}`],
	])('is missed as %s', async (reference, words) => {
		await open();
		const missing = refusal(404, `No such image: ${words}`);
		expect(await ask('GET', `/images/${reference}/json`)).toEqual(missing);
		expect(await ask('GET', `/images/${reference}/history`)).toEqual(missing);
		expect(await ask('DELETE', `/images/${reference}`)).toEqual(missing);
		expect(simulator.requests.get('DELETE /images/{id}')).toBe(1);
	});
});

describe('a removal', () => {
	it('untags and deletes an image that nothing uses, and tells it', async () => {
		await open();
		const id = await idOf('hello-world:latest');
		expect(await ask('DELETE', '/images/hello-world?force=0&noprune=0')).toEqual({
			status: 200,
			body: [
				{Untagged: 'hello-world:latest'},
				{Untagged: expect.stringMatching(/^hello-world@sha256:/)},
				{Deleted: id},
				...[1, 2].map(() => ({Deleted: expect.stringMatching(/^sha256:[0-9a-f]{64}$/)})),
			],
		});
		expect((await rows()).map(row => row.Id)).not.toContain(id);
		expect(imageEvents()).toMatchObject([
			{Action: 'untag', Actor: {ID: id, Attributes: {name: id}}, scope: 'local'},
			{Action: 'delete', Actor: {ID: id, Attributes: {name: id}}, scope: 'local'},
		]);
	});

	it('deletes a dangling image by its id', async () => {
		await open();
		const [dangling] = await rows('/images/json?filters={"dangling":["true"]}');
		const answer = await ask('DELETE', `/images/${shortId(dangling?.Id ?? '')}`);
		expect(answer).toMatchObject({status: 200, body: expect.arrayContaining([{Deleted: dangling?.Id}])});
		expect(imageEvents().map(event => event.Action)).toEqual(['delete']);
	});

	it('takes one of two tags away, and wants force by id while there are both', async () => {
		await open();
		const id = await idOf('registry.local/shop/base:2');
		expect(await ask('DELETE', `/images/${id}`)).toEqual(
			refusal(
				409,
				`conflict: unable to delete ${shortId(id)} (must be forced) - image is referenced in multiple repositories`,
			),
		);
		expect(await ask('DELETE', '/images/registry.local/shop/base')).toEqual({
			status: 200,
			body: [{Untagged: 'registry.local/shop/base:latest'}],
		});
		expect(await ask('DELETE', `/images/${id}`)).toMatchObject({
			status: 200,
			body: expect.arrayContaining([{Untagged: 'registry.local/shop/base:2'}, {Deleted: id}]),
		});
	});

	it.each(['web', 'failed'])('by name wants force while the container %s is there', async name => {
		await open();
		const {image} = simulator.machine.container(name);
		expect(await ask('DELETE', `/images/${image}`)).toEqual(
			refusal(
				409,
				`conflict: unable to remove repository reference "${image}" (must force) - container ${containerId(name)} is using its referenced image ${shortId(await idOf(image))}`,
			),
		);
		expect(imageEvents()).toEqual([]);
	});

	it.each(['', '?force=1'])('by id is refused for a running container%s', async query => {
		await open();
		const id = await idOf('nginx:1.27');
		const words = `conflict: unable to delete ${shortId(id)} (cannot be forced) - image is being used by running container ${containerId('web')}`;
		expect(await ask('DELETE', `/images/${id}${query}`)).toEqual(refusal(409, words));
		simulator.machine.container('web').state = 'paused';
		expect(await ask('DELETE', `/images/${shortId(id)}${query}`)).toEqual(refusal(409, words));
	});

	it('by name with force leaves the image of a running container dangling', async () => {
		await open();
		const id = await idOf('nginx:1.27');
		expect(await ask('DELETE', '/images/nginx:1.27?force=1')).toEqual({
			status: 200,
			body: [{Untagged: 'nginx:1.27'}, {Untagged: expect.stringMatching(/^nginx@sha256:/)}],
		});
		expect((await rows()).find(row => row.Id === id)).toMatchObject({RepoTags: [], RepoDigests: []});
		expect(imageEvents().map(event => event.Action)).toEqual(['untag']);
	});

	it('by id wants force for a stopped container, whose layers then stay', async () => {
		await open();
		const id = await idOf('batch:1');
		expect(await ask('DELETE', `/images/${id}`)).toEqual(
			refusal(
				409,
				`conflict: unable to delete ${shortId(id)} (must be forced) - image is being used by stopped container ${containerId('failed')}`,
			),
		);
		expect(await ask('DELETE', `/images/${id}?force=true`)).toEqual({
			status: 200,
			body: [{Untagged: 'batch:1'}, {Untagged: expect.stringMatching(/^batch@sha256:/)}, {Deleted: id}],
		});
		expect((await rows()).map(row => row.Id)).not.toContain(id);
	});

	it('needs no force once the container is removed', async () => {
		await open();
		simulator.machine.remove(simulator.machine.container('failed'));
		expect(await ask('DELETE', '/images/batch:1')).toMatchObject({status: 200});
	});
});

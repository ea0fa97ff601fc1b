import {request} from 'node:http';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {emptyFleet, testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';

// What the contracts of volumes and networks leave open: whole answers, and words that a real 20.10.24 refused with.

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator({fleet: testFleet(Date.now())});
});

afterEach(() => simulator.stop());

type Answer = {readonly status: number | undefined; readonly body: unknown};

const ask = (method: string, path: string): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const asked = request({socketPath: simulator.socketPath, method, path}, response => {
			let text = '';
			response.setEncoding('utf8').on('data', (chunk: string) => {
				text += chunk;
			});
			response.on('end', () =>
				resolve({status: response.statusCode, body: text === '' ? undefined : JSON.parse(text)}),
			);
		});
		asked.on('error', reject);
		asked.end();
	});

const named = (name: string) => {
	const found = [...simulator.machine.networks.values()].find(network => network.name === name);
	if (found === undefined) throw new Error(`there is no network ${name}`);
	return found;
};

it('lists volumes of containers and such as lie about', async () => {
	const {body} = await ask('GET', '/volumes');
	expect(body).toMatchObject({
		Volumes: [{Name: 'data'}, {Name: expect.stringMatching(/^[0-9a-f]{64}$/)}, {Name: 'wiki_pages'}, {Name: 'archive'}],
		Warnings: null,
	});
	expect((await ask('GET', '/volumes/data')).body).toEqual({
		CreatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
		Driver: 'local',
		Labels: null,
		Mountpoint: '/var/lib/docker/volumes/data/_data',
		Name: 'data',
		Options: null,
		Scope: 'local',
	});
	expect((await ask('GET', '/volumes?filters={"dangling":["true"]}')).body).toMatchObject({
		Volumes: [{}, {Name: 'wiki_pages'}, {Name: 'archive'}],
	});
});

it('lists networks without those that are in them, and tells these of a single one', async () => {
	const web = simulator.machine.container('web');
	const {body} = await ask('GET', '/networks?filters={"name":["bridge"]}');
	expect(body).toMatchObject([
		{Name: 'bridge', Driver: 'bridge', Scope: 'local', Containers: {}},
		{Name: 'docker_gwbridge'},
	]);
	const bridge = (await ask('GET', '/networks/bridge')).body;
	expect(bridge).toMatchObject({
		Id: named('bridge').id,
		IPAM: {Config: [{Subnet: '172.17.0.0/16', Gateway: '172.17.0.1'}]},
		Containers: {[web.id]: {Name: 'web', IPv4Address: expect.stringMatching(/^172\.17\.\d+\.\d+\/16$/)}},
	});
	// Of what does not run no network tells.
	expect(JSON.stringify(bridge)).not.toContain('failed');
});

it.each([
	['bridge', 403, /^bridge is a pre-defined network and cannot be removed$/],
	['docker_gwbridge', 403, /network docker_gwbridge id [0-9a-f]{64} has active endpoints$/],
	['nothing', 404, /^network nothing not found$/],
])('refuses to remove the network %s', async (name, status, message) => {
	expect(await ask('DELETE', `/networks/${name}`)).toEqual({
		status,
		body: {message: expect.stringMatching(message)},
	});
});

it('has neither volumes nor other networks than its own where nothing was ever run', async () => {
	await simulator.stop();
	simulator = await startSimulator({fleet: emptyFleet()});
	expect((await ask('GET', '/volumes')).body).toEqual({Volumes: [], Warnings: null});
	expect((await ask('GET', '/networks')).body).toMatchObject([{Name: 'bridge'}, {Name: 'host'}, {Name: 'none'}]);
});

import {describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {planFleet} from '../../source/simulator/fleet-parts.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import {eventually} from '../lab/process.ts';
import {type ImageScene, keepImageContract} from './image-contract.ts';

const open = async (): Promise<ImageScene> => {
	const user = 'contract-user';
	const used = 'contract/used:1';
	const plan = {engineName: 'contract', containers: [{name: user, image: used}], nodes: [], services: []};
	const simulator = await startSimulator({fleet: planFleet(plan, Date.now())});
	return {
		address: {name: 'contract', url: simulator.url, origin: 'test'},
		used,
		user,
		twice: ['registry.local/shop/base:2', 'registry.local/shop/base:latest'],
		alone: 'hello-world:latest',
		end: simulator.stop,
	};
};

describe('images of the simulated engine', () => keepImageContract(open));

it('is told what an image shares once the engine has counted, which it is asked for once', async () => {
	const simulator = await startSimulator({fleet: testFleet(Date.now())});
	const signal = AbortSignal.timeout(10_000);
	const engine = await connectEngine({name: 'shared', url: simulator.url, origin: 'test'}, signal);
	try {
		const [image] = await engine.images.list([], signal);
		const ask = async () => (await engine.images.inspect(image?.imageId ?? '', signal)).sharedSize;
		expect(await ask()).toBeUndefined();
		expect(await eventually('the shared size', ask)).toBe(0);
		await ask();
		expect(simulator.requests.get('GET /images/json')).toBe(2);
	} finally {
		engine.close();
		await simulator.stop();
	}
});

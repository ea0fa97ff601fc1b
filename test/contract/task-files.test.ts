import {describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {planFleet, planNode} from '../../source/simulator/fleet-parts.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import {keepTaskFileContract, type TaskFileScene} from './task-file-contract.ts';

const start = (): Promise<Simulator> => {
	const use = {image: 'web:1', replicas: 0, secrets: ['contract_file'], configs: ['contract_file']};
	const services = ['contract_one', 'contract_two'].map(name => ({name, ...use}));
	const plan = {engineName: 'contract', containers: [], nodes: [planNode('one', 'manager', 1)], services};
	return startSimulator({fleet: planFleet(plan, Date.now())});
};

const open = async (): Promise<TaskFileScene> => {
	const simulator = await start();
	return {address: {name: 'contract', url: simulator.url, origin: 'test'}, end: simulator.stop};
};

describe('secrets and configs of the simulated engine', () => keepTaskFileContract(open));

it('tells of each service what came of a rotation that failed half-way, and removes nothing', async () => {
	const simulator = await start();
	const {signal} = new AbortController();
	const engine = await connectEngine({name: 'half', url: simulator.url, origin: 'test'}, signal);
	const [old] = (await engine.secrets.list(signal)).filter(({name}) => name === 'contract_file');
	const second = [...simulator.machine.services.values()].find(({name}) => name === 'contract_two');
	simulator.faults.refuse = {pattern: new RegExp(`${second?.id}/update`), status: 500, message: 'no room'};
	await expect(engine.secrets.rotate({id: old?.id ?? '', name: 'next', given: 'text'}, signal)).rejects.toMatchObject({
		kind: 'conflict',
		message: 'next was made, contract_one uses it; contract_two still uses the old one: no room; nothing was removed',
	});
	expect((await engine.secrets.list(signal)).map(({name}) => name)).toEqual(
		expect.arrayContaining(['contract_file', 'next']),
	);
	engine.close();
	await simulator.stop();
});

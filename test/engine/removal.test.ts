import {afterEach, beforeEach, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {removedUnder} from '../../source/engine/removal.ts';
import {wire} from '../../source/engine/wire.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';

// What is kept of objects that are removed: by the signal of the verb that did it.

let simulator: Simulator;
let engine: Engine;

beforeEach(async () => {
	simulator = await startSimulator({fleet: testFleet(Date.now())});
	const address = {name: 'test', url: simulator.url, origin: '--host'};
	engine = await connectEngine(address, new AbortController().signal);
});

afterEach(async () => {
	engine.close();
	await simulator.stop();
});

const containerNamed = (name: string): string => simulator.machine.container(name).id;

it('is told of the verb that removed it, and of no other that ran beside it', async () => {
	const [one, other] = [new AbortController(), new AbortController()];
	const options = {force: true, volumes: false};
	await Promise.all([
		engine.containers.remove(containerNamed('web'), options, one.signal),
		engine.containers.remove(containerNamed('failed'), {...options, volumes: true}, other.signal),
		engine.containers.remove(containerNamed('sick'), options, one.signal),
	]);
	expect(removedUnder(one.signal).map(({name}) => name)).toEqual(expect.arrayContaining(['web', 'sick']));
	expect(removedUnder(other.signal)).toMatchObject([
		{kind: 'containers', name: 'failed', lost: expect.stringContaining('the data of volumes that only it had')},
	]);
	expect(removedUnder(new AbortController().signal)).toEqual([]);
});

it('is nothing where the engine refused, or had removed it already', async () => {
	const {signal} = new AbortController();
	const id = containerNamed('web');
	await expect(engine.containers.remove(id, {force: false, volumes: false}, signal)).rejects.toThrow(/running/);
	expect(removedUnder(signal)).toEqual([]);
});

it('names the networks of a service by their names, as their ids go with them', async () => {
	const {machine} = simulator;
	const vault = [...machine.networks.values()].find(({name}) => name === 'vault');
	const service = [...machine.services.values()].find(({name}) => name === 'agent');
	if (vault === undefined || service === undefined) throw new Error('there is no vault, or no agent');
	const TaskTemplate = {...wire(service.spec.TaskTemplate), Networks: [{Target: vault.id, Aliases: ['spy']}]};
	machine.services.set(service.id, {...service, spec: {...service.spec, TaskTemplate}});
	const {signal} = new AbortController();
	await engine.services.remove(service.id, signal);
	expect(removedUnder(signal)).toMatchObject([
		{told: {Spec: {TaskTemplate: {Networks: [{Target: 'vault', Aliases: ['spy']}]}}}},
	]);
});

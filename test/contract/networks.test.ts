import {describe} from 'vitest';
import {planFleet, planNode} from '../../source/simulator/fleet-parts.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import {keepNetworkContract, type NetworkScene} from './network-contract.ts';

const open = async (): Promise<NetworkScene> => {
	const scene = {
		used: 'contract-used',
		user: 'contract-user',
		idle: 'contract-idle',
		waiting: 'contract-waiting',
		overlay: 'contract-overlay',
		service: 'contract-service',
	};
	const plan = {
		engineName: 'contract',
		containers: [
			{name: scene.user, image: 'web:1', networks: [scene.used]},
			{name: scene.waiting, image: 'web:1', state: 'created', networks: [scene.idle]} as const,
		],
		nodes: [planNode('contract', 'manager', 1)],
		services: [{name: scene.service, image: 'web:1', replicas: 1, network: scene.overlay}],
	};
	const simulator = await startSimulator({fleet: planFleet(plan, Date.now())});
	const {networks} = simulator.machine;
	for (const network of networks.values())
		if (network.name === scene.idle) networks.set(network.id, {...network, isInternal: true});
	return {...scene, address: {name: 'contract', url: simulator.url, origin: 'test'}, end: simulator.stop};
};

describe('networks of the simulated engine', () => keepNetworkContract(open));

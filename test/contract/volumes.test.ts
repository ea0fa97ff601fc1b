import {describe} from 'vitest';
import {planFleet} from '../../source/simulator/fleet-parts.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import {keepVolumeContract, type VolumeScene} from './volume-contract.ts';

const open = async (): Promise<VolumeScene> => {
	const user = 'contract-user';
	const containers = [
		{name: user, image: 'web:1', volumes: ['contract-used:/data']},
		{name: 'contract-exited', image: 'web:1', state: 'exited', volumes: ['contract-idle:/data']} as const,
	];
	const plan = {engineName: 'contract', containers, nodes: [], services: []};
	const simulator = await startSimulator({fleet: planFleet(plan, Date.now())});
	const alone = {name: 'contract-alone', label: 'team', option: 'type'};
	simulator.machine.volumes.set(alone.name, {
		name: alone.name,
		driver: 'local',
		createdAt: Date.now(),
		labels: {team: 'web'},
		options: {type: 'tmpfs', device: 'tmpfs'},
	});
	return {
		address: {name: 'contract', url: simulator.url, origin: 'test'},
		used: 'contract-used',
		user,
		idle: 'contract-idle',
		alone,
		end: simulator.stop,
	};
};

describe('volumes of the simulated engine', () => keepVolumeContract(open));

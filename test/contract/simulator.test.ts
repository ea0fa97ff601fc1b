import {describe} from 'vitest';
import {planFleet, planNode} from '../../source/simulator/fleet-parts.ts';
import {emptyFleet} from '../../source/simulator/fleets.ts';
import {startSimulator} from '../../source/simulator/simulator.ts';
import type {SimulatedContainer} from '../../source/simulator/world.ts';
import {keepContract} from './contract.ts';
import {longLine, type Scene} from './scene.ts';

/** Written before and while the test runs. */
const talk = (now: number): SimulatedContainer['written'] => [
	{at: now - 4000, source: 'stdout', text: 'to stdout'},
	{at: now - 3999, source: 'stderr', text: 'to stderr'},
	{at: now - 3998, source: 'stdout', text: 'x'.repeat(longLine)},
	...Array.from({length: 200}, (_, index) => ({at: now - 3000 + index * 500, source: 'stdout' as const, text: 'tick'})),
];

const open = async (): Promise<Scene> => {
	const now = Date.now();
	const names = {running: 'contract-running', victim: 'contract-victim', exited: 'contract-exited'};
	const simulator = await startSimulator({
		fleet: planFleet(
			{
				engineName: 'contract',
				containers: [
					{name: names.running, image: 'lab/busybox:1', age: 0.1, written: talk(now)},
					{name: names.victim, image: 'lab/busybox:1', age: 0.1},
					{name: names.exited, image: 'lab/busybox:1', age: 0.1, state: 'exited', exitCode: 3, restartPolicy: 'no'},
				],
				nodes: [planNode('contract', 'manager', 1)],
				services: [{name: 'contract-web', image: 'lab/busybox:1', replicas: 2}],
			},
			now,
		),
	});
	const loner = await startSimulator({fleet: emptyFleet()});
	return {
		...names,
		service: 'contract-web',
		serviceLine: /"level"/,
		isSimulated: true,
		address: {name: 'contract', url: simulator.url, origin: 'test'},
		loner: {name: 'loner', url: loner.url, origin: 'test'},
		end: async () => {
			await simulator.stop();
			await loner.stop();
		},
	};
};

describe('the simulated engine', () => keepContract(open));

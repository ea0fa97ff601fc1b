import type {Plant} from './plant.ts';

const nodeTests = ['test/resources/node-verbs'];

/** Faults in what can be done to nodes and services. */
export const swarmPlants: readonly Plant[] = [
	{
		fault: 'a manager is demoted though the swarm stops then',
		file: 'source/resources/nodes/verbs.ts',
		from: 'return then.reachable >= then.needed',
		to: 'return then.reachable >= 0',
		tests: nodeTests,
	},
	{
		fault: 'what a drained node leaves fits any number of times into the same room',
		file: 'source/resources/tasks/placement.ts',
		from: '		addTo(best.load, task, service);\n',
		to: '',
		tests: nodeTests,
	},
	{
		fault: 'values of an environment are shown when a service is rolled back',
		file: 'source/engine/spec-difference.ts',
		from: "old.has(name) ? 'another value' : 'a value'",
		to: "next.get(name) ?? ''",
		tests: ['test/engine/spec-difference'],
	},
	{
		fault: 'a swarm without quorum is asked for changes',
		file: 'source/resources/nodes/quorum.ts',
		from: 'return reachable >= needed',
		to: 'return reachable >= 0',
		tests: nodeTests,
	},
];

import type {Plant} from './plant.ts';

const updateTests = ['test/resources/service-update'];
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
		fault: 'a slot counts as replaced that waits for its turn',
		file: 'source/resources/services/update-slots.ts',
		from: "	if (origin === 'old') return present.state === 'running' && isWanted(present) ? 'old' : 'moving';\n",
		to: '',
		tests: updateTests,
	},
	{
		fault: 'failures of the image before count in the slots of a rollback',
		file: 'source/resources/services/update-slots.ts',
		from: "hasEndedItself(task) && originOf(task) === 'new'",
		to: 'hasEndedItself(task)',
		tests: updateTests,
	},
	{
		fault: 'what the engine rolls back by itself is told by the moment of the update',
		file: 'source/resources/services/update-slots.ts',
		from: 'isEnginesRollback(service) ? (failedInUpdate(service, view)?.since ?? began) : began',
		to: 'began',
		tests: updateTests,
	},
	{
		fault: 'the cursor stands on the screen after a shell',
		file: 'source/terminal/screen-stream.ts',
		from: 'return text + hideCursor + (isOn',
		to: 'return text + (isOn',
		tests: ['test/terminal/screen-stream'],
	},
	{
		fault: 'what stood on a terminal of another size is taken to be there still',
		file: 'source/terminal/screen-stream.ts',
		from: "terminal.on('resize', () => {",
		to: "terminal.on('resized', () => {",
		tests: ['test/app/sizes', 'test/terminal/screen-stream'],
	},
	{
		fault: 'slots that are at fault stand below those that are well',
		file: 'source/resources/services/update-sections.ts',
		from: "['failing', 'moving', 'old', 'replaced']",
		to: "['replaced', 'old', 'moving', 'failing']",
		tests: updateTests,
	},
	{
		fault: 'a swarm without quorum is asked for changes',
		file: 'source/resources/nodes/quorum.ts',
		from: 'managers === 0 || reachable >= needed',
		to: 'managers === 0 || reachable >= 0',
		tests: nodeTests,
	},
	{
		fault: 'a key that no spec has is sent, and the engine leaves it out without a word',
		file: 'source/resources/services/edit.ts',
		from: 'if (unknown !== undefined)',
		to: 'if (unknown !== undefined && unknown.length > 9)',
		tests: ['test/resources/edit'],
	},
	{
		fault: 'an edited spec is sent over what somebody changed meanwhile',
		file: 'source/engine/service-spec.ts',
		from: 'update({_query: {version: before.version}, _body: next})',
		to: 'update({_query: {version: (await readSpec(docker, id)).version}, _body: next})',
		tests: ['test/app/edit'],
	},
	{
		fault: 'others may read what is edited',
		file: 'source/terminal/edit-file.ts',
		from: 'mode: 0o600',
		to: 'mode: 0o644',
		tests: ['test/app/edit'],
	},
	{
		fault: 'a service of a swarm is published on the node of each task alone',
		file: 'source/model/service-flags.ts',
		from: "port => servicePort(port, 'ingress')",
		to: "port => servicePort(port, 'host')",
		tests: ['test/resources/service-form'],
	},
];

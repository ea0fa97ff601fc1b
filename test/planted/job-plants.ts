// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source
import type {Plant} from './plant.ts';

const credentials = ['test/engine/credentials'];
const jobs = ['test/house/jobs'];
const prune = ['test/app/prune'];
const order = ['test/app/project-order'];

/** Faults in what takes long, in credentials, and in what removes what nothing uses. */
export const jobPlants: readonly Plant[] = [
	{
		fault: 'what a program of this machine has started goes on when its place is left',
		file: 'source/terminal/run-program.ts',
		from: 'process.kill(-pid, signal)',
		to: 'process.kill(pid, signal)',
		tests: ['test/app/local-programs'],
	},
	{
		fault: 'a compose project is started without the file that its labels tell',
		file: 'source/resources/stacks/programs.ts',
		from: "configFiles.flatMap(file => ['-f', localPath(file)])",
		to: '[]',
		tests: ['test/app/local-programs'],
	},
	{
		fault: 'what is stopped goes on',
		file: 'source/store/action-runner.ts',
		from: 'for (const id of ids) running.get(id)?.abort();',
		to: 'for (const id of ids) running.get(id);',
		tests: jobs,
	},
	{
		fault: 'what is there after half of it is not told',
		file: 'source/store/action-runner.ts',
		from: 'return left === undefined ? why : `${why}; ${left}`;',
		to: 'return why;',
		tests: jobs,
	},
	{
		fault: 'the helper of one registry is asked for none',
		file: 'source/engine/credentials.ts',
		from: "return own !== undefined && own !== '' ? own : all === '' ? undefined : all;",
		to: "return all === '' ? own : all;",
		tests: credentials,
	},
	{
		fault: 'a secret stands in the file beside its helper',
		file: 'source/engine/credentials.ts',
		from: 'auths: {...others, [key]: {}}',
		to: 'auths: {...others, [key]: {auth: secret}}',
		tests: credentials,
	},
	{
		fault: 'what was named to be kept goes too',
		file: 'source/resources/prune.ts',
		from: '!keptOf(values).has(name)',
		to: '!keptOf(values).has(`${name} `)',
		tests: prune,
	},
	{
		fault: 'what waits for others does not',
		file: 'source/store/action-runner.ts',
		from: 'after.flatMap(other => steps.get(other) ?? [])',
		to: 'after.flatMap(other => steps.get(`${other} `) ?? [])',
		tests: order,
	},
	{
		fault: 'what waits for one that failed is done all the same',
		file: 'source/store/action-runner.ts',
		from: "find(({tone}) => tone === 'bad')",
		to: "find(({tone}) => tone === 'busy')",
		tests: order,
	},
	{
		fault: 'a project is stopped from what others need on',
		file: 'source/resources/stacks/order.ts',
		from: ': [sorted(members.keys(), needs).toReversed(), needed];',
		to: ': [sorted(members.keys(), needs), needs];',
		tests: order,
	},
	{
		fault: 'what is unhealthy is waited for no longer than it takes to start',
		file: 'source/engine/await-container.ts',
		from: "return health === undefined || health === 'none' || health === 'healthy';",
		to: 'return true;',
		tests: order,
	},
];

import {planOf, runFlags} from '../../model/run-flags.ts';
import {planFor} from '../../model/run-plan.ts';
import {flagForm} from '../flag-form.ts';

/** The form of `docker run`, a line that says the same, and what both ask for. */
export const {
	fields: runFields,
	line: runLine,
	plan: runPlan,
	discord: runDiscord,
	textsOfLine,
	filled: filledRun,
} = flagForm({
	command: 'docker run -d',
	beginning: /^\s*(?:docker|podman)\s+(?:container\s+)?run\s+/,
	flags: runFlags,
	empty: planFor('image'),
	planOf,
	fields: [
		{id: 'name', title: 'Name', flag: '--name', isList: false},
		{id: 'ports', title: 'Ports', flag: '-p', isList: true},
		{id: 'env', title: 'Environment', flag: '-e', isList: true},
		{id: 'mounts', title: 'Mounts', flag: '-v', isList: true},
		{id: 'network', title: 'Network', flag: '--network', isList: false, completions: ['bridge', 'host', 'none']},
		{
			id: 'restart',
			title: 'Restart',
			flag: '--restart',
			isList: false,
			completions: ['no', 'always', 'unless-stopped', 'on-failure', 'on-failure:3'],
		},
		{id: 'cpus', title: 'CPUs', flag: '--cpus', isList: false},
		{id: 'memory', title: 'Memory', flag: '--memory', isList: false},
	],
});

import {missingProgram} from '../../engine/docker-program.ts';
import {fileFault, localPath, namesHere} from '../../engine/local-file.ts';
import {containersTable} from '../containers/table.ts';
import type {View} from '../resource.ts';
import {rowsOf} from '../rows.ts';
import {servicesTable} from '../services/table.ts';
import {type GeneralVerb, neverRefused, type Prepared, textValue} from '../verb.ts';

/** A compose project by what its containers tell of it. */
type Project = {readonly name: string; readonly configFiles: readonly string[]};

// The list of stacks is worked out where it is looked at only; containers and services are read nearly everywhere.
const projectsOf = ({state}: View): readonly Project[] => {
	const files = new Map<string, Set<string>>();
	for (const {labels} of rowsOf({table: containersTable}, state)) {
		const name = labels['com.docker.compose.project'];
		if (name === undefined) continue;
		const known = files.get(name) ?? new Set();
		files.set(name, known);
		for (const file of (labels['com.docker.compose.project.config_files'] ?? '').split(','))
			if (file !== '') known.add(file);
	}
	return [...files].map(([name, configFiles]) => ({name, configFiles: [...configFiles]}));
};

const stackNames = ({state}: View): readonly string[] => [
	...new Set(rowsOf({table: servicesTable}, state).flatMap(({stack}) => stack ?? [])),
];

const projectNamed = (name: string, view: View): Project | undefined =>
	projectsOf(view).find(candidate => candidate.name === name);

const filesHere = (): readonly string[] => namesHere(/\.ya?ml$/);

/** What docker takes as the name of a stack. */
const stackFault = (name: string): string | undefined =>
	/^[a-zA-Z0-9][\w.-]{0,62}$/.test(name) ? undefined : 'a stack is called by letters, digits, - and _';

/** What compose takes as the name of a project. */
const projectFault = (name: string): string | undefined =>
	/^[a-z0-9][a-z0-9_-]*$/.test(name) ? undefined : 'a project is called by small letters, digits, - and _';

/** The files that a project was made from, each behind `-f`; none where one of them is not on this machine. */
const fileWords = ({configFiles}: Project): readonly string[] =>
	configFiles.every(file => fileFault(file) === undefined) ? configFiles.flatMap(file => ['-f', localPath(file)]) : [];

/** Asks whether this machine has what runs it, and how that reaches the engine. */
const prepareWith =
	(needsCompose: boolean): NonNullable<GeneralVerb['prepare']> =>
	async (_typed, engine, signal): Promise<Prepared> => {
		const refusal = await missingProgram(needsCompose, signal);
		return {dockerWords: engine.dockerWords, ...(refusal === undefined ? {} : {refusal})};
	};

const deploy: GeneralVerb = {
	id: 'deploy',
	help: 'deploy a stack from a compose file of this machine: :deploy stack.yml shop',
	danger: 'interrupts',
	question: () => 'Deploy a stack?',
	refusal: ({state}) => (state.role === 'worker' ? 'only a manager can deploy a stack' : undefined),
	reach: () => ['runs docker stack deploy here; services of that stack that differ from the file are updated'],
	fields: view => [
		{kind: 'text', id: 'file', title: 'Compose file', completions: filesHere(), check: fileFault},
		{
			kind: 'text',
			id: 'stack',
			title: 'Stack',
			completions: stackNames(view),
			check: stackFault,
		},
	],
	prepare: prepareWith(false),
	program(values, _view, dockerWords) {
		const stack = textValue(values, 'stack') ?? '';
		const file = localPath(textValue(values, 'file') ?? '');
		return {
			title: `docker stack deploy ${stack}`,
			command: 'docker',
			words: [...dockerWords, 'stack', 'deploy', '-c', file, stack],
		};
	},
	request: () => [],
};

const up: GeneralVerb = {
	id: 'up',
	help: 'start a compose project by its name or from a compose file of this machine: :up compose.yml',
	danger: 'interrupts',
	question: () => 'Start a compose project?',
	refusal: neverRefused,
	reach: () => ['runs docker compose up -d here; containers that differ from the file are made anew'],
	fields: view => [
		{
			kind: 'text',
			id: 'from',
			title: 'Project or compose file',
			completions: [...projectsOf(view).map(({name}) => name), ...filesHere()],
			check(typed) {
				const project = projectNamed(typed, view);
				if (project === undefined) return fileFault(typed);
				if (project.configFiles.length === 0) return `${typed} does not tell its compose file: name the file`;
				return project.configFiles.map(fileFault).find(fault => fault !== undefined);
			},
		},
		{
			kind: 'text',
			id: 'project',
			title: 'Project’s name, or as the file has it',
			default: '',
			check: typed => (typed === '' ? undefined : projectFault(typed)),
		},
	],
	prepare: prepareWith(true),
	program(values, view, dockerWords) {
		const from = textValue(values, 'from') ?? '';
		const known = projectNamed(from, view);
		const name = textValue(values, 'project') || known?.name;
		const files = known === undefined ? ['-f', localPath(from)] : fileWords(known);
		return {
			title: `docker compose up ${name ?? from}`,
			command: 'docker',
			words: [...dockerWords, 'compose', ...files, ...(name === undefined ? [] : ['-p', name]), 'up', '-d'],
		};
	},
	request: () => [],
};

const down: GeneralVerb = {
	id: 'down',
	help: 'take a compose project down, its containers and networks: :down shop',
	danger: 'destroys',
	question: () => 'Take a compose project down?',
	refusal: neverRefused,
	reach: () => ['runs docker compose down here: its containers and networks are removed; volumes stay'],
	fields: view => [
		{
			kind: 'text',
			id: 'project',
			title: 'Project',
			completions: projectsOf(view).map(({name}) => name),
			check: typed =>
				projectNamed(typed, view) === undefined ? `there is no compose project ${typed} on this engine` : undefined,
		},
	],
	prepare: prepareWith(true),
	program(values, view, dockerWords) {
		const name = textValue(values, 'project') ?? '';
		const known = projectNamed(name, view);
		// Without its file compose goes by the labels of its containers.
		const files = known === undefined ? [] : fileWords(known);
		return {
			title: `docker compose down ${name}`,
			command: 'docker',
			words: [...dockerWords, 'compose', ...files, '-p', name, 'down'],
		};
	},
	request: () => [],
};

/** What docker's own program on this machine does to stacks and projects, as only it reads compose files. */
export const stackPrograms: readonly GeneralVerb[] = [deploy, up, down];

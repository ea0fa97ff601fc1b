import {contentFault} from '../../engine/given-content.ts';
import type {Rotation} from '../../engine/rotate-file.ts';
import {cleanText} from '../../model/clean-text.ts';
import {nameFault, nextName, type TaskFile, type TaskFileNoun} from '../../model/task-file.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import {listed} from '../users.ts';
import {type TextField, textValue, type Verb} from '../verb.ts';
import {type FileList, userNames, useText} from './users.ts';

const listOf = {secret: 'secrets', config: 'configs'} as const satisfies Readonly<Record<TaskFileNoun, FileList>>;

const remove = (noun: TaskFileNoun): Verb<TaskFile> => {
	const list = listOf[noun];
	return {
		id: 'remove',
		key: 'D',
		words: [{word: 'rm', does: 'remove'}],
		help: `remove a ${noun}`,
		label: () => 'remove',
		danger: 'destroys',
		// No engine tells it again.
		losesData: noun === 'secret',
		refusal: (row, {state}) => useText(userNames(list, row, state)),
		reach: (row, {state}) => [
			...(noun === 'secret' ? ['its value is lost: nothing brings it back'] : []),
			...(row.stack === undefined ? [] : [`it is part of stack ${row.stack}`]),
			...(state.tables.services.at === undefined ? ['which services use it is not known yet'] : []),
		],
		request: ({id, name}) => ({
			id,
			name,
			past: 'removed',
			pending: 'removing',
			done: `removed ${noun} ${name}`,
			already: `${name} is gone already`,
			failed: `could not remove ${noun} ${name}`,
			run: (engine, signal) => engine[list].remove(id, signal),
		}),
	};
};

/** The field for content: a text, or `@` and the path of a file of this machine. What is typed of a secret is hidden. */
export const contentField = (noun: TaskFileNoun): TextField => ({
	kind: 'text',
	id: 'content',
	title: 'Text, or @file',
	check: contentFault,
	...(noun === 'secret' ? {isHidden: text => text !== '' && !text.startsWith('@')} : {}),
});

/** What takes the place of another one, and of which services. */
type Rotated = {
	readonly noun: TaskFileNoun;
	readonly row: TaskFile;
	/** What the new one is called. */
	readonly name: string;
	readonly users: readonly string[];
};

const rotation = ({noun, row, name, users}: Rotated, content: Pick<Rotation, 'given' | 'isText'>): ActionRequest => ({
	id: row.id,
	name: row.name,
	past: 'rotated',
	pending: 'rotating',
	done:
		users.length === 0
			? `made ${noun} ${name}; no service uses ${row.name}, so it may be removed`
			: `${listed(users)} ${users.length === 1 ? 'uses' : 'use'} ${name} now; ${row.name} may be removed when the update is through`,
	already: `${row.name} was rotated already`,
	failed: `could not rotate ${noun} ${row.name}`,
	run: (engine, signal) => engine[listOf[noun]].rotate({id: row.id, name, ...content}, signal),
});

/** Lines of a text that a question tells before the rest is counted. */
const mostLines = 8;

/** Lines that only one of two texts has. */
const lineChanges = (before: string, after: string): readonly string[] => {
	const [old, next] = [before.split('\n'), after.split('\n')];
	const gone = old.filter(line => !next.includes(line)).map(line => `- ${line}`);
	const come = next.filter(line => !old.includes(line)).map(line => `+ ${line}`);
	const all = [...gone, ...come].map(line => cleanText(line.replaceAll('\t', '    ')));
	if (all.length === 0) return ['its lines stand otherwise'];
	return [
		...all.slice(0, mostLines),
		...(all.length > mostLines ? [`and ${all.length - mostLines} more lines that differ`] : []),
	];
};

const rotate = (noun: TaskFileNoun): Verb<TaskFile> => {
	const list = listOf[noun];
	return {
		id: 'rotate',
		help: `new content for a ${noun}: a new one takes its place in all services`,
		label: () => 'rotate',
		danger: 'interrupts',
		refusal: ({driver}) =>
			driver === undefined ? undefined : `its driver ${driver} keeps its content: it is changed there`,
		reach: (row, {state}) => {
			const names = userNames(list, row, state);
			return [
				names.length === 0
					? 'no service uses it: a new one is made, and that is all'
					: `${listed(names)} ${names.length === 1 ? 'gets' : 'get'} a new ${noun} at the same place: ${names.length === 1 ? 'its' : 'their'} tasks are replaced, as the update policy says`,
				`${row.name} itself stays`,
			];
		},
		fields: row => [
			{
				kind: 'text',
				id: 'name',
				title: 'Name of the new one',
				default: nextName(row.name, new Set()),
				check: name => nameFault(name) ?? (name === row.name ? `it is to be another name than ${name}` : undefined),
			},
			contentField(noun),
		],
		request: (row, values, {state}) => {
			const name = textValue(values, 'name') ?? nextName(row.name, new Set());
			const given = textValue(values, 'content') ?? '';
			return rotation({noun, row, name, users: userNames(list, row, state)}, {given});
		},
	};
};

const {fields: _, ...rotating} = rotate('config');

/** Its text in the program of a person's choice. */
const edit: Verb<TaskFile> = {
	...rotating,
	id: 'edit',
	help: 'edit the text of a config: a new one takes its place in all services',
	label: () => 'edit',
	prepare: async (row, engine, signal) => {
		const text = await engine.configs.text(row.id, signal);
		if (text === undefined) return {refusal: 'it is no text'};
		const [configs, services] = await Promise.all([engine.configs.list(signal), engine.services.list(signal)]);
		const name = nextName(row.name, new Set(configs.map(config => config.name)));
		const users = services
			.filter(service => service.configs?.some(({id}) => id === row.id) === true)
			.map(service => service.name);
		return {
			draft: {
				title: `the text of ${row.name}`,
				fileName: row.name,
				text,
				read: given =>
					given === text
						? undefined
						: given === ''
							? {fault: 'a config is not empty'}
							: {
									reach: [`the new one is called ${name}; of its text this differs:`, ...lineChanges(text, given)],
									request: rotation({noun: 'config', row, name, users}, {given, isText: true}),
								},
			},
		};
	},
};

/** What can be done to secrets or configs. */
export const fileVerbs = (noun: TaskFileNoun): ReadonlyArray<Verb<TaskFile>> => [
	remove(noun),
	rotate(noun),
	...(noun === 'config' ? [edit] : []),
];

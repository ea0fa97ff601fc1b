import {localPath, newFileFault} from '../../engine/local-file.ts';
import {formatBytes} from '../../model/bytes.ts';
import type {Container} from '../../model/container.ts';
import {flagValue, textValue, type Verb} from '../verb.ts';
import {limitChange, limitFields, limitsDiscord} from './limit-form.ts';
import {limitsWayBack} from './limits-back.ts';
import {isUp, request} from './request.ts';

const beingRemoved = (row: Container): string | undefined =>
	row.state === 'removing' ? 'it is being removed' : undefined;

/** What an engine takes for a name. Source: moby, daemon/names. */
const nameFault = (name: string): string | undefined =>
	/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)
		? undefined
		: 'a name takes two letters or more of a-z A-Z 0-9 _ . - and begins with a letter or a digit';

/** Gives it another name. */
export const rename: Verb<Container> = {
	id: 'rename',
	help: 'give a container another name',
	label: () => 'rename',
	danger: 'interrupts',
	refusal: beingRemoved,
	reach: row =>
		row.taskId !== undefined
			? [`it belongs to service ${row.serviceName ?? 'unknown'}: swarm goes on by its id`]
			: row.project !== undefined
				? [`compose finds it by its labels, what reaches ${row.name} by name does not any more`]
				: [`what reaches ${row.name} by name does not any more`],
	fields: row => [{kind: 'text', id: 'name', title: 'New name', default: row.name, check: nameFault}],
	request: (row, values) => {
		const name = textValue(values, 'name') ?? '';
		return request(
			row,
			{pending: 'renaming', done: 'renamed', verb: 'rename', already: 'is called so already'},
			async (engine, signal) => {
				if (name === row.name) return 'already';
				await engine.containers.rename(row.id, name, signal);
				return {told: `renamed ${row.name} to ${name}`};
			},
		);
	},
	undo(row, values) {
		const name = textValue(values, 'name') ?? '';
		const title = `rename ${row.name} to ${name}`;
		return {values: {name: row.name}, expects: {name}, title, back: `is called ${row.name} again`};
	},
};

/** Changes what it may take and when it is started again; the present values are asked for first. */
export const limit: Verb<Container> = {
	id: 'limits',
	words: [{word: 'limit', does: 'limit'}],
	help: 'change limits of CPU, memory, swap and processes, and the restart policy',
	label: () => 'limit',
	question: rows => `Change the limits of ${rows.map(({name}) => name).join(', ')}?`,
	danger: 'interrupts',
	refusal: row =>
		row.taskId === undefined ? beingRemoved(row) : 'swarm sets the limits of a task: change those of its service',
	reach: row => (isUp(row) ? ['it goes on; too little memory ends it at once'] : []),
	discord: limitsDiscord,
	async prepare(row, engine, signal) {
		const now = await engine.containers.limits(row.id, signal);
		return {
			fields: limitFields(now),
			reach: ['nothing in a field is no limit; memory and swap: nothing is twice the memory'],
			request: values => {
				const change = limitChange(now, values);
				return request(
					row,
					{
						pending: 'changing limits',
						done: 'changed limits of',
						verb: 'change the limits of',
						already: 'has these limits already',
					},
					async (given, end) => {
						if (Object.keys(change).length === 0) return 'already';
						const before = await given.containers.limits(row.id, end);
						await given.containers.limit(row.id, change, end);
						const after = await given.containers.limits(row.id, end);
						return limitsWayBack(row, before, after);
					},
				);
			},
		};
	},
	// Its fields are never known without the present values.
	request: () => [],
};

/** A repository, in small letters, with a tag or without. Source: distribution/reference. */
const referenceFault = (reference: string): string | undefined => {
	if (reference === '') return 'an image needs a name: repository:tag';
	if (/[A-Z]/.test(reference.replace(/:[^/]*$/, ''))) return 'a repository is written in small letters';
	const isReference =
		/^(?:[a-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?$/.test(
			reference,
		);
	return isReference ? undefined : `${reference} is no repository:tag`;
};

/** Makes an image of it as it is. */
export const commit: Verb<Container> = {
	id: 'commit',
	help: 'make an image of a container as it is now',
	label: () => 'commit',
	question: rows => `Make an image of ${rows.map(({name}) => name).join(', ')}?`,
	danger: 'none',
	refusal: beingRemoved,
	reach: row => [
		'what is in volumes does not go with it',
		...(isUp(row) ? ['paused, its clients wait until the image is made'] : []),
	],
	fields: row => [
		{
			kind: 'text',
			id: 'image',
			title: 'repository:tag',
			default: `${row.name.toLowerCase()}:latest`,
			check: referenceFault,
		},
		{kind: 'text', id: 'comment', title: 'Comment'},
		{kind: 'flag', id: 'pause', title: 'Paused meanwhile', default: true},
	],
	request: (row, values) => {
		const reference = textValue(values, 'image') ?? '';
		const comment = textValue(values, 'comment') ?? '';
		return request(
			row,
			{pending: 'committing', done: 'made an image of', verb: 'make an image of', already: 'is an image already'},
			async (engine, signal) => {
				const options = {reference, comment, isPaused: flagValue(values, 'pause')};
				const image = await engine.containers.commit(row.id, options, signal);
				return {told: `made image ${reference} of ${row.name}: ${image.replace(/^sha256:/, '').slice(0, 12)}`};
			},
		);
	},
};

/** Writes its file system to a tar archive on this machine. */
export const exportFiles: Verb<Container> = {
	id: 'export',
	help: 'write the file system of a container to a tar archive on this machine',
	label: () => 'export',
	question: rows => `Write the file system of ${rows.map(({name}) => name).join(', ')} to a file on this machine?`,
	danger: 'none',
	refusal: beingRemoved,
	reach: () => ['what is in volumes does not go with it'],
	fields: row => [{kind: 'text', id: 'file', title: 'File', default: `${row.name}.tar`, check: newFileFault}],
	request: (row, values) => {
		const path = localPath(textValue(values, 'file') ?? '');
		return request(
			row,
			{pending: 'exporting', done: 'exported', verb: 'export', already: 'is exported already'},
			async (engine, signal, tell) => {
				const bytes = await engine.containers.exportTo(
					row.id,
					path,
					soFar => tell(`exporting ${formatBytes(soFar)}`),
					signal,
				);
				return {told: `exported ${row.name} to ${path}, ${formatBytes(bytes)}`};
			},
		);
	},
};

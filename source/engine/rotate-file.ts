import type Docker from 'dockerode';
import {cleanText} from '../model/clean-text.ts';
import type {TaskFileNoun} from '../model/task-file.ts';
import {listAnswer} from './answer-shape.ts';
import {changeService} from './change-service.ts';
import {fileReferences} from './decode-task-file.ts';
import {EngineError} from './engine-error.ts';
import type {ActionOutcome} from './outcome.ts';
import {id, text, type Wire, wire, wires} from './wire.ts';

/** How one is replaced by another with new content. */
export type Rotation = {
	/** The one that is replaced. It stays, whatever comes of it. */
	readonly id: string;
	/** What the new one is called. */
	readonly name: string;
	/** The new content, or `@` and the path of a file of this machine. */
	readonly given: string;
	/** Whether the content is the text whatever it begins with. */
	readonly isText?: boolean;
};

const keysOf = {
	secret: {list: 'Secrets', id: 'SecretID', name: 'SecretName'},
	config: {list: 'Configs', id: 'ConfigID', name: 'ConfigName'},
} as const;

/** A spec that names another one in its place, at the same target; the same object where it names it nowhere. */
export const withOtherFile =
	(noun: TaskFileNoun, before: string, after: {readonly id: string; readonly name: string}) =>
	(spec: Wire): Wire => {
		const keys = keysOf[noun];
		const template = wire(spec.TaskTemplate);
		const container = wire(template.ContainerSpec);
		const references = wires(container[keys.list]).map(wire);
		const privileges = wire(container.Privileges);
		const credentials = wire(privileges.CredentialSpec);
		const isCredential = noun === 'config' && credentials.Config === before;
		if (!isCredential && !references.some(reference => reference[keys.id] === before)) return spec;
		const others = references.map(reference =>
			reference[keys.id] === before ? {...reference, [keys.id]: after.id, [keys.name]: after.name} : reference,
		);
		return {
			...spec,
			TaskTemplate: {
				...template,
				ContainerSpec: {
					...container,
					...(references.length === 0 ? {} : {[keys.list]: others}),
					...(isCredential ? {Privileges: {...privileges, CredentialSpec: {...credentials, Config: after.id}}} : {}),
				},
			},
		};
	};

/** A service by its id and what it is called. */
type Named = {readonly id: string; readonly name: string};

/** The services whose tasks get it now. */
const usersOf = async (docker: Docker, noun: TaskFileNoun, file: string): Promise<readonly Named[]> =>
	listAnswer('the services', await docker.listServices()).flatMap((value): readonly Named[] => {
		const row = wire(value);
		const spec = wire(row.Spec);
		const found = id(row.ID);
		const container = wire(wire(spec.TaskTemplate).ContainerSpec);
		const isUser =
			(fileReferences(container, noun) ?? []).some(reference => reference.id === file) ||
			(noun === 'config' && wire(wire(container.Privileges).CredentialSpec).Config === file);
		return found === undefined || !isUser ? [] : [{id: found, name: text(spec.Name) ?? found}];
	});

const wordsOf = (error: unknown): string => cleanText(error instanceof Error ? error.message : String(error));

const joined = (services: readonly Named[]): string => services.map(({name}) => name).join(', ');

/**
 * Makes the new one, then has each service use it that uses the old one, one after the other. What fails of one service is
 * told with its name, and the others go on; nothing is removed, so that nothing is lost. Fails as `conflict` where the old
 * one is still used.
 */
export const rotateFile = async (
	docker: Docker,
	noun: TaskFileNoun,
	rotation: Rotation,
	make: () => Promise<string>,
): Promise<ActionOutcome> => {
	const users = await usersOf(docker, noun, rotation.id);
	const change = withOtherFile(noun, rotation.id, {id: await make(), name: rotation.name});
	const failures: string[] = [];
	const moved: Named[] = [];
	for (const user of users) {
		try {
			await changeService(docker, user.id, change);
			moved.push(user);
		} catch (error) {
			failures.push(`${user.name} still uses the old one: ${wordsOf(error)}`);
		}
	}
	const late = failures.length > 0 ? [] : await usersOf(docker, noun, rotation.id);
	if (failures.length === 0 && late.length === 0) return 'done';
	const done =
		moved.length === 0 ? 'no service uses it yet' : `${joined(moved)} ${moved.length === 1 ? 'uses' : 'use'} it`;
	const left = late.length === 0 ? failures : [`${joined(late)} came to use the old one meanwhile`];
	throw new EngineError('conflict', [`${rotation.name} was made, ${done}`, ...left, 'nothing was removed'].join('; '));
};

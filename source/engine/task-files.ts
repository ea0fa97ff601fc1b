import type Docker from 'dockerode';
import type {TaskFile, TaskFileDetails, TaskFileNoun} from '../model/task-file.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {decodeTaskFile, decodeTaskFileDetails, wholeText} from './decode-task-file.ts';
import {EngineError} from './engine-error.ts';
import {readContent} from './given-content.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import {removing} from './removal.ts';
import {type Rotation, rotateFile} from './rotate-file.ts';
import {id, wire} from './wire.ts';

/** The secrets, or the configs, of a swarm; managers only. */
export type TaskFiles = {
	list(signal: AbortSignal): Promise<readonly TaskFile[]>;
	/** A config's content with it; a secret's is told by no engine. */
	inspect(id: string, signal: AbortSignal): Promise<TaskFileDetails>;
	/** A config's content as it is, nothing cleaned; undefined where it is no text. */
	text(id: string, signal: AbortSignal): Promise<string | undefined>;
	/** `given` is the content, or `@` and the path of a file of this machine. */
	create(name: string, given: string, signal: AbortSignal): Promise<ActionOutcome>;
	/** Makes one that takes its place, and has the services use that; see `Rotation`. */
	rotate(rotation: Rotation, signal: AbortSignal): Promise<ActionOutcome>;
	remove(id: string, signal: AbortSignal): Promise<ActionOutcome>;
};

/** dockerode's routes for one of the two nouns. */
type Routes = {
	readonly list: (docker: Docker) => Promise<unknown>;
	readonly get: (docker: Docker, id: string) => {inspect(): Promise<unknown>; remove(): Promise<unknown>};
	readonly create: (docker: Docker, spec: object) => Promise<unknown>;
};

const routes: {readonly [Noun in TaskFileNoun]: Routes} = {
	secret: {
		list: docker => docker.listSecrets(),
		get: (docker, name) => docker.getSecret(name),
		create: (docker, spec) => docker.createSecret(spec),
	},
	config: {
		list: docker => docker.listConfigs(),
		get: (docker, name) => docker.getConfig(name),
		create: (docker, spec) => docker.createConfig(spec),
	},
};

const createTaskFiles =
	(noun: TaskFileNoun) =>
	(calls: Calls): TaskFiles => {
		const route = routes[noun];
		const make = async (spec: object, signal: AbortSignal): Promise<string> => {
			// dockerode would put the content into the URL: query and body are told apart for it.
			const made = id(wire(await route.create(calls.changes(signal), {_query: {}, _body: spec})).id);
			if (made === undefined) throw new EngineError('rejected', `the engine did not tell the id of the new ${noun}`);
			return made;
		};
		return {
			list: async signal =>
				listAnswer(`the ${noun}s`, await calls.patiently(`/${noun}s`, route.list, signal))
					.map(row => decodeTaskFile(row, calls.host))
					.filter(row => row !== undefined),
			inspect: async (reference, signal) =>
				decodeTaskFileDetails(
					objectAnswer(`the ${noun}`, ['ID'], await route.get(calls.swarm(signal), reference).inspect()),
					noun,
				),
			text: async (reference, signal) => {
				const {Spec} = objectAnswer(`the ${noun}`, ['ID'], await route.get(calls.swarm(signal), reference).inspect());
				return wholeText(wire(Spec).Data);
			},
			create: async (name, given, signal) => {
				await make({Name: name, Data: (await readContent(given)).toString('base64'), Labels: {}}, signal);
				return 'done';
			},
			rotate: async (rotation, signal) => {
				const content = rotation.isText === true ? Buffer.from(rotation.given) : await readContent(rotation.given);
				const data = content.toString('base64');
				const docker = calls.changes(signal);
				const {Data: _, ...spec} = wire(wire(await route.get(docker, rotation.id).inspect()).Spec);
				return rotateFile(docker, noun, rotation, () => make({...spec, Name: rotation.name, Data: data}, signal));
			},
			remove: (reference, signal) => {
				const remove = () => outcome(route.get(calls.changes(signal), reference).remove());
				return removing(calls, {kind: `${noun}s`, id: reference}, remove, signal);
			},
		};
	};

/** Secrets over dockerode's routes. */
export const createSecrets = createTaskFiles('secret');

/** Configs over dockerode's routes. */
export const createConfigs = createTaskFiles('config');

import type Docker from 'dockerode';
import {cleanJson} from '../model/clean-text.ts';
import type {Definition} from '../model/removed-object.ts';
import type {Calls} from './calls.ts';
import type {ActionOutcome} from './outcome.ts';
import {withNetworkNames} from './spec-names.ts';
import {boundedText, text, type Wire, wire} from './wire.ts';

/** What is kept of a kind of objects before one of them is removed. */
type Keeping = {
	readonly noun: string;
	readonly inspect: (calls: Calls, id: string, signal: AbortSignal) => Promise<unknown>;
	/** Its name in what the engine told. */
	readonly name: (told: Wire) => unknown;
	readonly lost: string;
	readonly refusal?: string;
};

const inSwarm =
	(get: (docker: Docker, id: string) => {inspect(): Promise<unknown>}): Keeping['inspect'] =>
	async (calls, id, signal) =>
		get(calls.swarm(signal), id).inspect();

const nameOfSpec = ({Spec: spec}: Wire): unknown => wire(spec).Name;

const keepings = {
	containers: {
		noun: 'container',
		inspect: (calls, id, signal) => calls.containers(signal).getContainer(id).inspect(),
		name: ({Name: name}) => (typeof name === 'string' ? name.replace(/^\//, '') : name),
		lost: 'what it wrote into its own files, and its log',
	},
	services: {
		noun: 'service',
		async inspect(calls, id, signal) {
			const docker = calls.swarm(signal);
			const told = wire(await docker.getService(id).inspect());
			return {...told, Spec: await withNetworkNames(docker, wire(told.Spec))};
		},
		name: nameOfSpec,
		lost: 'the history of its tasks, and the spec before this one',
	},
	networks: {
		noun: 'network',
		inspect: (calls, id, signal) => calls.containers(signal).getNetwork(id).inspect(),
		name: ({Name: name}) => name,
		lost: 'its id, by which some may name it',
	},
	volumes: {
		noun: 'volume',
		inspect: (calls, id, signal) => calls.containers(signal).getVolume(id).inspect(),
		name: ({Name: name}) => name,
		lost: 'all of its data: it is made empty',
	},
	secrets: {
		noun: 'secret',
		inspect: inSwarm((docker, id) => docker.getSecret(id)),
		name: nameOfSpec,
		lost: 'its value, which no engine tells',
		refusal: 'no engine tells the value of a secret: create it anew',
	},
	configs: {
		noun: 'config',
		inspect: inSwarm((docker, id) => docker.getConfig(id)),
		name: nameOfSpec,
		lost: 'its id, by which some may name it',
	},
} as const satisfies Readonly<Record<string, Keeping>>;

/** Kinds of objects whose definition is kept. */
export type KeptKind = keyof typeof keepings;

// By the signal of the verb that removed them: many run at a time, and each has one of its own.
const kept = new WeakMap<AbortSignal, Definition[]>();

/** What was removed by calls with this signal, in that order. */
export const removedUnder = (signal: AbortSignal): readonly Definition[] => kept.get(signal) ?? [];

const definitionOf = (kind: KeptKind, id: string, told: Wire): Definition => {
	const {noun, name, lost, ...rest} = keepings[kind];
	return {
		kind,
		noun,
		id,
		name: boundedText(text(name(told)) ?? id),
		told,
		shown: cleanJson(told),
		lost,
		...('refusal' in rest ? {refusal: rest.refusal} : {}),
	};
};

/**
 * Removes an object, and keeps its definition as it was just before that. One that cannot be read is removed all the same:
 * who wants something gone is not to be held up by what would be of use later.
 */
export const removing = async (
	calls: Calls,
	{kind, id, lost}: {readonly kind: KeptKind; readonly id: string; readonly lost?: string},
	remove: () => Promise<ActionOutcome>,
	signal: AbortSignal,
): Promise<ActionOutcome> => {
	const told = await keepings[kind].inspect(calls, id, signal).catch(() => undefined);
	const done = await remove();
	if (told !== undefined && done !== 'already') {
		const definition = definitionOf(kind, id, wire(told));
		const all = kept.get(signal) ?? [];
		kept.set(signal, [...all, lost === undefined ? definition : {...definition, lost: `${definition.lost}; ${lost}`}]);
	}
	return done;
};

import {setTimeout as pause} from 'node:timers/promises';
import type Docker from 'dockerode';
import {listAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import {type KeptKind, removing} from './removal.ts';
import {id, labels, wire} from './wire.ts';

/** What a stack leaves behind its services, and a project behind its containers: the engine knows it by a label only. */
export type Stacks = {
	/**
	 * Removes the secrets, configs and networks of a stack as soon as its services are gone, as `docker stack rm` does; a manager
	 * alone can. Tries
	 * again while tasks that are ending still use them; at most 30 s.
	 */
	removeRest(name: string, signal: AbortSignal): Promise<ActionOutcome>;
	/** Removes the networks of a compose project; fails where a container of none of its services is in one. */
	removeNetworks(project: string, signal: AbortSignal): Promise<ActionOutcome>;
};

const patience = 30_000;
const between = 500;

/** All that has the label of a stack, of one noun, and how one of them is removed. */
type Rest = {
	readonly kind: KeptKind;
	readonly list: (docker: Docker, filters: string) => Promise<unknown>;
	readonly remove: (docker: Docker, id: string) => Promise<unknown>;
};

const networks: Rest = {
	kind: 'networks',
	list: (docker, filters) => docker.listNetworks({filters}),
	remove: (docker, network) => docker.getNetwork(network).remove(),
};

// In the order of `docker stack rm`.
const rests: readonly Rest[] = [
	{
		kind: 'secrets',
		list: (docker, filters) => docker.listSecrets({filters}),
		remove: (docker, secret) => docker.getSecret(secret).remove(),
	},
	{
		kind: 'configs',
		list: (docker, filters) => docker.listConfigs({filters}),
		remove: (docker, config) => docker.getConfig(config).remove(),
	},
	networks,
];

/** The label that all of a group have, and its name, which is what that says. */
type Group = {readonly label: string; readonly name: string};

const stackOf = (name: string): Group => ({label: 'com.docker.stack.namespace', name});

/** Whether a row of any noun has the label of a group: what is removed is not left to a filter that a proxy may drop. */
const isOf = ({label, name}: Group, row: unknown): boolean =>
	labels(wire(row).Labels ?? wire(wire(row).Spec).Labels)[label] === name;

/** The ids of those rows that are a group's. */
const idsOf = (group: Group, rows: readonly unknown[]): readonly string[] =>
	rows
		.filter(row => isOf(group, row))
		.map(row => id(wire(row).ID) ?? id(wire(row).Id))
		.filter(found => found !== undefined);

const filtersOf = ({label, name}: Group): string => JSON.stringify({label: [`${label}=${name}`]});

const isGone = (error: unknown): boolean => error instanceof EngineError && error.kind === 'missing';

const isInUse = (error: unknown): boolean => error instanceof EngineError && /in use/i.test(error.message);

/** Removes all of one noun that are there; whether there were any. */
const removeAll = async (
	calls: Calls,
	group: Group,
	{kind, list, remove}: Rest,
	signal: AbortSignal,
): Promise<boolean> => {
	const docker = calls.changes(signal);
	const ids = idsOf(group, listAnswer(`the ${kind}`, await list(docker, filtersOf(group))));
	for (const found of ids) {
		try {
			await removing(calls, {kind, id: found}, () => outcome(remove(docker, found)), signal);
		} catch (error) {
			if (!isGone(error)) throw error;
		}
	}
	return ids.length > 0;
};

/** Does the work again while what it wants removed is in use, until its patience ends. */
const whileInUse = async (work: () => Promise<boolean>, until: number, signal: AbortSignal): Promise<boolean> => {
	for (;;) {
		try {
			return await work();
		} catch (error) {
			if (!isInUse(error) || Date.now() >= until) throw error;
			await pause(between, undefined, {signal});
		}
	}
};

/** Stacks over dockerode's routes. */
export const createStacks = (calls: Calls): Stacks => ({
	async removeRest(name, signal) {
		const until = Date.now() + patience;
		const stack = stackOf(name);
		const servicesLeft = async (): Promise<number> =>
			idsOf(stack, listAnswer('the services', await calls.changes(signal).listServices({filters: filtersOf(stack)})))
				.length;
		for (let left = await servicesLeft(); left > 0; left = await servicesLeft()) {
			if (Date.now() >= until)
				throw new EngineError('conflict', `${left} of its services are still there, so nothing else was removed`);
			await pause(between, undefined, {signal});
		}
		let isAny = false;
		for (const rest of rests)
			isAny = (await whileInUse(() => removeAll(calls, stack, rest, signal), until, signal)) || isAny;
		return isAny ? 'done' : 'already';
	},
	async removeNetworks(project, signal) {
		const group = {label: 'com.docker.compose.project', name: project};
		return (await removeAll(calls, group, networks, signal)) ? 'done' : 'already';
	},
});

import type {Network} from '../../model/network.ts';
import type {View} from '../resource.ts';
import {isUp, listed, namesOf} from '../users.ts';
import type {Verb} from '../verb.ts';
import {predefinedBy, serviceNames, usersOf} from './condition.ts';
import {connect, disconnect} from './join-verbs.ts';

/** Engines let none of their own go, nor what something runs in; they would let the swarm's ingress go, and its ports with it. */
const refusal = (row: Network, {state}: View): string | undefined => {
	const owner = predefinedBy(row, state);
	if (owner === 'engine') return 'it is one of the engine’s own';
	if (owner === 'swarm') return 'the swarm made it and needs it';
	const running = usersOf(row, state).filter(isUp);
	if (running.length > 0) return `${namesOf(running)} ${running.length === 1 ? 'is' : 'are'} in it`;
	const services = serviceNames(row, state);
	if (services.length === 0) return undefined;
	return services.length === 1 ? `service ${listed(services)} uses it` : `services ${listed(services)} use it`;
};

const reach = (row: Network, {state}: View): readonly string[] => {
	const idle = usersOf(row, state);
	return [
		...(row.scope === 'swarm' ? ['takes it from all nodes of the swarm'] : []),
		...(idle.length === 0
			? []
			: [`${namesOf(idle)}, which ${idle.length === 1 ? 'does' : 'do'} not run, cannot start without it`]),
		...(state.tables.containers.at === undefined ? ['which containers are in it is not known yet'] : []),
	];
};

const remove: Verb<Network> = {
	id: 'remove',
	key: 'D',
	words: [{word: 'rm', does: 'remove'}],
	help: 'remove a network',
	label: () => 'remove',
	danger: 'destroys',
	refusal,
	reach,
	request: ({id, name}) => ({
		id,
		name,
		past: 'removed',
		pending: 'removing',
		done: `removed network ${name}`,
		already: `${name} is gone already`,
		failed: `could not remove network ${name}`,
		run: (engine, signal) => engine.networks.remove(id, signal),
	}),
};

/** What can be done to networks. */
export const networkVerbs: ReadonlyArray<Verb<Network>> = [remove, connect, disconnect];

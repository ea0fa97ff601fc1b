import type {Container} from '../../model/container.ts';
import {ipVersion} from '../../model/ip-address.ts';
import type {Network} from '../../model/network.ts';
import {listed} from '../users.ts';
import {type Field, textValue, type Verb} from '../verb.ts';
import {usersOf} from './condition.ts';

/** Why nothing can be connected to it, or taken out of it, by itself. */
const ownRefusal = ({name, isIngress, isConfigOnly, scope, isAttachable}: Network): string | undefined => {
	if (name === 'host' || name === 'none')
		return 'a container is in it for life, or never: it is chosen when it is made';
	if (isIngress || name === 'docker_gwbridge') return 'it is the swarm’s own';
	if (isConfigOnly) return 'it only holds the settings of other networks';
	return scope === 'swarm' && !isAttachable ? 'it is not attachable: only services join it' : undefined;
};

/** Why a container cannot join, in one sentence. */
const joinFault = (row: Network, containers: readonly Container[], name: string): string | undefined => {
	if (name === '') return 'name a container';
	const found = containers.find(container => container.name === name);
	if (found === undefined) return `there is no container called ${name}`;
	if (found.networks.includes(row.name)) return `${name} is in it already`;
	if (found.networks.includes('host')) return `${name} has the network of the machine itself, and can have no other`;
	return found.joinedNetworkOf === undefined ? undefined : `${name} has the network of another container`;
};

const leaveFault = (row: Network, containers: readonly Container[], name: string): string | undefined => {
	if (name === '') return 'name a container';
	const found = containers.find(container => container.name === name);
	if (found === undefined) return `there is no container called ${name}`;
	return found.networks.includes(row.name) ? undefined : `${name} is not in it`;
};

const containerField = (
	containers: readonly Container[],
	fault: (name: string) => string | undefined,
): Field & {readonly kind: 'text'} => {
	const completions = containers
		.map(({name}) => name)
		.filter(name => fault(name) === undefined)
		.toSorted();
	return {
		kind: 'text',
		id: 'container',
		title: 'Container',
		completions,
		// The only one that there is need not be typed.
		...(completions.length === 1 ? {default: completions[0] ?? ''} : {}),
		check: fault,
	};
};

const breaksOff = 'what it does over this network breaks off';

const idOf = (containers: readonly Container[], name: string): string =>
	containers.find(container => container.name === name)?.id ?? name;

/** Puts a container into a network. */
export const connect: Verb<Network> = {
	id: 'connect',
	help: 'connect a container to a network',
	label: () => 'connect',
	question: rows => `Connect a container to ${rows.map(({name}) => name).join(', ')}?`,
	danger: 'interrupts',
	refusal: ownRefusal,
	reach: () => [],
	async prepare(row, engine, signal) {
		const containers = await engine.containers.list({}, signal);
		const isDefault = row.name === 'bridge';
		return {
			reach: ['what it has of other networks stays'],
			fields: [
				containerField(containers, name => joinFault(row, containers, name)),
				{
					kind: 'text',
					id: 'alias',
					title: 'Alias, if any',
					check: alias => {
						if (alias === '') return undefined;
						if (isDefault) return 'the engine’s default network knows no aliases';
						return /^[\w.-]{1,253}$/.test(alias) ? undefined : 'an alias is made of letters, digits, and - _ .';
					},
				},
				{
					kind: 'text',
					id: 'address',
					title: 'Address, if any',
					check: address =>
						address === '' || ipVersion(address) !== undefined
							? undefined
							: `${address} is no address such as 10.0.0.5`,
				},
			],
			request: values => {
				const name = textValue(values, 'container') ?? '';
				const [alias, address] = [textValue(values, 'alias') ?? '', textValue(values, 'address') ?? ''];
				return {
					id: row.id,
					name: row.name,
					past: 'connected',
					pending: 'connecting',
					done: `connected ${name} to ${row.name}`,
					already: `${name} is in ${row.name} already`,
					failed: `could not connect ${name} to ${row.name}`,
					async run(given, end) {
						const container = idOf(containers, name);
						const outcome = await given.networks.connect(row.id, {container, alias, address}, end);
						if (outcome === 'already') return outcome;
						return {
							outcome,
							wayBack: {
								title: `connect ${name} to ${row.name}`,
								back: `is left by ${name} again`,
								reach: [breaksOff],
								async restore(again, until) {
									await again.networks.disconnect(row, container, until);
									return 'done';
								},
							},
						};
					},
				};
			},
		};
	},
	// Which containers there are is asked first.
	request: () => [],
};

/** Takes a container out of a network. */
export const disconnect: Verb<Network> = {
	id: 'disconnect',
	help: 'disconnect a container from a network',
	label: () => 'disconnect',
	question: rows => `Disconnect a container from ${rows.map(({name}) => name).join(', ')}?`,
	danger: 'interrupts',
	refusal: (row, {state}) =>
		ownRefusal(row) ??
		(state.tables.containers.at !== undefined && usersOf(row, state).length === 0
			? 'no container is in it'
			: undefined),
	reach: (row, {state}) => {
		const names = usersOf(row, state).map(({name}) => name);
		return names.length === 0 ? [] : [`in it: ${listed(names, 6)}`];
	},
	async prepare(row, engine, signal) {
		const containers = await engine.containers.list({}, signal);
		return {
			reach: [breaksOff],
			fields: [containerField(containers, name => leaveFault(row, containers, name))],
			request: values => {
				const name = textValue(values, 'container') ?? '';
				return {
					id: row.id,
					name: row.name,
					past: 'disconnected',
					pending: 'disconnecting',
					done: `disconnected ${name} from ${row.name}`,
					already: `${name} is not in ${row.name} any more`,
					failed: `could not disconnect ${name} from ${row.name}`,
					async run(given, end) {
						const container = idOf(containers, name);
						const endpoint = await given.networks.disconnect(row, container, end);
						if (endpoint === undefined) return 'done';
						return {
							outcome: 'done',
							wayBack: {
								title: `disconnect ${name} from ${row.name}`,
								back: `is joined by ${name} again`,
								by: 'connect',
								reach: ['by the same names, and by the address that was chosen for it, if one was'],
								restore: (again, until) => again.networks.reconnect(row.id, container, endpoint, until),
							},
						};
					},
				};
			},
		};
	},
	request: () => [],
};

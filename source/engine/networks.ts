import type {Network, NetworkDetails} from '../model/network.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {decodeNetwork, decodeNetworkDetails} from './decode-network.ts';
import {ofKnownRoute} from './known-route.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import {type Endpoint, endpointsOf} from './recreation-body.ts';
import {removing} from './removal.ts';
import {wire} from './wire.ts';

/** A network that is to be made; empty texts leave it to the engine. */
export type NetworkPlan = {
	readonly name: string;
	readonly driver: string;
	readonly subnet: string;
	readonly gateway: string;
	readonly isAttachable: boolean;
	readonly isInternal: boolean;
};

const bodyOf = ({name, driver, subnet, gateway, isAttachable, isInternal}: NetworkPlan) => ({
	Name: name,
	Driver: driver,
	// Engines before 1.44 take a name twice unless they are told.
	CheckDuplicate: true,
	Attachable: isAttachable,
	Internal: isInternal,
	...(subnet === '' ? {} : {IPAM: {Config: [{Subnet: subnet, ...(gateway === '' ? {} : {Gateway: gateway})}]}}),
});

/** Networks that one engine knows: its own, and on a manager all of the swarm's. */
export type Networks = {
	list(signal: AbortSignal): Promise<readonly Network[]>;
	/** With those that are in it on this engine, which lists do not tell. */
	inspect(id: string, signal: AbortSignal): Promise<NetworkDetails>;
	remove(id: string, signal: AbortSignal): Promise<ActionOutcome>;
	create(plan: NetworkPlan, signal: AbortSignal): Promise<ActionOutcome>;
	/** `container` is an id; alias and address are empty where the engine chooses. */
	connect(
		id: string,
		member: {readonly container: string; readonly alias: string; readonly address: string},
		signal: AbortSignal,
	): Promise<ActionOutcome>;
	/** Takes a container out, by its id; tells how it was in, where that was told. */
	disconnect(
		network: Pick<Network, 'id' | 'name'>,
		container: string,
		signal: AbortSignal,
	): Promise<Endpoint | undefined>;
	/** Puts a container in again as it was in before. */
	reconnect(id: string, container: string, endpoint: Endpoint, signal: AbortSignal): Promise<ActionOutcome>;
};

/** Networks over dockerode's routes. */
export const createNetworks = (calls: Calls): Networks => ({
	list: async signal =>
		listAnswer('the networks', await ofKnownRoute('networks', calls.containers(signal).listNetworks()))
			.map(row => decodeNetwork(row, calls.host))
			.filter(row => row !== undefined),
	inspect: async (id, signal) =>
		decodeNetworkDetails(objectAnswer('the network', ['Id'], await calls.containers(signal).getNetwork(id).inspect())),
	remove: (id, signal) =>
		removing(calls, {kind: 'networks', id}, () => outcome(calls.verbs(signal).getNetwork(id).remove()), signal),
	create: async (plan, signal) => {
		// dockerode would put the whole plan into the URL: query and body are told apart for it.
		const options: object = {_query: {}, _body: bodyOf(plan)};
		// A driver that is not there is looked for by engines for 15 s.
		await calls.verbs(signal).createNetwork({Name: plan.name, ...options});
		return 'done';
	},
	connect: (id, {container, alias, address}, signal) =>
		outcome(
			calls
				.changes(signal)
				.getNetwork(id)
				.connect({
					Container: container,
					EndpointConfig: {
						...(alias === '' ? {} : {Aliases: [alias]}),
						...(address === ''
							? {}
							: {IPAMConfig: address.includes(':') ? {IPv6Address: address} : {IPv4Address: address}}),
					},
				}),
		),
	async disconnect({id, name}, container, signal) {
		const inspected = wire(await calls.containers(signal).getContainer(container).inspect());
		const endpoint = endpointsOf(inspected).find(({network}) => network === name);
		await calls.changes(signal).getNetwork(id).disconnect({Container: container, Force: false});
		return endpoint;
	},
	reconnect: (id, container, {config}, signal) =>
		outcome(calls.changes(signal).getNetwork(id).connect({Container: container, EndpointConfig: config})),
});

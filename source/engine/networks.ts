import type {Network, NetworkDetails} from '../model/network.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {decodeNetwork, decodeNetworkDetails} from './decode-network.ts';
import {ofKnownRoute} from './known-route.ts';
import {type ActionOutcome, outcome} from './outcome.ts';

/** Networks that one engine knows: its own, and on a manager all of the swarm's. */
export type Networks = {
	list(signal: AbortSignal): Promise<readonly Network[]>;
	/** With those that are in it on this engine, which lists do not tell. */
	inspect(id: string, signal: AbortSignal): Promise<NetworkDetails>;
	remove(id: string, signal: AbortSignal): Promise<ActionOutcome>;
};

/** Networks over dockerode's routes. */
export const createNetworks = (calls: Calls): Networks => ({
	list: async signal =>
		listAnswer('the networks', await ofKnownRoute('networks', calls.containers(signal).listNetworks()))
			.map(row => decodeNetwork(row, calls.host))
			.filter(row => row !== undefined),
	inspect: async (id, signal) =>
		decodeNetworkDetails(objectAnswer('the network', ['Id'], await calls.containers(signal).getNetwork(id).inspect())),
	remove: (id, signal) => outcome(calls.verbs(signal).getNetwork(id).remove()),
});

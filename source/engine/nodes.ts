import {cleanJson} from '../model/clean-text.ts';
import type {SwarmNode} from '../model/swarm.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {decodeNode} from './decode-swarm.ts';

/** Nodes of the swarm; managers only. */
export type Nodes = {
	/** `selfId` is the node that we are connected to. */
	list(selfId: string | undefined, signal: AbortSignal): Promise<readonly SwarmNode[]>;
	/** The engine's own JSON, its text cleaned. */
	inspect(id: string, signal: AbortSignal): Promise<unknown>;
};

/** Nodes over dockerode's routes. */
export const createNodes = (calls: Calls): Nodes => ({
	list: async (selfId, signal) =>
		listAnswer('the nodes', await calls.patiently('/nodes', docker => docker.listNodes(), signal))
			.map(row => decodeNode(row, calls.host, selfId))
			.filter(row => row !== undefined),
	inspect: async (id, signal) =>
		cleanJson(objectAnswer('the node', ['ID'], await calls.swarm(signal).getNode(id).inspect())),
});

import {cleanJson} from '../model/clean-text.ts';
import type {SwarmNode} from '../model/swarm.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {changeNode, type NodeChange, putNodeBack} from './change-node.ts';
import {decodeNode} from './decode-swarm.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import type {ReplacedSpec} from './replaced-spec.ts';

/** Nodes of the swarm; managers only. */
export type Nodes = {
	/** `selfId` is the node that we are connected to. */
	list(selfId: string | undefined, signal: AbortSignal): Promise<readonly SwarmNode[]>;
	/** The engine's own JSON, its text cleaned. */
	inspect(id: string, signal: AbortSignal): Promise<unknown>;
	/** Reads the spec, changes what is named of it, and tries again at most 3 times when out of sequence. */
	change(id: string, change: NodeChange, signal: AbortSignal): Promise<'already' | ReplacedSpec>;
	/** Sends the spec from before again; fails as `conflict` where the one that took its place is there no more. */
	putBack(id: string, replaced: ReplacedSpec, signal: AbortSignal): Promise<ActionOutcome>;
	/** Takes a node out of the swarm; one that is ready only by force. */
	remove(id: string, isForced: boolean, signal: AbortSignal): Promise<ActionOutcome>;
};

/** Nodes over dockerode's routes. */
export const createNodes = (calls: Calls): Nodes => ({
	list: async (selfId, signal) =>
		listAnswer('the nodes', await calls.patiently('/nodes', docker => docker.listNodes(), signal))
			.map(row => decodeNode(row, calls.host, selfId))
			.filter(row => row !== undefined),
	inspect: async (id, signal) =>
		cleanJson(objectAnswer('the node', ['ID'], await calls.swarm(signal).getNode(id).inspect())),
	change: (id, change, signal) => changeNode(calls.changes(signal), id, change),
	putBack: (id, replaced, signal) => putNodeBack(calls.changes(signal), id, replaced),
	remove: (id, isForced, signal) => outcome(calls.changes(signal).getNode(id).remove({force: isForced})),
});

import process from 'node:process';
import pLimit from 'p-limit';
import {namedAddress, type TlsOptions} from './engine/addresses.ts';
import {connectEngine} from './engine/connect.ts';
import type {Engine, EngineAddress} from './engine/engine.ts';
import {EngineError} from './engine/engine-error.ts';
import {type NodeHost, nodeHostOf} from './engine/node-host.ts';
import type {SwarmNode} from './model/swarm.ts';
import type {Fleet} from './store/fleet.ts';
import type {EngineState} from './store/state.ts';
import {memberOf, type WatchOptions} from './watch.ts';

/** How a swarm's nodes are reached. */
export type SwarmWays = {readonly nodeHost: NodeHost; readonly tls: TlsOptions | undefined};

/** Engines that are connected to at a time: each may be a process, and a handshake. */
const atOnce = 8;

/** A node whose engine is watched, and where that is. */
type Reached = {readonly host: string; readonly engine: string};

/** Fails where an engine answers that is not the node's: names and addresses move, ids do not. */
const connectNode = async (node: SwarmNode, address: EngineAddress, signal: AbortSignal): Promise<Engine> => {
	const engine = await connectEngine(address, signal);
	try {
		const {nodeId} = await engine.info(signal);
		if (nodeId === node.id) return engine;
		const other = nodeId === undefined ? 'is no node of a swarm' : `is another node (${nodeId})`;
		throw new EngineError('configuration', `what answers at ${address.url} ${other}`, {
			advice: `check --node-host: node ${node.name} is ${node.id}`,
		});
	} catch (error) {
		engine.close();
		throw error;
	}
};

/** Nodes of all swarms that a manager tells of, once each; undefined while no manager that is live has told any. */
const nodesOf = ({parts = []}: EngineState): ReadonlyMap<string, SwarmNode> | undefined => {
	const managers = parts.filter(({own}) => own.connection.status === 'live' && own.tables.nodes.rows.size > 0);
	return managers.length === 0
		? undefined
		: new Map(managers.flatMap(({own}) => [...own.tables.nodes.rows.values()].map(node => [node.id, node] as const)));
};

/**
 * Watches the engine of each node that the managers of a fleet tell of, as soon as they do and as long as they do. What is
 * wrong with the way to one node is told beside that node, and tried again.
 */
export const watchSwarm = (fleet: Fleet, {nodeHost, tls}: SwarmWays, options: WatchOptions): {stop(): void} => {
	const reached = new Map<string, Reached>();
	const limit = pLimit(atOnce);
	const addressOf = async (host: string): Promise<EngineAddress> => ({
		...(await namedAddress({host, tls}, process.env)),
		origin: '--node-host',
	});
	const add = (node: SwarmNode): void => {
		const way = nodeHostOf(nodeHost, node);
		const host = 'host' in way ? way.host : '';
		// One that is reached already, as it was named beside, is not watched twice.
		const engine = `node ${node.id}`;
		reached.set(node.id, {host, engine});
		const connect = (signal: AbortSignal): Promise<Engine> =>
			limit(async () => {
				signal.throwIfAborted();
				if ('fault' in way) throw new EngineError('configuration', `no way to it: ${way.fault}`);
				return await connectNode(node, await addressOf(way.host), signal);
			});
		fleet.add({
			...memberOf({address: {name: node.name, url: engine, origin: '--node-host'}, connect}, options, false),
			name: node.name,
			nodeId: node.id,
		});
	};
	const drop = (id: string, {engine}: Reached): void => {
		reached.delete(id);
		fleet.drop(engine);
	};
	const follow = (state: EngineState): void => {
		const nodes = nodesOf(state);
		if (nodes === undefined) return;
		for (const [id, one] of reached) {
			const node = nodes.get(id);
			const way = node === undefined ? undefined : nodeHostOf(nodeHost, node);
			// It left the swarm, or is somewhere else now.
			if (way === undefined || ('host' in way ? way.host : '') !== one.host) drop(id, one);
		}
		for (const node of nodes.values()) {
			const isNamed = (state.parts ?? []).some(({own}) => own.info?.nodeId === node.id);
			if (!reached.has(node.id) && !node.isSelf && !isNamed) add(node);
		}
	};
	const stop = fleet.store.subscribe(follow);
	return {stop};
};

import {tableSource} from '../../store/table-source.ts';
import {touchesSwarm} from '../swarm-events.ts';

/** How nodes are kept true. */
export const nodesTable = tableSource({
	id: 'nodes',
	needs: 'manager',
	list: (engine, {info}, signal) => engine.nodes.list(info?.nodeId, signal),
	touched: touchesSwarm,
	pace: ({isWatched, intervals}) => (isWatched ? intervals.nodes : intervals.swarmAside),
	// Which node is our own is known once the nodes were read after the engine told its id.
	isReady: ({rows}, {infoFault}) => infoFault !== undefined || [...rows.values()].some(node => node.isSelf),
	inspect: async (engine, id, signal) => ({raw: await engine.nodes.inspect(id, signal)}),
});

import {tableSource} from '../../store/table-source.ts';
import {touchesSwarm} from '../swarm-events.ts';

/** How tasks are kept true. */
export const tasksTable = tableSource({
	id: 'tasks',
	needs: 'manager',
	after: ['services', 'nodes'],
	list: (engine, {tables}, signal) =>
		engine.tasks.list({services: tables.services.rows, nodes: tables.nodes.rows}, signal),
	touched: touchesSwarm,
	pace: ({isWatched, intervals}) => (isWatched ? intervals.tasks : intervals.swarmAside),
	inspect: async (engine, id, signal) => ({raw: await engine.tasks.inspect(id, signal)}),
});

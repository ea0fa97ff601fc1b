import {tableSource} from '../../store/table-source.ts';
import {touchesSwarm} from '../swarm-events.ts';

/** How services are kept true. */
export const servicesTable = tableSource({
	id: 'services',
	needs: 'manager',
	list: (engine, _state, signal) => engine.services.list(signal),
	touched: touchesSwarm,
	pace: ({isWatched, intervals}) => (isWatched ? intervals.services : intervals.swarmAside),
	inspect: async (engine, id, signal) => ({raw: await engine.services.inspect(id, signal)}),
});

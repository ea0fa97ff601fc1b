import {tableSource} from '../../store/table-source.ts';

/** ms between lists while they are looked at: events tell what changes. */
const pace = 60_000;

/** How volumes are kept true: while somebody looks, and not at all while nobody does. */
export const volumesTable = tableSource({
	id: 'volumes',
	needs: 'engine',
	list: (engine, _state, signal) => engine.volumes.list(signal),
	// Who uses it is no part of a row: containers tell that, sooner than mount and unmount do.
	touched: ({type, action}) => (type === 'volume' && !/^(?:un)?mount$/.test(action) ? 'all' : undefined),
	pace: ({isWatched}) => (isWatched ? pace : undefined),
	inspect: async (engine, id, signal) => {
		const details = await engine.volumes.inspect(id, signal);
		return {raw: details.raw, details};
	},
});

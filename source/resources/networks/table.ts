import {tableSource} from '../../store/table-source.ts';

/** ms between lists while they are looked at: events tell what changes. */
const pace = 60_000;

/** How networks are kept true: while somebody looks, and not at all while nobody does. */
export const networksTable = tableSource({
	id: 'networks',
	needs: 'engine',
	list: (engine, _state, signal) => engine.networks.list(signal),
	// Who is in it is no part of a row: the container that connects is read anew itself.
	touched: ({type, action}) => (type === 'network' && !/^(?:dis)?connect$/.test(action) ? 'all' : undefined),
	pace: ({isWatched}) => (isWatched ? pace : undefined),
	inspect: async (engine, id, signal) => {
		const details = await engine.networks.inspect(id, signal);
		return {raw: details.raw, details};
	},
});

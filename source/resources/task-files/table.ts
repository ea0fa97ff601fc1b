import type {TaskFileNoun} from '../../model/task-file.ts';
import {tableSource} from '../../store/table-source.ts';

/** ms between lists while they are looked at: events tell what changes. */
const pace = 60_000;

/** How secrets or configs are kept true: while somebody looks, and not at all while nobody does. */
export const taskFilesTable = (noun: TaskFileNoun) => {
	const list = noun === 'secret' ? 'secrets' : 'configs';
	return tableSource({
		id: list,
		needs: 'manager',
		list: (engine, _state, signal) => engine[list].list(signal),
		touched: ({type}) => (type === noun ? 'all' : undefined),
		pace: ({isWatched}) => (isWatched ? pace : undefined),
		inspect: async (engine, id, signal) => {
			const details = await engine[list].inspect(id, signal);
			return {raw: details.raw, details};
		},
	});
};

import type {SwarmRole} from '../model/swarm.ts';
import type {EngineState} from './state.ts';
import {emptyTable} from './table.ts';
import type {AnyTableSource} from './table-source.ts';

/** Whether a question for managers may be answered: where nobody says what this engine is, its answer to a list does. */
export const isManagerLikely = ({role, infoFault}: EngineState): boolean =>
	role === 'manager' || (role === 'unknown' && infoFault !== undefined);

/** The state of an engine in this role: what only managers know is forgotten where it is none. */
export const withRole = (state: EngineState, role: SwarmRole, sources: readonly AnyTableSource[]): EngineState => {
	const next = state.role === role ? state : {...state, role};
	if (role === 'manager' || role === 'unknown') return next;
	const stale = sources.filter(
		({id, needs}) => needs === 'manager' && state.tables[id] !== undefined && state.tables[id] !== emptyTable,
	);
	if (stale.length === 0) return next;
	const emptied = Object.fromEntries(stale.map(({id}) => [id, emptyTable]));
	return {...next, tables: {...next.tables, ...emptied}};
};

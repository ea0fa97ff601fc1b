import {type ContainerDetails, withExactSince} from '../model/container.ts';
import type {EngineState} from './state.ts';
import {withTable} from './table.ts';

/** The state with the exact age that inspecting told in the container's row, so that lists and pages agree. */
export const withExactRow = (state: EngineState, details: ContainerDetails): EngineState => {
	const row = state.tables.containers.rows.get(details.id);
	const exact = row === undefined ? undefined : withExactSince(row, details);
	if (exact === undefined || exact === row) return state;
	const {containers} = state.tables;
	return withTable(state, 'containers', {...containers, rows: new Map(containers.rows).set(exact.id, exact)});
};

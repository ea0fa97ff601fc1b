import {type ContainerDetails, withExactSince} from '../model/container.ts';
import type {EngineState} from './state.ts';

/** The state with the exact age that inspecting told in the container's row, so that lists and pages agree. */
export const withExactRow = (state: EngineState, details: ContainerDetails): EngineState => {
	const row = state.containers.rows.get(details.id);
	const exact = row === undefined ? undefined : withExactSince(row, details);
	if (exact === undefined || exact === row) return state;
	return {...state, containers: {...state.containers, rows: new Map(state.containers.rows).set(exact.id, exact)}};
};

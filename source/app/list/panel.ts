import type {ResourceId} from '../../resources/registry.ts';
import {type AppState, currentPlace, withPlace} from '../app-state.ts';
import type {Panel} from '../place-record.ts';
import {recordOf} from '../places.ts';
import type {ListState} from './list-state.ts';

/** The list that keys go to, if there is one here. */
export const currentPanel = (state: AppState): Panel | undefined => {
	const place = currentPlace(state);
	return recordOf(place).panel?.of(place);
};

/** Whether the list that keys go to is a ranking, which is followed until a person points into it. */
export const isRanking = (state: AppState): boolean => recordOf(currentPlace(state)).panel?.isRanking === true;

/** The same with the list under the cursor changed. */
export const withList = (state: AppState, list: ListState): AppState => {
	const place = currentPlace(state);
	const {panel} = recordOf(place);
	return panel === undefined ? state : withPlace(state, panel.with(place, list));
};

/** The kind of object that keys are about, where there is one. */
export const resourceOf = (state: AppState): ResourceId | undefined => {
	const place = currentPlace(state);
	const record = recordOf(place);
	return record.panel?.of(place).resource ?? record.object?.(place).resource ?? record.resource?.(place);
};

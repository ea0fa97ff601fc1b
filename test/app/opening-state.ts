import {openingState} from '../../source/app/app-state.ts';
import {usualSettings} from '../../source/settings/settings.ts';

/** The program as it opens where nothing is set. */
export const initialState = openingState(usualSettings);

import {expect, it} from 'vitest';
import {composeFrame} from '../../source/app/frame.ts';
import {openSortMenu} from '../../source/app/list/sort-menu.ts';
import {goToScreen} from '../../source/app/ways/ways.ts';
import {initialState} from './opening-state.ts';
import {watchedAt, watchedFleet} from './watched-fleet.ts';

const view = {state: watchedFleet(), now: watchedAt};
const asked = openSortMenu(goToScreen(initialState, 'containers'), view);

it.each([
	[120, 40],
	[56, 40],
	[55, 55],
	[50, 50],
])('a box on a screen of %i columns is %i wide: nothing stands beside it that cannot be read', (columns, width) => {
	const {picture} = composeFrame(asked, view, {size: {columns, rows: 24}, isReadOnly: false, log: undefined});
	expect(picture).toMatchObject({dialog: {width}});
});

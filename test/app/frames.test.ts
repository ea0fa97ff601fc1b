import {describe, expect, it} from 'vitest';
import type {AppState} from '../../source/app/app-state.ts';
import {composeFrame} from '../../source/app/frame.ts';
import {openSortMenu} from '../../source/app/list/sort-menu.ts';
import {goToScreen, openHelp} from '../../source/app/ways/ways.ts';
import {plainText} from '../../source/ui/styled-text.ts';
import {textWidth} from '../../source/ui/text-width.ts';
import {linesOf} from './lines-of.tsx';
import {initialState} from './opening-state.ts';
import {watchedAt, watchedFleet} from './watched-fleet.ts';

// Whole screens as they are, to be read when they change: vitest -u writes them anew.

const sizes = [
	[80, 24],
	[140, 40],
	[200, 60],
] as const;

const places: ReadonlyArray<readonly [string, AppState]> = [
	['home', initialState],
	['containers', goToScreen(initialState, 'containers')],
	['services', goToScreen(initialState, 'services')],
	['tasks', goToScreen(initialState, 'tasks')],
	['nodes', goToScreen(initialState, 'nodes')],
	['help', openHelp(initialState)],
	['sort', openSortMenu(goToScreen(initialState, 'containers'), {state: watchedFleet(), now: watchedAt})],
];

describe('a whole screen', () => {
	it.each(sizes.flatMap(([columns, rows]) => places.map(([name, state]) => [name, columns, rows, state] as const)))(
		'%s at %ix%i',
		async (name, columns, rows, state) => {
			const surroundings = {size: {columns, rows}, isReadOnly: false, log: undefined};
			const {picture} = composeFrame(state, {state: watchedFleet(), now: watchedAt}, surroundings);
			const text = linesOf(picture).map(plainText);
			expect(text).toHaveLength(rows);
			for (const line of text) expect(textWidth(line)).toBeLessThanOrEqual(columns);
			const seen = `${text.map(line => line.trimEnd()).join('\n')}\n`;
			await expect(seen).toMatchFileSnapshot(`frames/${name}-${columns}x${rows}.txt`);
		},
	);
});

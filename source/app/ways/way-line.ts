import type {Line} from '../../model/tone.ts';
import {textWidth} from '../../ui/text-width.ts';
import type {AppState} from '../app-state.ts';
import {recordOf} from '../places.ts';

/** Steps from which on the way is told: a list that a tab leads to says itself where it is. */
const manySteps = 3;

const between = ' › ';

/** The way in, as names: `Services › shop_api › shop_api.1`; of one that is too long the end. Nothing near home. */
export const wayLine = ({places}: AppState, width: number): Line => {
	if (places.length < manySteps) return [];
	const crumbs = places.flatMap(place => recordOf(place).crumb?.(place) ?? []);
	let from = 0;
	const textFrom = (): string => `${from > 0 ? `…${between}` : ''}${crumbs.slice(from).join(between)}`;
	while (from < crumbs.length - 1 && textWidth(textFrom()) > width) from++;
	return [{text: textFrom(), tone: 'quiet'}];
};

import {searchPattern} from '../../resources/pattern.ts';
import {textViewLines} from '../../ui/text-view.ts';
import type {DrawnWindow} from '../../ui/text-window.ts';
import type {Room} from '../place-record.ts';
import type {TextState} from './text-state.ts';

/** Lines of a text as a person reads it, below a title line: what stands in sight, and where that begins. */
export const drawnText = (
	{top, column, isWrapped, search, match}: TextState,
	lines: readonly string[],
	size: Room['size'],
): DrawnWindow => {
	const pattern = searchPattern(search);
	return textViewLines({
		lines,
		width: size.width,
		height: size.height - 1,
		top,
		column,
		isWrapped,
		...(pattern === undefined ? {} : {search: pattern}),
		...(match === undefined ? {} : {match}),
	});
};

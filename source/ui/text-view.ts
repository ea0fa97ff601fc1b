import type {Pattern} from '../resources/pattern.ts';
import {parseStyled} from './styled-text.ts';
import type {DrawnWindow} from './text-window.ts';
import {drawWindow} from './text-window.ts';

/** Plain lines, such as YAML, and how they are looked at. */
export type TextView = {
	readonly lines: readonly string[];
	readonly width: number;
	readonly height: number;
	readonly top: number;
	readonly isWrapped: boolean;
	readonly column: number;
	readonly search?: Pattern;
	/** Index of the line that the search stands on. */
	readonly match?: number;
};

const noGutter = {first: '', hang: '', width: 0};

/** Draws the part of a text that is in sight, each line exactly as wide as asked. */
export const textViewLines = (view: TextView): DrawnWindow =>
	drawWindow({
		...view,
		isFollowing: false,
		count: view.lines.length,
		gutter: () => noGutter,
		content: index => [parseStyled(view.lines[index] ?? '')],
	});

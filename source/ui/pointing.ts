import {type DOMElement, measureElement} from 'ink';
import {createContext} from 'react';
import type {Line} from '../model/tone.ts';
import {textWidth} from './text-width.ts';

/** What stands at a cell of the screen: a row of a list, the title of one of its columns, or a tab. */
export type Target =
	| {readonly kind: 'row'; readonly list: string; readonly id: string}
	| {readonly kind: 'title'; readonly list: string; readonly column: string}
	| {readonly kind: 'tab'; readonly word: string};

/** What stands in a box at a cell that is counted from its corner. */
export type At = (line: number, cell: number) => Target | undefined;

/** All boxes on the screen that can be pointed at. */
export type Pointing = {
	readonly add: (box: DOMElement, at: At) => () => void;
	/** What stands at a cell of the screen, by where Ink has placed it. */
	readonly target: (column: number, row: number) => Target | undefined;
};

/** Boxes of one screen. */
export const createPointing = (): Pointing => {
	const boxes = new Map<DOMElement, At>();
	return {
		add(box, at) {
			boxes.set(box, at);
			return () => boxes.delete(box);
		},
		target(column, row) {
			for (const [box, at] of boxes) {
				const {x, y, width, height} = measureElement(box);
				const isIn = column >= x && column < x + width && row >= y && row < y + height;
				if (isIn) return at(row - y, column - x);
			}
			return undefined;
		},
	};
};

/** The screen that a component is on; none where nobody can point at it. */
export const PointingContext = createContext<Pointing | undefined>(undefined);

/** What the span of a line leads to that stands at a cell. */
export const leadsAt = (line: Line, cell: number): string | undefined => {
	let end = 0;
	for (const {text, at} of line) {
		end += textWidth(text);
		if (cell < end) return at;
	}
	return undefined;
};

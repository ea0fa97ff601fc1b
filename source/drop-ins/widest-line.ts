import {remembered} from './remembered.ts';
import {stringWidth} from './string-width.ts';

const measure = (text: string): number => {
	let width = 0;
	for (const line of text.split('\n')) width = Math.max(width, stringWidth(line));
	return width;
};

/** The cells of a text's widest line, as widest-line says. Ink asks for every text of every frame. */
export const widestLine = remembered(500, measure);

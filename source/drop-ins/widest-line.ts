import {readNarrow} from './narrow-text.ts';
import {remembered} from './remembered.ts';
import {stringWidth} from './string-width.ts';

const measure = remembered(500, text => {
	let width = 0;
	for (const line of text.split('\n')) width = Math.max(width, stringWidth(line));
	return width;
});

/** The cells of a text's widest line, as widest-line says. Ink asks for every text of every frame. */
export const widestLine = (text: string): number => readNarrow(text)?.width ?? measure(text);

import original, {type Options} from 'string-width';
import {isNarrow, readNarrow} from './narrow-text.ts';

/** The cells that a text takes, as string-width says; a text of narrow characters and colours is answered at once. */
export const stringWidth = (text: string, options?: Options): number => {
	if (options !== undefined || typeof text !== 'string') return original(text, options);
	if (isNarrow(text)) return text.length;
	const read = text.includes('\u001b[') && !text.includes('\n') ? readNarrow(text) : undefined;
	return read?.width ?? original(text);
};

import original, {type Options} from 'string-width';
import {isNarrow, withoutColours} from './narrow-text.ts';

/** The cells that a text takes, as string-width says; a text of narrow characters and colours is answered at once. */
export const stringWidth = (text: string, options?: Options): number => {
	if (options !== undefined || typeof text !== 'string') return original(text, options);
	const plain = withoutColours(text);
	return isNarrow(plain) ? plain.length : original(text);
};

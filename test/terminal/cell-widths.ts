import type {IUnicodeVersionProvider} from '@xterm/headless';
import {textWidth} from '../../source/ui/text-width.ts';

const joiner = 0x20_0d;
const emojiStyle = 0xfe_0f;

// The terminal packs what it knows of a character: joins the one before, width, and a state of our own.
const pack = (state: number, width: number, isJoined: boolean): number =>
	(state << 3) | ((width & 3) << 1) | Number(isJoined);
const widthOf = (packed: number): number => (packed >> 1) & 3;
const stateOf = (packed: number): number => packed >> 3;

const codePointWidth = (codePoint: number): 0 | 1 | 2 => {
	if (codePoint < 0x7f) return codePoint < 0x20 ? 0 : 1;
	const width = textWidth(String.fromCodePoint(codePoint));
	return width >= 2 ? 2 : width === 1 ? 1 : 0;
};

/** Widths of a modern terminal: emoji are two cells, and joined sequences are one character. xterm alone knows Unicode 6. */
export const cellWidths: IUnicodeVersionProvider = {
	version: 'modern',
	wcwidth: codePointWidth,
	charProperties: (codePoint, preceding) => {
		const before = widthOf(preceding);
		if (preceding !== 0 && codePoint === emojiStyle) return pack(0, 2, true);
		if (preceding !== 0 && codePoint === joiner) return pack(1, before, true);
		const width = codePointWidth(codePoint);
		if (preceding !== 0 && before > 0 && (width === 0 || stateOf(preceding) === 1))
			return pack(0, Math.max(before, width), true);
		return pack(0, width, false);
	},
};

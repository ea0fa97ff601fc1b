import type {Line} from '../../model/tone.ts';
import type {PageProps} from '../../ui/text-lines.tsx';
import {wrapLine} from '../../ui/wrap-text.ts';

/** Cells before what the lines say; wrapped lines go on below it. */
const indent = 15;

/** Lines that wrap, under a title that says which of them are in sight. */
export const wrappedLines = (
	title: string,
	content: readonly Line[],
	from: number,
	size: {readonly width: number; readonly height: number},
): {readonly page: PageProps; readonly top: number} => {
	const rows = content.flatMap(line => wrapLine(line, size.width, indent));
	const height = size.height - 1;
	const top = Math.max(0, Math.min(from, rows.length - height));
	const range =
		rows.length > height ? `  lines ${top + 1}-${Math.min(rows.length, top + height)} of ${rows.length}, j k move` : '';
	return {
		page: {
			title: [
				{text: title, tone: 'strong'},
				{text: range, tone: 'quiet'},
			],
			lines: rows.slice(top, top + height),
			...size,
		},
		top,
	};
};

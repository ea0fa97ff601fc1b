import type {Line, Span} from '../model/tone.ts';

const gap = '  ';

/** Lines of cells with columns as wide as they need; the last one is as long as it is. */
export const alignedLines = (rows: ReadonlyArray<readonly Span[]>): readonly Line[] => {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.text.length ?? 0)));
	return rows.map(row =>
		row.map((cell, column) =>
			column === row.length - 1 ? cell : {...cell, text: cell.text.padEnd(widths[column] ?? 0) + gap},
		),
	);
};

// Plots of braille are a table of dots; the libraries for them draw canvases of their own size and know no unknown values.

import type {Line} from '../model/tone.ts';
import type {Graph} from '../resources/resource.ts';
import {resample, roundScale} from './graph-scale.ts';
import {fitLine} from './paint.ts';
import {textWidth} from './text-width.ts';

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A row of bars as wide as asked, the newest right; unknown is blank, and a known 0 is the lowest bar. */
export const sparkline = (values: ReadonlyArray<number | undefined>, width: number, max: number): string =>
	resample(values, width)
		.map(value => {
			if (value === undefined) return ' ';
			const level = Math.ceil((value / max) * bars.length);
			return bars[Math.max(0, Math.min(bars.length, level) - 1)] ?? ' ';
		})
		.join('');

// Dots of a braille cell that are filled from the bottom, for the left and the right half.
const leftDots = [0, 0x40, 0x44, 0x46, 0x47];
const rightDots = [0, 0x80, 0xa0, 0xb0, 0xb8];
const dotsPerCell = 4;

const plotRow = (levels: ReadonlyArray<number>, row: number, rows: number): string => {
	const floor = (rows - 1 - row) * dotsPerCell;
	const dotsOf = (level: number | undefined) => Math.max(0, Math.min(dotsPerCell, (level ?? 0) - floor));
	let text = '';
	for (let index = 0; index < levels.length; index += 2) {
		const dots = (leftDots[dotsOf(levels[index])] ?? 0) | (rightDots[dotsOf(levels[index + 1])] ?? 0);
		text += dots === 0 ? ' ' : String.fromCodePoint(0x28_00 + dots);
	}
	return text;
};

const spread = (left: Line, right: Line, width: number): Line => {
	const cells = (line: Line) => line.reduce((sum, span) => sum + textWidth(span.text), 0);
	const room = width - cells(left) - cells(right);
	return fitLine(room < 1 ? left : [...left, {text: ' '.repeat(room)}, ...right], width);
};

/** Rows that leave room for the time axis. */
const axisHeight = 5;

/**
 * An area over time in `height` lines of exactly `width` cells: title and latest value, the top of the scale, the plot,
 * and where there is room an axis. Unknown parts are blank; a known 0 is a line at the bottom.
 */
export const graphLines = (graph: Graph, width: number, height: number): readonly Line[] => {
	if (height <= 0 || width <= 0) return [];
	// Where the newest step has no value, what was last known is old.
	const latest = graph.values.at(-1) === undefined ? undefined : graph.latest;
	const max = graph.max ?? roundScale([...graph.values, latest], graph.format);
	const isKnown = graph.values.some(value => value !== undefined);
	const head = spread(
		[
			{text: `${graph.title} `, tone: 'quiet'},
			latest === undefined ? {text: '–', tone: 'quiet'} : {text: graph.format(latest), tone: 'strong'},
		],
		// Of what is not drawn the scale tells nothing.
		isKnown && height > 1
			? [{text: `${graph.isLimited === true ? 'limit ' : '≤'}${graph.format(max)}`, tone: 'quiet'}]
			: [],
		width,
	);
	const hasAxis = height >= axisHeight;
	const rows = height - 1 - (hasAxis ? 1 : 0);
	const levels = resample(graph.values, width * 2).map(value =>
		value === undefined ? 0 : Math.max(1, Math.min(rows * dotsPerCell, Math.round((value / max) * rows * dotsPerCell))),
	);
	const plot = Array.from({length: rows}, (_, row): Line => [{text: plotRow(levels, row, rows), tone: graph.tone}]);
	const axis: readonly Line[] = hasAxis
		? [spread([{text: graph.span.title, tone: 'quiet'}], [{text: 'now', tone: 'quiet'}], width)]
		: [];
	return [head, ...plot, ...axis];
};

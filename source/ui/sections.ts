import type {Line} from '../model/tone.ts';
import type {Graph, Section} from '../resources/resource.ts';
import {graphLines} from './graph-lines.ts';
import {fitLine} from './paint.ts';
import {textWidth} from './text-width.ts';
import {wrapLine} from './wrap-text.ts';

/** From this width on sections stand in two columns. */
const twoColumns = 140;
const columnGap = 4;

const narrowestGraph = 30;
const graphHeight = 6;
const graphGap = 3;

/** A quiet first span is a label: what wraps goes on under the value, not under the label. */
const hangOf = (line: Line): number => {
	const [label] = line;
	if (label === undefined || line.length < 2 || label.tone !== 'quiet') return 2;
	const width = textWidth(label.text);
	return width <= 24 ? width : 2;
};

const beside = (columns: ReadonlyArray<readonly Line[]>, width: number, gap: number): readonly Line[] => {
	const height = Math.max(0, ...columns.map(column => column.length));
	return Array.from(
		{length: height},
		(_, row): Line =>
			columns.flatMap((column, index) => [
				...(index === 0 ? [] : [{text: ' '.repeat(gap)}]),
				...fitLine(column[row] ?? [], width),
			]),
	);
};

const graphBlock = (graphs: readonly Graph[], width: number): readonly Line[] => {
	if (graphs.length === 0) return [];
	const fitting = Math.max(1, Math.floor((width + graphGap) / (narrowestGraph + graphGap)));
	// Even rows: four graphs are two and two, not three and one.
	const rows = Math.ceil(graphs.length / fitting);
	const across = Math.ceil(graphs.length / rows);
	const each = Math.floor((width - graphGap * (across - 1)) / across);
	return Array.from({length: rows}, (_, row) => {
		const block = beside(
			graphs.slice(row * across, (row + 1) * across).map(graph => graphLines(graph, each, graphHeight)),
			each,
			graphGap,
		);
		return row === 0 ? block : [[], ...block];
	}).flat();
};

const oneSection = (section: Section, width: number): readonly Line[] => [
	[{text: section.title, tone: 'accent'}],
	...graphBlock(section.graphs ?? [], width),
	...section.lines.flatMap(line => wrapLine(line, width, hangOf(line))),
];

const stack = (blocks: ReadonlyArray<readonly Line[]>): readonly Line[] =>
	blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]));

/** The split that makes the taller of two columns lowest; the order of reading stays. */
const fairestSplit = (heights: readonly number[]): number => {
	let best = heights.length;
	let bestHeight = Number.POSITIVE_INFINITY;
	for (let split = 1; split <= heights.length; split++) {
		const sum = (part: readonly number[]) => part.reduce((total, height) => total + height + 1, 0);
		const taller = Math.max(sum(heights.slice(0, split)), sum(heights.slice(split)));
		if (taller < bestHeight) {
			best = split;
			bestHeight = taller;
		}
	}
	return best;
};

/** Lays an object's sections out in lines of at most `width` cells, in two columns where there is room. */
export const sectionLines = (sections: readonly Section[], width: number): Line[] => {
	if (width < twoColumns) return [...stack(sections.map(section => oneSection(section, width)))];
	const each = Math.floor((width - columnGap) / 2);
	const blocks = sections.map(section => oneSection(section, each));
	const split = fairestSplit(blocks.map(block => block.length));
	return [...beside([stack(blocks.slice(0, split)), stack(blocks.slice(split))], each, columnGap)];
};

import {formatDuration} from '../model/duration.ts';
import type {Line, Span} from '../model/tone.ts';
import {partView} from '../resources/remembered.ts';
import type {View} from '../resources/resource.ts';
import type {Branch, Report, Survey} from '../resources/surveys/survey.ts';
import {fitLine} from '../ui/paint.ts';
import {fitText, textWidth} from '../ui/text-width.ts';
import {wrapLine} from '../ui/wrap-text.ts';

/** What one of the engines told, or is asked just now. */
export type SurveyBlock = {
	/** The engine's among several; absent where it is looked at by itself. */
	readonly engine?: string;
	readonly name: string;
	/** When it was asked, ms. */
	readonly since: number;
	readonly answer?: {readonly report: Report} | {readonly fault: string};
};

/** A row as it stands in the tree. */
export type SurveyRow = {
	/** Its own among all rows. */
	readonly key: string;
	readonly depth: number;
	readonly cells: readonly Span[];
	readonly fold: 'open' | 'folded' | 'none';
	readonly engine: string | undefined;
	readonly names: readonly string[];
	readonly copied: string;
};

const asked = (block: SurveyBlock, now: number): Span => {
	const {answer} = block;
	if (answer === undefined) return {text: `asking… ${formatDuration(now - block.since)}`, tone: 'busy'};
	return 'fault' in answer
		? {text: `✗ it does not tell: ${answer.fault}`, tone: 'bad'}
		: {text: answer.report.summary ?? '', tone: 'quiet'};
};

const rowsBelow = (
	branches: readonly Branch[],
	{
		prefix,
		depth,
		engine,
		toggled,
	}: {
		readonly prefix: string;
		readonly depth: number;
		readonly engine: string | undefined;
		readonly toggled: ReadonlySet<string>;
	},
): readonly SurveyRow[] => {
	const rows: SurveyRow[] = [];
	for (const {id, cells, names = [], copied, branches: below = [], isFolded = false} of branches) {
		const key = `${prefix} ${id}`;
		const isOpen = isFolded === toggled.has(key);
		rows.push({
			key,
			depth,
			cells,
			fold: below.length === 0 ? 'none' : isOpen ? 'open' : 'folded',
			engine,
			names,
			copied: copied ?? cells[0]?.text ?? '',
		});
		if (isOpen && below.length > 0)
			for (const row of rowsBelow(below, {prefix: key, depth: depth + 1, engine, toggled})) rows.push(row);
	}
	return rows;
};

/** All rows that are not folded away; of several engines a block each, under its name. */
export const surveyRows = (
	blocks: readonly SurveyBlock[],
	toggled: ReadonlySet<string>,
	view: View,
): readonly SurveyRow[] =>
	blocks.flatMap((block, index): readonly SurveyRow[] => {
		const {engine, name, answer} = block;
		const isAlone = blocks.length === 1;
		const prefix = String(index);
		const isOpen = !toggled.has(prefix);
		const branches =
			answer !== undefined && 'report' in answer && (isAlone || isOpen)
				? answer.report.branches(partView(view, engine))
				: [];
		const below = rowsBelow(branches, {prefix, depth: isAlone ? 0 : 1, engine, toggled});
		const hasTold = answer !== undefined && 'report' in answer;
		if (isAlone && hasTold) return below;
		const said = asked(block, view.now);
		const head: SurveyRow = {
			key: prefix,
			depth: 0,
			cells: isAlone
				? [said]
				: [{text: `${name}  ${said.text}`, tone: said.tone === 'quiet' ? 'strong' : (said.tone ?? 'plain')}],
			fold: hasTold ? (isOpen ? 'open' : 'folded') : 'none',
			engine,
			names: [],
			copied: name,
		};
		return [head, ...below];
	});

const marks = {open: '▾ ', folded: '▸ ', none: '  '} as const;

const gap = 2;

/** From this width on all columns stand. */
const wholeWidth = 100;

const columnsIn = ({columns}: Survey, width: number) =>
	columns
		.map((column, index) => ({...column, index: index + 1}))
		.filter(({isWide = false}) => !isWide || width >= wholeWidth);

const cellIn = (cell: Span, width: number, align: 'left' | 'right'): Span => {
	const fitted = fitText(cell.text, width).trimEnd();
	const blanks = ' '.repeat(Math.max(0, width - textWidth(fitted)));
	return {...cell, text: align === 'right' ? `${blanks}${fitted}` : `${fitted}${blanks}`};
};

const inColumns = (survey: Survey, first: Line, cells: readonly Span[], width: number): Line => {
	const columns = columnsIn(survey, width);
	const room = width - columns.reduce((sum, column) => sum + column.width + gap, 0);
	return [
		...fitLine(first, room),
		...columns.flatMap(
			({index, width: cellWidth, align}): Line => [
				{text: ' '.repeat(gap)},
				cellIn(cells[index] ?? {text: ''}, cellWidth, align),
			],
		),
	];
};

/** Titles of the columns; undefined where rows are lines. */
export const surveyHeader = (survey: Survey, width: number): Line | undefined =>
	survey.columns.length === 0
		? undefined
		: inColumns(
				survey,
				[{text: `  ${survey.firstColumn ?? ''}`, tone: 'quiet'}],
				[{text: ''}, ...survey.columns.map(({title}): Span => ({text: title, tone: 'quiet'}))],
				width,
			);

/** A row as lines of at most `width` cells: one in columns, and as many as it takes where it has none. */
export const surveyLines = (survey: Survey, row: SurveyRow, width: number): readonly Line[] => {
	const indent = ' '.repeat(row.depth * 2);
	const mark = {text: `${indent}${marks[row.fold]}`};
	const [first, ...others] = row.cells;
	// What is said of an engine has no cells.
	if (survey.columns.length > 0 && others.length > 0)
		return [inColumns(survey, [mark, first ?? {text: ''}], row.cells, width)];
	return wrapLine(
		[mark, ...row.cells],
		width,
		textWidth(mark.text) + (others.length > 0 ? textWidth(first?.text ?? '') : 0),
	);
};

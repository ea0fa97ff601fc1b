import type {Conditions} from './conditions.ts';
import {type Figure, type FigureName, figuresOf, type Measured, type Phase} from './figures.ts';
import {type Spread, spreadOf} from './spread.ts';

/** Everything that was measured of one tool. */
export type ToolRuns = {readonly version?: string; readonly runs: readonly Measured[]};

const valuesOf = ({runs}: ToolRuns, name: FigureName): readonly number[] =>
	runs.map(run => run[name]).filter(value => value !== undefined);

const inWords = ({median, min, max}: Spread, {digits}: Figure, runs: number): string =>
	runs === 1 ? median.toFixed(digits) : `${median.toFixed(digits)} [${min.toFixed(digits)}–${max.toFixed(digits)}]`;

const pad = (rows: readonly (readonly string[])[]): string => {
	const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
	return rows
		.map(row =>
			row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
		)
		.join('\n');
};

/** One part of the bench as a table: tools as rows, figures that any of them has as columns. */
export const tableOf = (phase: Phase, tools: ReadonlyMap<string, ToolRuns>): string => {
	const columns = figuresOf(phase).filter(([name]) =>
		[...tools.values()].some(tool => valuesOf(tool, name).length > 0),
	);
	const rows = [...tools].filter(([, tool]) => columns.some(([name]) => valuesOf(tool, name).length > 0));
	if (rows.length === 0) return '';
	const head = [phase, ...columns.map(([, {title, unit}]) => `${title} ${unit}`)];
	const body = rows.map(([title, tool]) => [
		title,
		...columns.map(([name, figure]) => {
			const values = valuesOf(tool, name);
			return values.length === 0 ? '–' : inWords(spreadOf(values), figure, values.length);
		}),
	]);
	return pad([head, ...body]);
};

/** The conditions in a line or two. */
export const conditionsLine = (conditions: Conditions): string =>
	Object.entries(conditions)
		.map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toFixed(2)) : value}`)
		.join(', ');

/** Everything for machines. */
export const recordOf = (
	conditions: Conditions,
	chosen: readonly Phase[],
	tools: ReadonlyMap<string, ToolRuns>,
): object => ({
	schema: 'tallyman-bench/1',
	conditions,
	tools: Object.fromEntries(
		[...tools].map(([title, tool]) => [
			title,
			{
				...(tool.version === undefined ? {} : {version: tool.version}),
				figures: Object.fromEntries(
					chosen
						.flatMap(figuresOf)
						.map(([name, {unit}]) => ({name, unit, values: valuesOf(tool, name)}))
						.filter(({values}) => values.length > 0)
						.map(({name, unit, values}) => [name, {...spreadOf(values), unit, values}]),
				),
			},
		]),
	),
});

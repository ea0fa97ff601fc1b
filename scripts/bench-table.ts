import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type FigureName, figuresOf, phases} from '../bench/figures.ts';

/** What of the bench's JSON the table is made from. */
type BenchRecord = {
	readonly conditions: Readonly<Record<string, string | number>>;
	readonly tools: Readonly<
		Record<
			string,
			{
				readonly version?: string;
				readonly figures: Readonly<Record<string, Kept>>;
			}
		>
	>;
};

type Kept = {readonly median: number; readonly min: number; readonly max: number};

const readRecord = (name: string): BenchRecord =>
	JSON.parse(readFileSync(join(import.meta.dirname, '../bench/results', name), 'utf8')) as BenchRecord;

/** A median with its spread where there is any; a dash for what does not apply. */
const cellOf = (figure: Kept | undefined, digits: number): string => {
	if (figure === undefined) return '–';
	const text = (value: number): string => (Math.abs(value) < 0.005 ? 0 : value).toFixed(digits);
	const isSpread = text(figure.min) !== text(figure.max);
	return isSpread ? `${text(figure.median)} (${text(figure.min)}–${text(figure.max)})` : text(figure.median);
};

const scaleFigures: readonly FigureName[] = ['start', 'firstCpu', 'ownCpu', 'memory', 'keyP99', 'keyCpu', 'backlog'];

/** Kept results of larger fleets on the simulator, as one Markdown table: a row for each fleet and tool. */
export const scaleTable = (names: readonly string[]): string => {
	const columns = phases.flatMap(figuresOf).filter(([id]) => scaleFigures.includes(id));
	const rows = names.flatMap(name => {
		const {conditions, tools} = readRecord(name);
		return Object.entries(tools)
			.filter(([tool, {figures}]) => tool !== 'bare node' && Object.keys(figures).length > 0)
			.map(
				([tool, {figures}]) =>
					`| ${conditions.containers} running, ${conditions.size} | ${tool} | ${columns.map(([id, {digits}]) => cellOf(figures[id], digits)).join(' | ')} |`,
			);
	});
	return [
		`| | | ${columns.map(([, {title, unit}]) => `${title}, ${unit}`).join(' | ')} |`,
		`|---|---|${columns.map(() => '---:|').join('')}`,
		...rows,
	].join('\n');
};

/** A kept result of the bench, as Markdown: figures as rows, tools as columns, medians with their spread. */
export const benchTable = (name: string): string => {
	const {conditions, tools} = readRecord(name);
	const shown = Object.entries(tools).filter(([, {figures}]) => Object.keys(figures).length > 0);
	const rows = phases.flatMap(phase =>
		figuresOf(phase).flatMap(([id, {title, unit, digits}]) => {
			const cells = shown.map(([, {figures}]) => cellOf(figures[id], digits));
			const label = phase === 'logs' ? `log: ${title}` : title;
			return cells.every(cell => cell === '–') ? [] : [`| ${label}, ${unit} | ${cells.join(' | ')} |`];
		}),
	);
	const {cpu, cores, kernel, node, docker, containers, size, runs, seconds, keys, date} = conditions;
	return [
		`${String(date).slice(0, 10)}: ${containers} live containers, dockerd ${docker}, Node ${node}, ${size}, ${cores} cores (${cpu}, Linux ${kernel}); medians of ${runs} runs with their spread, windows of ${seconds} s, ${keys} keys.`,
		'',
		`| | ${shown.map(([tool]) => tool).join(' | ')} |`,
		`|---|${shown.map(() => '---:|').join('')}`,
		...rows,
	].join('\n');
};

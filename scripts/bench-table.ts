import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {figuresOf, phases} from '../bench/figures.ts';

/** What of the bench's JSON the table is made from. */
type BenchRecord = {
	readonly conditions: Readonly<Record<string, string | number>>;
	readonly tools: Readonly<
		Record<
			string,
			{
				readonly version?: string;
				readonly figures: Readonly<
					Record<string, {readonly median: number; readonly min: number; readonly max: number}>
				>;
			}
		>
	>;
};

/** A kept result of the bench, as Markdown: figures as rows, tools as columns, medians with their spread. */
export const benchTable = (name: string): string => {
	const path = join(import.meta.dirname, '../bench/results', name);
	const {conditions, tools} = JSON.parse(readFileSync(path, 'utf8')) as BenchRecord;
	const shown = Object.entries(tools).filter(([, {figures}]) => Object.keys(figures).length > 0);
	const rows = phases.flatMap(phase =>
		figuresOf(phase).flatMap(([id, {title, unit, digits}]) => {
			const cells = shown.map(([, {figures}]) => {
				const figure = figures[id];
				if (figure === undefined) return '–';
				const text = (value: number): string => (Math.abs(value) < 0.005 ? 0 : value).toFixed(digits);
				const isSpread = text(figure.min) !== text(figure.max);
				return isSpread ? `${text(figure.median)} (${text(figure.min)}–${text(figure.max)})` : text(figure.median);
			});
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

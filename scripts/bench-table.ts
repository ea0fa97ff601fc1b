import {type FigureName, figuresOf, phases} from '../bench/figures.ts';
import {type BenchRecord, conditionsText, type Kept, readRecord} from './bench-record.ts';

/** A median with its spread where there is any; a dash for what does not apply. */
const cellOf = (figure: Kept | undefined, digits: number): string => {
	if (figure === undefined) return '–';
	const text = (value: number): string => (Math.abs(value) < 0.005 ? 0 : value).toFixed(digits);
	const isSpread = text(figure.min) !== text(figure.max);
	return isSpread ? `${text(figure.median)} (${text(figure.min)}–${text(figure.max)})` : text(figure.median);
};

const toolsOf = ({tools}: BenchRecord) =>
	Object.entries(tools).filter(([, {figures}]) => Object.keys(figures).length > 0);

const scaleFigures: readonly FigureName[] = ['start', 'firstCpu', 'ownCpu', 'memory', 'keyP99', 'keyCpu', 'backlog'];

/** Kept results of larger fleets on the simulator, as one Markdown table: a row for each fleet and tool. */
export const scaleTable = (names: readonly string[]): string => {
	const columns = phases.flatMap(figuresOf).filter(([id]) => scaleFigures.includes(id));
	const records = names.map(readRecord);
	const rows = records.flatMap(record =>
		toolsOf(record)
			.filter(([tool]) => tool !== 'bare node')
			.map(
				([tool, {figures}]) =>
					`| ${record.conditions.containers} running, ${record.conditions.size} | ${tool} | ${columns.map(([id, {digits}]) => cellOf(figures[id], digits)).join(' | ')} |`,
			),
	);
	return [
		...records.map(record => `- ${conditionsText(record)}`),
		'',
		`| | | ${columns.map(([, {title, unit}]) => `${title}, ${unit}`).join(' | ')} |`,
		`|---|---|${columns.map(() => '---:|').join('')}`,
		...rows,
	].join('\n');
};

/** A kept result of the bench, as Markdown: figures as rows, tools as columns, medians with their spread. */
export const benchTable = (name: string): string => {
	const record = readRecord(name);
	const shown = toolsOf(record);
	const rows = phases.flatMap(phase =>
		figuresOf(phase).flatMap(([id, {title, unit, digits}]) => {
			const cells = shown.map(([, {figures}]) => cellOf(figures[id], digits));
			const label = phase === 'logs' ? `log: ${title}` : title;
			return cells.every(cell => cell === '–') ? [] : [`| ${label}, ${unit} | ${cells.join(' | ')} |`];
		}),
	);
	return [
		conditionsText(record),
		'',
		`| | ${shown.map(([tool, {version}]) => (version === undefined ? tool : `${tool} ${version}`)).join(' | ')} |`,
		`|---|${shown.map(() => '---:|').join('')}`,
		...rows,
	].join('\n');
};

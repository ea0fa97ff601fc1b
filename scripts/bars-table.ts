import type {FigureName} from '../bench/figures.ts';
import {type BenchRecord, conditionsText, readRecord} from './bench-record.ts';

/** One of tallyman's ways to read usage, in one result. */
type Subject = {
	readonly record: BenchRecord;
	/** Where its starts were measured with more runs, if anywhere. */
	readonly starts?: BenchRecord;
	readonly tool: string;
};

/** What tallyman may cost: `of` is at most `limit`. */
type Bar = {
	readonly title: string;
	/** How the limit is written. */
	readonly limit: string;
	readonly most: number;
	readonly digits: number;
	/** Undefined where it was not measured. */
	readonly of: (subject: Subject) => number | undefined;
};

const medianOf = (record: BenchRecord, tool: string, name: FigureName): number | undefined =>
	record.tools[tool]?.figures[name]?.median;

const recordOf = ({record, starts}: Subject, name: FigureName): BenchRecord =>
	starts !== undefined && (name === 'start' || name === 'firstCpu') ? starts : record;

const plain =
	(name: FigureName) =>
	({record, tool}: Subject): number | undefined =>
		medianOf(record, tool, name);

/** The figure as a part of another tool's. */
const partOf =
	(name: FigureName, peer: string) =>
	(subject: Subject): number | undefined => {
		const own = medianOf(recordOf(subject, name), subject.tool, name);
		const theirs = medianOf(recordOf(subject, name), peer, name);
		// What a peer does not use cannot be divided by.
		return own === undefined || theirs === undefined || theirs <= 0 ? undefined : own / theirs;
	};

const peersWithLiveTables = ['docker stats', 'lazydocker', 'ctop', 'oxker', 'dry'];

/** The figure as a part of the best among the peers. */
const partOfBest =
	(name: FigureName) =>
	(subject: Subject): number | undefined => {
		const parts = peersWithLiveTables.map(peer => partOf(name, peer)(subject)).filter(part => part !== undefined);
		return parts.length === 0 ? undefined : Math.max(...parts);
	};

const overNode = (subject: Subject): number | undefined => {
	const own = medianOf(recordOf(subject, 'start'), subject.tool, 'start');
	const bare = medianOf(recordOf(subject, 'start'), 'bare node', 'start');
	return own === undefined || bare === undefined ? undefined : own - bare;
};

const bar = (title: string, limit: string, most: number, digits: number, of: Bar['of']): Bar => ({
	title,
	limit,
	most,
	digits,
	of,
});

const byFiles =
	(of: Bar['of']): Bar['of'] =>
	(subject: Subject) =>
		subject.tool.endsWith('files') ? of(subject) : undefined;
const byApi =
	(of: Bar['of']): Bar['of'] =>
	(subject: Subject) =>
		subject.tool.endsWith('files') ? undefined : of(subject);

const bars: readonly Bar[] = [
	bar('exec to containers on screen, over bare Node', '200 ms', 200, 0, overNode),
	bar('… of dockly’s', '0.5', 0.5, 2, partOf('start', 'dockly')),
	bar(
		'exec to true CPU figures, of docker stats’, by files',
		'0.45',
		0.45,
		2,
		byFiles(partOf('firstCpu', 'docker stats')),
	),
	bar('… by the API', '1.05', 1.05, 2, byApi(partOf('firstCpu', 'docker stats'))),
	bar('own CPU, steady, of ctop’s', '1', 1, 2, partOf('ownCpu', 'ctop')),
	bar('… of lazydocker’s', '0.6', 0.6, 2, partOf('ownCpu', 'lazydocker')),
	bar('CPU added to the daemon, of docker stats’', '0.25', 0.25, 2, partOf('daemonCpu', 'docker stats')),
	bar('bytes to the terminal, of docker stats’', '0.025', 0.025, 3, partOf('bytesPerSecond', 'docker stats')),
	bar('bytes per key', '1200 B', 1200, 0, plain('keyBytes')),
	bar('key to screen, p50', '9 ms', 9, 1, plain('keyP50')),
	bar('… p99', '20 ms', 20, 1, plain('keyP99')),
	bar('… p99 during a log flood', '35 ms', 35, 1, plain('floodKeyP99')),
	bar('backlog after key repeat', '20 ms', 20, 1, plain('backlog')),
	bar('CPU per key, of ctop’s', '1', 1, 2, partOf('keyCpu', 'ctop')),
	bar('CPU of a log at 5 lines/s, of lazydocker’s', '0.8', 0.8, 2, partOf('logCpu', 'lazydocker')),
	bar('peak memory', '100 MB', 100, 0, plain('peakMemory')),
	bar('exit', '50 ms', 50, 0, plain('exit')),
];

const largeBars: readonly Bar[] = [
	bar('own CPU, of the best peer’s with a live table', '0.5', 0.5, 2, partOfBest('ownCpu')),
	bar('key to screen, p99', '35 ms', 35, 1, plain('keyP99')),
	bar('… p99 during a log flood', '35 ms', 35, 1, plain('floodKeyP99')),
	bar('peak memory', '160 MB', 160, 0, plain('peakMemory')),
];

const cell = ({of, most, digits}: Bar, subject: Subject): string => {
	const value = of(subject);
	if (value === undefined) return '–';
	// What a machine's noise makes negative is nothing.
	const text = Math.max(0, value).toFixed(digits);
	return value <= most ? text : `**${text}**`;
};

type Column = Subject & {readonly title: string};

const tableOf = (chosen: readonly Bar[], columns: readonly Column[]): readonly string[] => [
	`| | at most | ${columns.map(({title}) => title).join(' | ')} |`,
	`|---|---:|${columns.map(() => '---:|').join('')}`,
	...chosen.map(each => `| ${each.title} | ${each.limit} | ${columns.map(column => cell(each, column)).join(' | ')} |`),
];

/**
 * The bars that tallyman shall meet beside what was measured, as Markdown; a figure that misses its bar is bold, a dash
 * stands where the bar is for another way or there is no such figure.
 */
export const barsTable = (): string => {
	const old = readRecord('lab-40.json');
	const starts = readRecord('lab-40-start.json');
	const recent = readRecord('lab-40-api-1.51.json');
	const large = readRecord('simulator-1000.json');
	const wide = readRecord('simulator-1000-200x60.json');
	return [
		...tableOf(bars, [
			{title: 'files', record: old, starts, tool: 'tallyman files'},
			{
				title: `streams (${String(old.conditions.docker).split('+')[0]})`,
				record: old,
				starts,
				tool: 'tallyman streams',
			},
			{title: `polling (${String(recent.conditions.docker).split('+')[0]})`, record: recent, tool: 'tallyman polling'},
		]),
		'',
		`${large.conditions.containers} containers running:`,
		'',
		...tableOf(largeBars, [
			{title: 'polling', record: large, tool: 'tallyman polling'},
			{title: 'streams', record: large, tool: 'tallyman streams'},
			{title: 'polling, 200x60', record: wide, tool: 'tallyman polling'},
			{title: 'streams, 200x60', record: wide, tool: 'tallyman streams'},
		]),
		'',
		...[old, starts, recent, large, wide].map(record => `- ${conditionsText(record)}`),
	].join('\n');
};

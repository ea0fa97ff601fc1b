import {formatBytes, formatMemory, formatPercent} from '../../model/bytes.ts';
import type {Container, ContainerDetails} from '../../model/container.ts';
import type {Line, Span, Tone} from '../../model/tone.ts';
import type {UsageHistory} from '../../store/usage-history.ts';
import {labelled} from '../cell.ts';
import type {Graph, GraphSpan, Section, View} from '../resource.ts';
import {usageOf} from './columns.ts';

const graphPoints = 100;

/** A limit is the top of its graph. */
const limited = (max: number | undefined): Partial<Graph> => (max === undefined ? {} : {max, isLimited: true});

/** Graphs of a history: CPU, memory, network and block. */
const usageGraphs = (
	history: UsageHistory | undefined,
	now: number,
	span: GraphSpan,
	limits: {readonly memory?: number | undefined; readonly cpu?: number | undefined},
): readonly Graph[] => {
	if (history === undefined) return [];
	const graph = (
		title: string,
		key: Parameters<UsageHistory['series']>[0],
		tone: Tone,
		format: (value: number) => string,
	): Graph => ({
		title,
		span,
		latest: history.latest[key],
		values: history.series(key, graphPoints, span.milliseconds, now),
		tone,
		format,
	});
	const perSecond = (value: number) => `${formatBytes(value)}/s`;
	return [
		{...graph('CPU', 'cpu', 'accent', formatPercent), ...limited(limits.cpu)},
		{...graph('Memory', 'memory', 'accent', formatMemory), ...limited(limits.memory)},
		graph('Received', 'receiveRate', 'good', perSecond),
		graph('Sent', 'sendRate', 'good', perSecond),
		graph('Read', 'readRate', 'busy', perSecond),
		graph('Written', 'writeRate', 'busy', perSecond),
	];
};

/** Usage over time, with the limit where there is one. */
export const graphSection = (
	row: Container,
	details: ContainerDetails | undefined,
	view: View,
	span: GraphSpan,
): Section => ({
	title: `Usage, last ${span.title}`,
	lines: row.state === 'running' ? [] : [[{text: 'it does not run', tone: 'quiet'}]],
	graphs: usageGraphs(view.state.usage.get(row.id), view.now, span, {
		memory: details?.memoryLimit,
		cpu: details?.cpuLimit === undefined ? undefined : details.cpuLimit * 100,
	}),
});

const cpuText = (details: ContainerDetails): string => {
	const limit = details.cpuLimit === undefined ? undefined : `${details.cpuLimit} CPUs`;
	const held = details.cpuSet === undefined ? undefined : `CPUs ${details.cpuSet}`;
	return [limit, held].filter(part => part !== undefined).join(', on ') || 'unlimited';
};

const unknown = '–';

/** From so many percent of its time on it is worth a look that it is held back. */
const muchThrottled = 5;

const throttledSpan = (percent: number | undefined): readonly Span[] =>
	percent === undefined
		? []
		: [
				{
					text: `, held back ${Math.round(percent)}% of the time`,
					tone: percent >= muchThrottled ? 'warning' : 'quiet',
				},
			];

/** Cores that are shown one by one. */
const mostCores = 64;

const coresText = (cores: readonly number[] | undefined): string | undefined =>
	cores === undefined || cores.length < 2
		? undefined
		: cores
				.slice(0, mostCores)
				.map((percent, core) => `${core}: ${Math.round(percent)}%`)
				.join('  ');

/** What is held for it: by its service where it is a task's, as the engine does not tell the container. */
const reservedOf = (row: Container, details: ContainerDetails, {state}: View) => {
	const service = row.serviceId === undefined ? undefined : state.tables.services.rows.get(row.serviceId);
	const {memory, nanoCpus} = service?.reservation ?? {};
	return {
		memory: memory ?? details.memoryReservation,
		cpu: nanoCpus === undefined ? undefined : nanoCpus / 1e9,
	};
};

const reservedText = (amount: string | undefined): string => (amount === undefined ? '' : `, ${amount} reserved`);

/** What it uses beside what it may use and what is held for it. */
export const limitLines = (details: ContainerDetails | undefined, row: Container, view: View): readonly Line[] => {
	if (details === undefined) return [];
	const usage = usageOf(row, view);
	const reserved = reservedOf(row, details, view);
	const amount = (value: number | undefined, format: (value: number) => string) =>
		value === undefined ? 'unlimited' : format(value);
	const known = (value: number | undefined, format: (value: number) => string) =>
		value === undefined ? unknown : format(value);
	const memory = `${known(usage?.memory, formatMemory)} of ${amount(details.memoryLimit, formatMemory)}`;
	const shares = details.cpuShares === undefined ? '' : `, weight ${details.cpuShares}`;
	const cpu = `${known(usage?.cpu, formatPercent)} of ${cpuText(details)}${shares}`;
	const [cpuLine = []] = labelled(
		'CPU',
		`${cpu}${reservedText(reserved.cpu === undefined ? undefined : String(reserved.cpu))}`,
	);
	return [
		...labelled(
			'Memory',
			`${memory}${reservedText(reserved.memory === undefined ? undefined : formatMemory(reserved.memory))}`,
		),
		[...cpuLine, ...throttledSpan(usage?.throttled)],
		...labelled('Cores', coresText(usage?.cores)),
		...labelled('Processes', `${usage?.pids ?? unknown} of ${amount(details.pidsLimit, String)}`),
		...labelled('Network', `${known(usage?.received, formatBytes)} in, ${known(usage?.sent, formatBytes)} out`),
		...labelled('Block', `${known(usage?.read, formatBytes)} read, ${known(usage?.written, formatBytes)} written`),
	];
};

import {formatBytes, formatMemory, formatPercent} from '../../model/bytes.ts';
import type {Container, ContainerDetails} from '../../model/container.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Line, Span, Tone} from '../../model/tone.ts';
import type {UsageHistory} from '../../store/usage-history.ts';
import {formatMoment, labelled} from '../cell.ts';
import {endingSection} from '../ending-section.ts';
import {eventsSection} from '../events/section.ts';
import {loopText} from '../loop.ts';
import type {DetailsOptions, Graph, GraphSpan, Section, View} from '../resource.ts';
import {imageText, statusText} from './columns.ts';
import {containerCondition, inspectedOf, isContainerFaulty, recentDeaths} from './condition.ts';
import {endingOf} from './ending.ts';
import {containerReason} from './explain.ts';
import {portTexts} from './ports.ts';
import {timelineSection} from './timeline.ts';

const graphPoints = 100;

/** Graphs of a history: CPU, memory, network and block. */
const usageGraphs = (
	history: UsageHistory | undefined,
	now: number,
	span: GraphSpan,
	limits: {readonly memory?: number} = {},
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
		graph('CPU', 'cpu', 'accent', formatPercent),
		{
			...graph('Memory', 'memory', 'accent', formatMemory),
			...(limits.memory === undefined ? {} : {max: limits.memory}),
		},
		graph('Received', 'receiveRate', 'good', perSecond),
		graph('Sent', 'sendRate', 'good', perSecond),
		graph('Read', 'readRate', 'busy', perSecond),
		graph('Written', 'writeRate', 'busy', perSecond),
	];
};

/** The name that it was made from, and its image where that name is on another by now. */
const imageLines = (row: Container, details: ContainerDetails | undefined): readonly Line[] => {
	const now = imageText(row.image);
	const configured = details === undefined ? now : imageText(details.image);
	return [
		...labelled('Image', configured),
		...(configured === now ? [] : labelled('Image now', `${now}: ${configured} is another one by now`)),
	];
};

const cpuText = (details: ContainerDetails): string => {
	const limit = details.cpuLimit === undefined ? undefined : `${details.cpuLimit} CPUs`;
	const held = details.cpuSet === undefined ? undefined : `CPUs ${details.cpuSet}`;
	return [limit, held].filter(part => part !== undefined).join(', on ') || 'unlimited';
};

const whyOf = (row: Container, view: View): Span | undefined => {
	const reason = containerReason(row, view);
	const {tone} = containerCondition(row, view);
	return reason === undefined ? undefined : {text: reason, tone: tone === 'good' ? 'plain' : tone};
};

/** The badge of one that is started again and again. */
const loopOf = (row: Container, view: View): Span | undefined => {
	const {glyph, word, tone} = containerCondition(row, view);
	const deaths = recentDeaths(row, view);
	return word === 'restarting' && deaths.length > 1
		? {text: `${glyph} ${loopText(deaths, view.now)}`, tone}
		: undefined;
};

const stateLines = (row: Container, details: ContainerDetails | undefined, view: View): readonly Line[] => {
	const condition = containerCondition(row, view);
	const moment = (at: number | undefined) =>
		at === undefined ? undefined : `${formatMoment(at)} (${formatDuration(view.now - at)} ago)`;
	return [
		...labelled('State', {text: `${condition.glyph} ${statusText(row, view)}`, tone: condition.tone}),
		...labelled('Why', whyOf(row, view)),
		...labelled('Loop', loopOf(row, view)),
		...imageLines(row, details),
		...labelled('Command', details?.command ?? row.command),
		...labelled('Started', moment(details?.startedAt)),
		...(row.state === 'running' || row.state === 'paused' ? [] : labelled('Finished', moment(details?.finishedAt))),
		...labelled('Error', details?.error === undefined ? undefined : {text: details.error, tone: 'bad'}),
		...labelled(
			'Restarts',
			details === undefined ? undefined : `${details.restartCount}, policy ${details.restartPolicy ?? 'no'}`,
		),
	];
};

const originLines = (row: Container, view: View): readonly Line[] => [
	...labelled(
		'Created',
		row.createdAt === undefined
			? undefined
			: `${formatMoment(row.createdAt)} (${formatDuration(view.now - row.createdAt)} ago)`,
	),
	...labelled('Project', row.project),
	...labelled('Service', row.serviceName),
	...labelled('ID', {text: row.id, tone: 'quiet'}),
];

const limitLines = (details: ContainerDetails | undefined, row: Container, view: View): readonly Line[] => {
	if (details === undefined) return [];
	const usage = view.state.usage.get(row.id)?.latest;
	const amount = (value: number | undefined, format: (value: number) => string) =>
		value === undefined ? 'unlimited' : format(value);
	return [
		...labelled(
			'Memory',
			`${usage?.memory === undefined ? '–' : formatMemory(usage.memory)} of ${amount(details.memoryLimit, formatMemory)}`,
		),
		...labelled('CPU', `${usage?.cpu === undefined ? '–' : formatPercent(usage.cpu)} of ${cpuText(details)}`),
		...labelled('Processes', `${usage?.pids ?? '–'} of ${amount(details.pidsLimit, String)}`),
		...labelled(
			'Network',
			`${usage?.received === undefined ? '–' : formatBytes(usage.received)} in, ${usage?.sent === undefined ? '–' : formatBytes(usage.sent)} out`,
		),
		...labelled(
			'Block',
			`${usage?.read === undefined ? '–' : formatBytes(usage.read)} read, ${usage?.written === undefined ? '–' : formatBytes(usage.written)} written`,
		),
	];
};

const healthLines = (details: ContainerDetails | undefined, now: number): readonly Line[] =>
	[...(details?.probes ?? [])]
		.reverse()
		.map(probe => [
			{text: `${probe.exitCode === 0 ? '●' : '✗'} `, tone: probe.exitCode === 0 ? 'good' : 'bad'},
			{text: probe.startedAt === undefined ? '' : `${formatDuration(now - probe.startedAt)} ago  `, tone: 'quiet'},
			{text: probe.output === '' ? `exit ${probe.exitCode}` : probe.output},
		]);

/** The page of a container. Values of the environment are masked until asked for. */
export const containerDetails = (row: Container, view: View, options: DetailsOptions): readonly Section[] => {
	const inspected = inspectedOf(row, view.state);
	const details = inspected?.details;
	const waiting: readonly Line[] =
		inspected?.fault === undefined
			? [[{text: 'reading…', tone: 'quiet'}]]
			: [[{text: inspected.fault.message, tone: 'bad'}]];
	const orWaiting = (lines: readonly Line[]) => (details === undefined ? waiting : lines);
	const none: readonly Line[] = [[{text: 'none', tone: 'quiet'}]];
	const orNone = (lines: readonly Line[]) => orWaiting(lines.length === 0 ? none : lines);
	const past: readonly Section[] = [
		timelineSection(row, view),
		...(endingOf(row, view) === undefined ? [] : [endingSection('containers', row.id, view)]),
	];
	const checks: readonly Section[] =
		(details?.probes.length ?? 0) > 0 || row.health !== undefined
			? [{title: 'Health checks', lines: orNone(healthLines(details, view.now))}]
			: [];
	// Of what goes wrong one wants to know why, of what runs how much it takes.
	const isTroubled = isContainerFaulty(row, view) || row.state === 'exited';
	return [
		{title: 'State', lines: stateLines(row, details, view)},
		...(isTroubled ? [...past, ...checks] : []),
		{
			title: `Usage, last ${options.graphSpan.title}`,
			lines: row.state === 'running' ? [] : [[{text: 'it does not run', tone: 'quiet'}]],
			graphs: usageGraphs(
				view.state.usage.get(row.id),
				view.now,
				options.graphSpan,
				details?.memoryLimit === undefined ? {} : {memory: details.memoryLimit},
			),
		},
		{title: 'Usage and limits', lines: orWaiting(limitLines(details, row, view))},
		...(inspected?.processes === undefined
			? []
			: [{title: 'Processes', lines: processLines(inspected.processes.titles, inspected.processes.rows)}]),
		...(isTroubled ? [] : [...checks, ...past]),
		eventsSection('containers', row, view),
		{
			title: row.state === 'running' || row.state === 'paused' ? 'Ports' : 'Ports, when it runs',
			lines: orNone(portTexts(details?.ports ?? row.ports).map(text => [{text}])),
		},
		{
			title: 'Mounts',
			lines: orNone(
				(details?.mounts ?? []).map(mount => [
					{text: mount.destination},
					{text: ` ← ${mount.source} (${mount.type}${mount.isReadOnly ? ', read-only' : ''})`, tone: 'quiet'},
				]),
			),
		},
		{
			title: 'Networks',
			lines: orNone(
				(details?.networks ?? []).map(network => [
					{text: network.name},
					{
						text: `  ${network.ip ?? 'no address'}${network.gateway === undefined ? '' : ` via ${network.gateway}`}`,
						tone: 'quiet',
					},
				]),
			),
		},
		{
			title: options.isMasked ? 'Environment (m shows values)' : 'Environment',
			lines: orNone(
				(details?.environment ?? []).map(variable => [
					{text: `${variable.name}=`, tone: 'quiet'},
					{text: options.isMasked ? '•••' : variable.value},
				]),
			),
		},
		{
			title: 'Labels',
			lines: orNone(
				Object.entries(details?.labels ?? row.labels).map(([name, value]) => [
					{text: `${name}=`, tone: 'quiet'},
					{text: value},
				]),
			),
		},
		{title: 'Origin', lines: originLines(row, view)},
	];
};

/** A table of processes with columns as wide as their widest cell; the last one is left as it is. */
export const processLines = (titles: readonly string[], rows: ReadonlyArray<readonly string[]>): readonly Line[] => {
	const widths = titles.map((title, index) => Math.max(title.length, ...rows.map(row => row[index]?.length ?? 0)));
	const join = (cells: readonly string[]) =>
		cells.map((cell, index) => (index === cells.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  ');
	return [[{text: join(titles), tone: 'quiet'}], ...rows.map(row => [{text: join(row)}])];
};

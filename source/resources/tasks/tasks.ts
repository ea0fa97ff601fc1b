import {formatDuration} from '../../model/duration.ts';
import type {Task} from '../../model/swarm.ts';
import type {Line} from '../../model/tone.ts';
import type {EngineState} from '../../store/state.ts';
import {ageOf, formatMoment, labelled, textOr, wordsAfterName} from '../cell.ts';
import {exitText} from '../containers/explain.ts';
import {localUsageColumns} from '../local-usage.ts';
import type {Column, Condition, Resource, Section, View} from '../resource.ts';
import {formatServicePorts} from '../services/services.ts';
import {swarmEmptyReason} from '../swarm-empty.ts';

/** Troubles older than this are history, not news. */
const newsSpan = 60 * 60_000;

const isWanted = (task: Task): boolean =>
	task.desiredState === 'running' || task.desiredState === 'complete' || task.desiredState === 'ready';

const isOnTheWay = (task: Task): boolean =>
	['new', 'allocated', 'pending', 'assigned', 'accepted', 'preparing', 'ready', 'starting'].includes(task.state);

/** Glyph, word and tone of a task. */
export const taskCondition = (task: Task): Condition => {
	if (task.isOnLostNode && task.state === 'running') return {glyph: '?', word: 'node down', tone: 'bad'};
	switch (task.state) {
		case 'running':
			return isWanted(task)
				? {glyph: '●', word: 'running', tone: 'good'}
				: {glyph: '◌', word: 'stopping', tone: 'busy'};
		case 'failed':
		case 'rejected':
			return {glyph: '✗', word: task.state, tone: 'bad'};
		case 'orphaned':
			return {glyph: '?', word: 'orphaned', tone: 'bad'};
		case 'complete':
		case 'shutdown':
		case 'remove':
			return {glyph: '○', word: task.state, tone: 'quiet'};
		default:
			return isOnTheWay(task) && task.error !== undefined
				? {glyph: '▲', word: task.state, tone: 'warning'}
				: {glyph: '◌', word: task.state, tone: isWanted(task) ? 'busy' : 'quiet'};
	}
};

const containersOf = (task: Task, state: EngineState): readonly string[] =>
	task.containerId !== undefined && state.containers.rows.has(task.containerId) ? [task.containerId] : [];

const currentText = (task: Task, now: number): string =>
	`${taskCondition(task).word}${task.since === undefined ? '' : ` ${formatDuration(now - task.since)}`}`;

const columns: ReadonlyArray<Column<Task>> = [
	{
		id: 'name',
		title: 'NAME',
		align: 'left',
		width: 16,
		maxWidth: 40,
		priority: 100,
		cell: row => ({text: row.name, tone: 'strong'}),
		order: row => row.name,
	},
	{
		id: 'state',
		title: 'CURRENT',
		align: 'left',
		width: 13,
		maxWidth: 18,
		priority: 99,
		cell: (row, view) => {
			const tone = taskCondition(row).tone;
			return {text: currentText(row, view.now), tone: tone === 'good' ? 'plain' : tone};
		},
		order: row => row.state,
	},
	{
		id: 'desired',
		title: 'DESIRED',
		align: 'left',
		width: 9,
		priority: 60,
		cell: row => ({text: row.desiredState, tone: 'quiet'}),
		order: row => row.desiredState,
	},
	{
		id: 'node',
		title: 'NODE',
		align: 'left',
		width: 10,
		maxWidth: 24,
		priority: 90,
		cell: row => textOr(row.nodeName ?? row.nodeId?.slice(0, 12), row.isOnLostNode ? 'bad' : undefined),
		order: row => row.nodeName,
	},
	{
		id: 'image',
		title: 'IMAGE',
		align: 'left',
		width: 14,
		maxWidth: 30,
		priority: 50,
		cell: row => ({text: row.image}),
		order: row => row.image,
	},
	{
		id: 'error',
		title: 'ERROR',
		align: 'left',
		width: 24,
		maxWidth: 60,
		priority: 80,
		cell: row => ({text: row.error ?? '', tone: 'bad'}),
		order: row => row.error,
	},
	{
		id: 'exit',
		title: 'EXIT',
		align: 'right',
		width: 4,
		priority: 40,
		cell: row =>
			textOr(
				row.exitCode === undefined || isOnTheWay(row) || row.state === 'running' ? undefined : String(row.exitCode),
			),
		order: row => row.exitCode,
	},
	{
		id: 'ports',
		title: 'PORTS',
		align: 'left',
		width: 12,
		maxWidth: 30,
		priority: 30,
		cell: row => ({text: formatServicePorts(row.ports)}),
		order: row => row.ports[0]?.publishedPort,
	},
	{
		id: 'since',
		title: 'SINCE',
		align: 'right',
		width: 6,
		priority: 10,
		cell: (row, view) => ageOf(row.since, view.now),
		order: row => row.since,
		isDescendingFirst: true,
	},
	{
		id: 'id',
		title: 'ID',
		align: 'left',
		width: 12,
		priority: 15,
		cell: row => ({text: row.id.slice(0, 12), tone: 'quiet'}),
		order: row => row.id,
	},
	...localUsageColumns(containersOf),
];

const explain = (row: Task, view: View): Line | undefined => {
	const parts: string[] = [];
	if (row.isOnLostNode)
		parts.push(`its node ${row.nodeName ?? row.nodeId ?? ''} is down, so its state is what was last heard`);
	if (row.error !== undefined) parts.push(row.error);
	else if (row.message !== undefined && row.state !== 'running') parts.push(row.message);
	if (row.exitCode !== undefined && row.exitCode !== 0 && ['failed', 'shutdown', 'complete'].includes(row.state))
		parts.push(exitText(row.exitCode));
	if (parts.length === 0) return undefined;
	const where = row.nodeName === undefined ? '' : ` on ${row.nodeName}`;
	const when = row.since === undefined ? '' : `, ${formatDuration(view.now - row.since)} ago`;
	return [
		{text: `${row.name}${where}: `, tone: 'quiet'},
		{text: `${parts.join('; ')}${when}`, tone: taskCondition(row).tone === 'good' ? 'plain' : taskCondition(row).tone},
	];
};

const details = (row: Task, view: View): readonly Section[] => {
	const condition = taskCondition(row);
	const moment = (at: number | undefined) =>
		at === undefined ? undefined : `${formatMoment(at)} (${formatDuration(view.now - at)} ago)`;
	const history = [...view.state.tasks.rows.values()]
		.filter(
			task =>
				task.serviceId === row.serviceId &&
				(row.slot === undefined ? task.nodeId === row.nodeId : task.slot === row.slot),
		)
		.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
	return [
		{
			title: 'State',
			lines: [
				...labelled('State', {text: `${condition.glyph} ${condition.word}`, tone: condition.tone}),
				...labelled('Since', moment(row.since)),
				...labelled('Desired', row.desiredState),
				...labelled('Message', row.message),
				...labelled('Error', row.error === undefined ? undefined : {text: row.error, tone: 'bad'}),
				...labelled('Exit', row.exitCode === undefined || row.state === 'running' ? undefined : exitText(row.exitCode)),
				...labelled('Service', row.serviceName),
				...labelled('Node', row.nodeName ?? row.nodeId),
				...labelled('Image', row.image),
				...labelled('Created', moment(row.createdAt)),
				...labelled('Container', row.containerId === undefined ? undefined : {text: row.containerId, tone: 'quiet'}),
				...labelled('ID', {text: row.id, tone: 'quiet'}),
			],
		},
		{
			title: 'History of its slot, latest first',
			lines: history.map(task => [
				{text: `${task.id.slice(0, 12)}  `, tone: 'quiet'},
				{text: currentText(task, view.now), tone: taskCondition(task).tone},
				{text: task.error === undefined ? '' : `  ${task.error}`, tone: 'bad'},
			]),
		},
	];
};

/** Trouble, new things first; then what runs; then history. */
const rank = (row: Task, now: number): number => {
	const tone = taskCondition(row).tone;
	if (tone === 'bad' && now - (row.since ?? 0) < newsSpan) return 0;
	if (tone === 'warning' || tone === 'busy') return 1;
	return tone === 'good' ? 2 : 3;
};

/** Tasks of the swarm. */
export const tasks: Resource<Task> = {
	id: 'tasks',
	kind: 'task',
	title: 'Tasks',
	isSwarm: true,
	rows: state => [...state.tasks.rows.values()],
	lane: state => state.tasks,
	identity: row => row.id,
	name: row => row.name,
	createdAt: row => row.createdAt,
	columns,
	defaultSort: {column: 'name', isDescending: false},
	condition: taskCondition,
	// Ranks are far apart, so that within one rank the latest change comes first.
	urgency: (row, view) => rank(row, view.now) * 1e15 - (row.since ?? 0),
	isFaulty: row => ['bad', 'warning'].includes(taskCondition(row).tone),
	isRunning: row => isWanted(row) && (row.state === 'running' || isOnTheWay(row)),
	searched: row => [row.name, row.image, row.state, row.nodeName, row.id, row.error],
	fields: ['service', 'node', 'state', 'project', 'stack', 'image'],
	field: (row, name) => {
		switch (name) {
			case 'service':
				return [row.serviceId, row.serviceName];
			case 'node':
				return [row.nodeId, row.nodeName].filter(value => value !== undefined);
			case 'state':
				return [row.state, taskCondition(row).word];
			case 'project':
			case 'stack':
				return row.stack === undefined ? [] : [row.stack];
			case 'image':
				return [row.image];
			default:
				return [];
		}
	},
	reason: (row, view) => wordsAfterName(explain(row, view)),
	explain,
	details,
	enter: row => ({kind: 'logs', target: {kind: 'task', id: row.id}}),
	logs: row => ({kind: 'task', id: row.id}),
	actions: [],
	usedContainers: containersOf,
	emptyReason: swarmEmptyReason('tasks'),
};

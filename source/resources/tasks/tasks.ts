import {formatDuration} from '../../model/duration.ts';
import type {Task} from '../../model/swarm.ts';
import type {Line} from '../../model/tone.ts';
import type {EngineState} from '../../store/state.ts';
import {ageOf, explained, formatMoment, labelled, textOr} from '../cell.ts';
import {exitText} from '../containers/explain.ts';
import {endingSection} from '../ending-section.ts';
import {type Bounds, localUsageColumns} from '../local-usage.ts';
import {writerPrefix} from '../log-prefix.ts';
import type {Column, Resource, Section, View} from '../resource.ts';
import {formatServicePorts} from '../services/services.ts';
import {swarmEmptyReason} from '../swarm-empty.ts';
import {taskCondition} from './condition.ts';
import {endingOf} from './ending.ts';
import {taskLinks} from './links.ts';
import {placementSections} from './placement-text.ts';
import {taskReason} from './reason.ts';
import {isWanted, slotOf, standingTasks} from './slots.ts';
import {tasksTable} from './table.ts';
import {taskVerbs} from './verbs.ts';

const containersOf = (task: Task, state: EngineState): readonly string[] =>
	task.state === 'running' && task.containerId !== undefined && state.tables.containers.rows.has(task.containerId)
		? [task.containerId]
		: [];

/** What a task may use that runs where nothing is seen of it. */
const boundsOf = (task: Task, {state}: View): Bounds | undefined => {
	if (task.state !== 'running' || containersOf(task, state).length > 0) return undefined;
	const service = task.serviceId === undefined ? undefined : state.tables.services.rows.get(task.serviceId);
	return service === undefined
		? undefined
		: {
				...(service.cpuLimit === undefined ? {} : {cpus: service.cpuLimit}),
				...(service.memoryLimit === undefined ? {} : {memory: service.memoryLimit}),
			};
};

const currentText = (task: Task, view: View): string =>
	`${taskCondition(task, view).word}${task.since === undefined ? '' : ` ${formatDuration(view.now - task.since)}`}`;

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
			const tone = taskCondition(row, view).tone;
			return {text: currentText(row, view), tone: tone === 'good' ? 'plain' : tone};
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
		keepsEnd: true,
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
		cell: (row, view) => ({text: row.error ?? '', tone: taskCondition(row, view).tone === 'quiet' ? 'quiet' : 'bad'}),
		order: row => row.error,
	},
	{
		id: 'exit',
		title: 'EXIT',
		align: 'right',
		width: 4,
		priority: 40,
		cell: row => textOr(row.exitCode === undefined ? undefined : String(row.exitCode)),
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
	...localUsageColumns(containersOf, boundsOf),
];

const nameOnNode = (row: Task): string => (row.nodeName === undefined ? row.name : `${row.name} on ${row.nodeName}`);

const explain = (row: Task, view: View): Line | undefined =>
	explained(nameOnNode(row), taskReason(row, view), taskCondition(row, view).tone);

const details = (row: Task, view: View): readonly Section[] => {
	const condition = taskCondition(row, view);
	const moment = (at: number | undefined) =>
		at === undefined ? undefined : `${formatMoment(at)} (${formatDuration(view.now - at)} ago)`;
	const slot = slotOf(row, view.state);
	const history = [slot.present, ...slot.history];
	const why = taskReason(row, view);
	return [
		{
			title: 'Summary',
			lines: [
				...labelled('Why', why === undefined ? undefined : {text: why, tone: condition.tone}),
				...labelled('Since', moment(row.since)),
				...labelled('Desired', row.desiredState),
				...labelled('Message', row.message),
				...labelled('Error', row.error === undefined ? undefined : {text: row.error, tone: 'bad'}),
				...labelled('Exit', row.exitCode === undefined ? undefined : exitText(row.exitCode)),
				...labelled('Service', row.serviceName),
				...labelled('Node', row.nodeName ?? row.nodeId),
				...labelled('Image', row.image),
				...labelled('Created', moment(row.createdAt)),
				...labelled('Container', row.containerId === undefined ? undefined : {text: row.containerId, tone: 'quiet'}),
				...labelled('ID', {text: row.id, tone: 'quiet'}),
			],
		},
		...placementSections(row, view),
		...(endingOf(row, view) === undefined ? [] : [endingSection('tasks', row.id, view)]),
		{
			title: 'History of its slot, latest first',
			lines: history.map(task => [
				{text: `${task.id.slice(0, 12)}  `, tone: 'quiet'},
				{text: currentText(task, view), tone: taskCondition(task, view).tone},
				{text: task.error === undefined ? '' : `  ${task.error}`, tone: 'bad'},
			]),
		},
	];
};

/** Trouble first, then what is on its way, then what runs, then history. */
const rank = (row: Task, view: View): number => {
	switch (taskCondition(row, view).tone) {
		case 'bad':
			return 0;
		case 'warning':
		case 'busy':
			return 1;
		case 'good':
			return 2;
		default:
			return 3;
	}
};

/** Tasks of the swarm. */
export const tasks: Resource<Task> = {
	table: tasksTable,
	reads: ['services', 'nodes', 'containers'],
	singular: 'task',
	title: 'Tasks',
	aliases: ['task'],
	isOnHome: true,
	shell: (row, {state}) => {
		const here = row.containerId === undefined ? undefined : state.tables.containers.rows.get(row.containerId);
		if (here?.state === 'running') return {id: here.id};
		return {
			refusal:
				row.state === 'running' ? `it runs on ${row.nodeName ?? 'another engine'}: connect to that` : 'it does not run',
		};
	},
	masks: 'raw',
	logPrefix: writerPrefix,
	identity: row => row.id,
	name: row => row.name,
	createdAt: row => row.createdAt,
	columns,
	defaultSort: {column: 'name', isDescending: false},
	condition: taskCondition,
	// Ranks are far apart, so that within one rank the latest change comes first.
	urgency: (row, view) => rank(row, view) * 1e15 - (row.since ?? 0),
	standing: standingTasks,
	isFaulty: (row, view) => ['bad', 'warning'].includes(taskCondition(row, view).tone),
	isRunning: isWanted,
	searched: row => [row.name, row.image, row.state, row.nodeName, row.id, row.error],
	fields: ['service', 'node', 'state', 'project', 'stack', 'image'],
	field: (row, name, view) => {
		switch (name) {
			case 'service':
				return [row.serviceId, row.serviceName];
			case 'node':
				return [row.nodeId, row.nodeName].filter(value => value !== undefined);
			case 'state':
				return [row.state, taskCondition(row, view).word];
			case 'project':
			case 'stack':
				return row.stack === undefined ? [] : [row.stack];
			case 'image':
				return [row.image];
			default:
				return [];
		}
	},
	reason: taskReason,
	ending: endingOf,
	explain,
	details,
	enter: () => ({kind: 'logs'}),
	links: taskLinks,
	logs: ({id, name}) => [{kind: 'task', id, name}],
	verbs: taskVerbs,
	usedContainers: containersOf,
	emptyReason: swarmEmptyReason('tasks'),
};

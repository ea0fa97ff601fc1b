import {formatMemory} from '../../model/bytes.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Service, ServicePort} from '../../model/swarm.ts';
import type {Line} from '../../model/tone.ts';
import type {EngineState} from '../../store/state.ts';
import {ageOf, formatMoment, labelled, textOr, wordsAfterName} from '../cell.ts';
import {localContainers, localUsageColumns} from '../local-usage.ts';
import type {Column, Resource, Section, View} from '../resource.ts';
import {swarmEmptyReason} from '../swarm-empty.ts';
import {serviceActions} from './actions.ts';
import {replicasText, serviceCondition, tasksOf} from './condition.ts';

const containersOf = (service: Service, state: EngineState): readonly string[] =>
	localContainers(state, container => container.serviceId === service.id && container.state === 'running').map(
		container => container.id,
	);

/** Published ports as `docker service ls` writes them. */
export const formatServicePorts = (ports: readonly ServicePort[]): string =>
	ports
		.filter(port => port.publishedPort !== undefined)
		.map(port => `*:${port.publishedPort}→${port.targetPort}/${port.protocol}`)
		.join(' ');

const updateText = (service: Service): string | undefined => service.update?.state.replaceAll('_', ' ');

const updateTone = (service: Service) => {
	const state = service.update?.state;
	if (state === 'paused' || state === 'rollback_paused') return 'bad';
	return state === 'updating' || state === 'rollback_started' ? 'busy' : 'quiet';
};

const columns: ReadonlyArray<Column<Service>> = [
	{
		id: 'name',
		title: 'NAME',
		align: 'left',
		width: 16,
		maxWidth: 36,
		priority: 100,
		cell: row => ({text: row.name, tone: 'strong'}),
		order: row => row.name,
	},
	{
		id: 'mode',
		title: 'MODE',
		align: 'left',
		width: 10,
		maxWidth: 14,
		priority: 70,
		cell: row => ({text: row.mode}),
		order: row => row.mode,
	},
	{
		id: 'replicas',
		title: 'REPLICAS',
		align: 'left',
		width: 9,
		maxWidth: 24,
		priority: 99,
		cell: row => {
			const tone = serviceCondition(row).tone;
			return {text: replicasText(row), tone: tone === 'good' ? 'plain' : tone};
		},
		order: row => row.running,
	},
	{
		id: 'image',
		title: 'IMAGE',
		align: 'left',
		width: 14,
		maxWidth: 36,
		priority: 80,
		cell: row => ({text: row.image}),
		order: row => row.image,
	},
	{
		id: 'ports',
		title: 'PORTS',
		align: 'left',
		width: 14,
		maxWidth: 36,
		priority: 60,
		cell: row => ({text: formatServicePorts(row.ports)}),
		order: row => row.ports[0]?.publishedPort,
	},
	{
		id: 'update',
		title: 'UPDATE',
		align: 'left',
		width: 9,
		maxWidth: 20,
		priority: 65,
		cell: row => textOr(updateText(row), updateTone(row)),
		order: row => updateText(row),
	},
	{
		id: 'stack',
		title: 'STACK',
		align: 'left',
		width: 10,
		maxWidth: 20,
		priority: 20,
		cell: row => textOr(row.stack),
		order: row => row.stack,
	},
	{
		id: 'age',
		title: 'UPDATED',
		align: 'right',
		width: 7,
		priority: 25,
		cell: (row, view) => ageOf(row.updatedAt, view.now),
		order: row => row.updatedAt,
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

const isFaulty = (row: Service): boolean => ['bad', 'warning'].includes(serviceCondition(row).tone);

const explain = (row: Service, view: View): Line | undefined => {
	const parts: string[] = [];
	if (row.update !== undefined && row.update.state !== 'completed')
		parts.push(`${updateText(row)}${row.update.message === undefined ? '' : `: ${row.update.message}`}`);
	if (isFaulty(row)) {
		const failed = tasksOf(row, view).find(task => task.error !== undefined);
		const pending = tasksOf(row, view).find(task => task.state === 'pending');
		const culprit = failed ?? pending;
		if (culprit !== undefined) {
			const where = culprit.nodeName === undefined ? '' : ` on ${culprit.nodeName}`;
			const when = culprit.since === undefined ? '' : `, ${formatDuration(view.now - culprit.since)} ago`;
			parts.push(`${culprit.name}${where}: ${culprit.error ?? culprit.message ?? culprit.state}${when}`);
		}
	}
	if (parts.length === 0) return undefined;
	return [
		{text: `${row.name}: `, tone: 'quiet'},
		{text: parts.join('; '), tone: serviceCondition(row).tone === 'good' ? 'plain' : serviceCondition(row).tone},
	];
};

const details = (row: Service, view: View): readonly Section[] => {
	const condition = serviceCondition(row);
	const moment = (at: number | undefined) =>
		at === undefined ? undefined : `${formatMoment(at)} (${formatDuration(view.now - at)} ago)`;
	return [
		{
			title: 'State',
			lines: [
				...labelled('State', {text: `${condition.glyph} ${condition.word}`, tone: condition.tone}),
				...labelled('Mode', row.mode),
				...labelled('Replicas', replicasText(row)),
				...labelled('Image', row.image),
				...labelled('Command', row.command),
				...labelled('Ports', formatServicePorts(row.ports)),
				...labelled(
					'Update',
					row.update === undefined
						? undefined
						: {
								text: `${updateText(row)}${row.update.message === undefined ? '' : `: ${row.update.message}`}`,
								tone: updateTone(row),
							},
				),
				...labelled('Stack', row.stack),
				...labelled('Created', moment(row.createdAt)),
				...labelled('Updated', moment(row.updatedAt)),
				...labelled('ID', {text: row.id, tone: 'quiet'}),
			],
		},
		{
			title: 'Each task',
			lines: [
				...labelled('CPU limit', row.cpuLimit === undefined ? 'unlimited' : `${row.cpuLimit} CPUs`),
				...labelled('Memory limit', row.memoryLimit === undefined ? 'unlimited' : formatMemory(row.memoryLimit)),
				...labelled('Restart', row.restartCondition),
				...labelled('Networks', row.networks.join(', ')),
				...labelled('Constraints', row.constraints.join(', ')),
			],
		},
		{
			title: 'Tasks, latest first',
			lines: tasksOf(row, view)
				.slice(0, 20)
				.map(task => [
					{text: `${task.name}  `},
					{text: `${task.state}`, tone: task.state === 'running' ? 'good' : task.error === undefined ? 'quiet' : 'bad'},
					{
						text: `${task.nodeName === undefined ? '' : ` on ${task.nodeName}`}${task.since === undefined ? '' : `, ${formatDuration(view.now - task.since)} ago`}`,
						tone: 'quiet',
					},
					{text: task.error === undefined ? '' : `  ${task.error}`, tone: 'bad'},
				]),
		},
		{
			title: 'Labels',
			lines: Object.entries(row.labels).map(([name, value]) => [{text: `${name}=`, tone: 'quiet'}, {text: value}]),
		},
	];
};

/** Services of the swarm. */
export const services: Resource<Service> = {
	id: 'services',
	kind: 'service',
	title: 'Services',
	isSwarm: true,
	rows: state => [...state.services.rows.values()],
	lane: state => state.services,
	identity: row => row.id,
	name: row => row.name,
	createdAt: row => row.createdAt,
	columns,
	defaultSort: {column: 'name', isDescending: false},
	condition: serviceCondition,
	urgency: row =>
		['bad', 'warning', 'busy'].indexOf(serviceCondition(row).tone) +
		(isFaulty(row) || serviceCondition(row).tone === 'busy' ? 0 : 10),
	isFaulty,
	isRunning: row => (row.running ?? 1) > 0,
	searched: row => [row.name, row.image, row.mode, row.id, row.stack],
	fields: ['label', 'state', 'service', 'project', 'stack', 'image'],
	field: (row, name) => {
		switch (name) {
			case 'label':
				return Object.entries(row.labels).flatMap(([key, value]) => [key, `${key}=${value}`]);
			case 'state':
				return [serviceCondition(row).word, updateText(row)].filter(value => value !== undefined);
			case 'service':
				return [row.id, row.name];
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
	enter: row => ({kind: 'list', resource: 'tasks', scope: {title: row.name, field: 'service', value: row.id}}),
	logs: row => ({kind: 'service', id: row.id}),
	actions: serviceActions,
	usedContainers: containersOf,
	emptyReason: swarmEmptyReason('services'),
};

import {formatMemory, formatPercent} from '../../model/bytes.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Service, ServicePort} from '../../model/swarm.ts';
import type {Line} from '../../model/tone.ts';
import type {EngineState} from '../../store/state.ts';
import {ageOf, explained, formatMoment, labelled, textOr} from '../cell.ts';
import {eventsSection} from '../events/section.ts';
import {eventsTable} from '../events/table.ts';
import {localUsageColumns, runningOfService, usageOfContainers} from '../local-usage.ts';
import {writerPrefix} from '../log-prefix.ts';
import type {Column, Resource, Section, UsageShare, View} from '../resource.ts';
import {swarmEmptyReason} from '../swarm-empty.ts';
import {serviceAddresses} from './addresses.ts';
import {modeText, replicasText, serviceCondition, tasksOf} from './condition.ts';
import {createService} from './create.ts';
import {headlines} from './headlines.ts';
import {serviceLinks} from './links.ts';
import {serviceReason} from './reason.ts';
import {servicesTable} from './table.ts';
import {serviceEnding, serviceEndingSections, tasksSection} from './tasks-section.ts';
import {updateColumn, updateText, updateTone} from './update-column.ts';
import {updateCourse, updateNews} from './update-sections.ts';
import {serviceVerbs} from './verbs.ts';

const containersOf = (service: Service, state: EngineState): readonly string[] => runningOfService(service.id, state);

/** Usage is read of the containers on this engine: the rest of its tasks run on other nodes. */
const usageShare = (service: Service, state: EngineState): UsageShare | undefined => {
	const counted = containersOf(service, state).length;
	const running = service.running ?? counted;
	return running > counted ? {counted, running} : undefined;
};

/** Published ports as `docker service ls` writes them. */
export const formatServicePorts = (ports: readonly ServicePort[]): string =>
	ports
		.filter(port => port.publishedPort !== undefined)
		// A port of the task's own node is not open on all of them.
		.map(
			port => `${port.publishMode === 'host' ? 'node' : '*'}:${port.publishedPort}→${port.targetPort}/${port.protocol}`,
		)
		.join(' ');

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
		cell: row => ({text: modeText(row)}),
		order: modeText,
	},
	{
		id: 'replicas',
		title: 'REPLICAS',
		align: 'left',
		width: 9,
		maxWidth: 24,
		priority: 99,
		cell: (row, view) => {
			const tone = serviceCondition(row, view).tone;
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
		keepsEnd: true,
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
	updateColumn,
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
	{
		id: 'here',
		title: 'HERE',
		align: 'right',
		width: 4,
		maxWidth: 7,
		priority: 97,
		// With one node all tasks run here.
		isNeeded: ({state}) => state.tables.nodes.rows.size > 1,
		// Figures of some of its tasks must not look like those of all.
		cell: (row, view) => {
			const share = usageShare(row, view.state);
			return {text: share === undefined ? '' : `${share.counted}/${share.running}`, tone: 'warning'};
		},
	},
	...localUsageColumns(containersOf),
];

const isFaulty = (row: Service, view: View): boolean => ['bad', 'warning'].includes(serviceCondition(row, view).tone);

const explain = (row: Service, view: View): Line | undefined =>
	explained(row.name, serviceReason(row, view), serviceCondition(row, view).tone);

/** Names of its networks, as its tasks tell them; the id where none does. */
export const networkNames = (row: Service, view: View): readonly string[] => {
	const known = Object.assign({}, ...tasksOf(row, view).map(task => task.networkNames)) as Readonly<
		Record<string, string>
	>;
	return row.networks.map(network => known[network] ?? network);
};

/** What its tasks use together, and of how many of them that is. */
const usageText = (row: Service, view: View): string | undefined => {
	const usage = usageOfContainers(view.state, containersOf(row, view.state));
	const share = usageShare(row, view.state);
	if (usage === undefined && share === undefined) return undefined;
	const figures = `CPU ${usage?.cpu === undefined ? '–' : formatPercent(usage.cpu)}, memory ${usage?.memory === undefined ? '–' : formatMemory(usage.memory)}`;
	return share === undefined
		? figures
		: `${figures} of ${share.counted} of ${share.running} tasks, those on this engine`;
};

const details = (row: Service, view: View): readonly Section[] => {
	const condition = serviceCondition(row, view);
	const why = serviceReason(row, view);
	const moment = (at: number | undefined) =>
		at === undefined ? undefined : `${formatMoment(at)} (${formatDuration(view.now - at)} ago)`;
	return [
		...updateNews(row, view),
		{
			title: 'Summary',
			lines: [
				...labelled('Why', why === undefined ? undefined : {text: why, tone: condition.tone}),
				...labelled('Mode', modeText(row)),
				...labelled('Replicas', replicasText(row)),
				...labelled('Usage', usageText(row, view)),
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
		...serviceEndingSections(row, view),
		{
			title: 'Each task',
			lines: [
				...labelled('CPU limit', row.cpuLimit === undefined ? 'unlimited' : `${row.cpuLimit} CPUs`),
				...labelled('Memory limit', row.memoryLimit === undefined ? 'unlimited' : formatMemory(row.memoryLimit)),
				...labelled('Restart', row.restartCondition),
				...labelled('Networks', networkNames(row, view).join(', ')),
				...labelled('Constraints', row.constraints.join(', ')),
			],
		},
		tasksSection(row, view),
		eventsSection('services', row, view),
		{
			title: 'Labels',
			lines: Object.entries(row.labels).map(([name, value]) => [{text: `${name}=`, tone: 'quiet'}, {text: value}]),
		},
	];
};

/** Services of the swarm. */
export const services: Resource<Service> = {
	table: servicesTable,
	pageReads: [eventsTable.id],
	reads: ['tasks', 'nodes', 'containers'],
	singular: 'service',
	title: 'Services',
	aliases: ['svc', 'service'],
	isOnHome: true,
	headlines,
	masks: 'raw',
	logPrefix: writerPrefix,
	identity: row => row.id,
	name: row => row.name,
	createdAt: row => row.createdAt,
	columns,
	defaultSort: {column: 'name', isDescending: false},
	condition: serviceCondition,
	urgency: (row, view) => {
		const place = ['bad', 'warning', 'busy'].indexOf(serviceCondition(row, view).tone);
		return place === -1 ? 9 : place;
	},
	isFaulty,
	isRunning: row => (row.running ?? 1) > 0,
	searched: row => [row.name, row.image, modeText(row), row.id, row.stack],
	fields: ['label', 'state', 'service', 'project', 'stack', 'image'],
	field: (row, name, view) => {
		switch (name) {
			case 'label':
				return Object.entries(row.labels).flatMap(([key, value]) => [key, `${key}=${value}`]);
			case 'state':
				return [serviceCondition(row, view).word, updateText(row)].filter(value => value !== undefined);
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
	reason: serviceReason,
	ending: serviceEnding,
	explain,
	details,
	enter: row => ({kind: 'list', resource: 'tasks', scope: {title: row.name, field: 'service', value: row.id}}),
	course: updateCourse,
	links: serviceLinks,
	addresses: serviceAddresses,
	logs: ({id, name}) => [{kind: 'service', id, name}],
	verbs: serviceVerbs,
	general: [createService],
	usedContainers: containersOf,
	usageShare,
	emptyReason: swarmEmptyReason('services'),
};

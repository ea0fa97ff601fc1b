import {formatMemory} from '../../model/bytes.ts';
import type {SwarmNode, Task} from '../../model/swarm.ts';
import type {Line} from '../../model/tone.ts';
import type {EngineState} from '../../store/state.ts';
import {explained, figure, labelled, textOr, wordsAfterName} from '../cell.ts';
import {eventsSection} from '../events/section.ts';
import {eventsTable} from '../events/table.ts';
import {groupedBy, joinOf} from '../join.ts';
import {localUsageColumns} from '../local-usage.ts';
import type {Column, Condition, Headline, Resource, Section, View} from '../resource.ts';
import {swarmEmptyReason} from '../swarm-empty.ts';
import {joinTokens, rotateToken} from './joining.ts';
import {nodeLinks} from './links.ts';
import {blindness, containersOf, engineSection, reachHeadline} from './reach.ts';
import {nodesTable} from './table.ts';
import {nodeVerbs} from './verbs.ts';

/** Glyph, word and tone of a node. */
export const nodeCondition = (node: SwarmNode): Condition => {
	if (node.state !== 'ready') return {glyph: '✗', word: node.state, tone: 'bad'};
	if (node.reachability === 'unreachable') return {glyph: '✗', word: 'unreachable', tone: 'bad'};
	if (node.availability !== 'active') return {glyph: '‖', word: node.availability, tone: 'warning'};
	return {glyph: '●', word: 'ready', tone: 'good'};
};

const runningByNode = groupedBy(
	'running tasks by node',
	(task: Task) => (task.state === 'running' && task.desiredState === 'running' ? task.nodeId : undefined),
	task => task.id,
);

const runningTasks = (node: SwarmNode, {tables: {tasks}}: EngineState): number | undefined =>
	tasks.at === undefined ? undefined : (runningByNode(tasks.rows).get(node.id)?.length ?? 0);

/** A word as `docker node ls` writes it: Ready, Active, Leader. */
const dockerWord = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const managerStatus = (node: SwarmNode): string | undefined =>
	node.isLeader ? 'Leader' : node.reachability === undefined ? undefined : dockerWord(node.reachability);

const columns: ReadonlyArray<Column<SwarmNode>> = [
	{
		id: 'name',
		title: 'HOSTNAME',
		align: 'left',
		width: 14,
		maxWidth: 36,
		priority: 100,
		cell: row => ({text: row.isSelf ? `${row.name} *` : row.name, tone: 'strong'}),
		order: row => row.name,
	},
	{
		id: 'state',
		title: 'STATUS',
		align: 'left',
		width: 8,
		maxWidth: 12,
		priority: 99,
		cell: row => ({text: dockerWord(row.state), ...(row.state === 'ready' ? {} : {tone: 'bad'})}),
		order: row => row.state,
	},
	{
		id: 'availability',
		title: 'AVAILABILITY',
		align: 'left',
		width: 12,
		priority: 95,
		cell: row => ({text: dockerWord(row.availability), ...(row.availability === 'active' ? {} : {tone: 'warning'})}),
		order: row => row.availability,
	},
	{
		id: 'manager',
		title: 'MANAGER',
		align: 'left',
		width: 11,
		priority: 90,
		cell: row => ({text: managerStatus(row) ?? '', ...(row.reachability === 'unreachable' ? {tone: 'bad'} : {})}),
		order: managerStatus,
	},
	{
		id: 'tasks',
		title: 'TASKS',
		align: 'right',
		width: 5,
		priority: 80,
		cell: (row, view) => figure(runningTasks(row, view.state), String),
		order: (row, view) => runningTasks(row, view.state),
		isDescendingFirst: true,
	},
	{
		id: 'address',
		title: 'ADDRESS',
		align: 'left',
		width: 15,
		priority: 50,
		cell: row => textOr(row.address),
		order: row => row.address,
	},
	{
		id: 'engine-version',
		title: 'VERSION',
		align: 'left',
		width: 9,
		maxWidth: 16,
		priority: 70,
		cell: row => textOr(row.engineVersion),
		order: row => row.engineVersion,
	},
	{
		id: 'platform',
		title: 'PLATFORM',
		align: 'left',
		width: 12,
		priority: 30,
		cell: row => textOr(row.platform),
		order: row => row.platform,
	},
	{
		id: 'cpus',
		title: 'CPUS',
		align: 'right',
		width: 4,
		priority: 45,
		cell: row => figure(row.cpus, String),
		order: row => row.cpus,
		isDescendingFirst: true,
	},
	{
		id: 'capacity',
		title: 'CAPACITY',
		align: 'right',
		width: 8,
		priority: 44,
		cell: row => figure(row.memory, formatMemory),
		order: row => row.memory,
		isDescendingFirst: true,
	},
	{
		id: 'id',
		title: 'ID',
		align: 'left',
		width: 12,
		priority: 20,
		cell: row => ({text: row.id.slice(0, 12), tone: 'quiet'}),
		order: row => row.id,
	},
	...localUsageColumns(containersOf),
];

const details = (row: SwarmNode, view: View): readonly Section[] => {
	return [
		{
			title: 'Summary',
			lines: [
				...labelled('Message', row.message),
				...labelled('Availability', dockerWord(row.availability)),
				...labelled('Role', row.role),
				...labelled('Manager', managerStatus(row)),
				...labelled('Address', row.address),
				...labelled('Engine', row.engineVersion),
				...labelled('Platform', row.platform),
				...labelled('CPUs', row.cpus === undefined ? undefined : String(row.cpus)),
				...labelled('Memory', row.memory === undefined ? undefined : formatMemory(row.memory)),
				...labelled('Tasks', `${runningTasks(row, view.state) ?? '–'} running`),
				...labelled('ID', {text: row.id, tone: 'quiet'}),
			],
		},
		engineSection(row, view.state),
		eventsSection('nodes', row, view),
		{
			title: 'Labels',
			lines: Object.entries(row.labels).map(([name, value]) => [{text: `${name}=`, tone: 'quiet'}, {text: value}]),
		},
	];
};

const explain = (row: SwarmNode, view: View): Line | undefined => {
	const condition = nodeCondition(row);
	const unseen = blindness(row, view.state);
	if (condition.tone === 'good') return unseen === undefined ? undefined : explained(row.name, unseen, 'warning');
	const words =
		row.state !== 'ready'
			? `${row.state}${row.message === undefined ? '' : `: ${row.message}`}`
			: `${condition.word}: it takes no new tasks`;
	return [
		{text: `${row.name}: `, tone: 'quiet'},
		{text: `${words}; ${runningTasks(row, view.state) ?? 'unknown'} tasks said running`, tone: condition.tone},
	];
};

const managerCount = joinOf(
	'managers',
	(rows: ReadonlyMap<string, SwarmNode>): number => [...rows.values()].filter(node => node.role === 'manager').length,
);

const headlines = ({state}: View): readonly Headline[] => {
	if (state.role !== 'manager') return [];
	const {at, rows} = state.tables.nodes;
	const told = at === undefined ? '' : ` ${rows.size} ${rows.size === 1 ? 'node' : 'nodes'} ${managerCount(rows)} mgr`;
	return [{line: [{text: `swarm${told}`}], priority: 60}, ...reachHeadline(state)];
};

/** Nodes of the swarm. */
export const nodes: Resource<SwarmNode> = {
	table: nodesTable,
	pageReads: [eventsTable.id],
	reads: ['services', 'tasks', 'containers'],
	singular: 'node',
	title: 'Nodes',
	aliases: ['no', 'node'],
	headlines,
	identity: row => row.id,
	name: row => row.name,
	createdAt: () => undefined,
	columns,
	defaultSort: {column: 'name', isDescending: false},
	condition: nodeCondition,
	urgency: row => (nodeCondition(row).tone === 'good' ? 1 : 0),
	isFaulty: row => nodeCondition(row).tone !== 'good',
	isRunning: row => row.state === 'ready',
	searched: row => [row.name, row.state, row.availability, row.role, row.id, row.address],
	fields: ['label', 'state', 'node'],
	field: (row, name) => {
		switch (name) {
			case 'label':
				return Object.entries(row.labels).flatMap(([key, value]) => [key, `${key}=${value}`]);
			case 'state':
				return [row.state, row.availability];
			case 'node':
				return [row.id, row.name];
			default:
				return [];
		}
	},
	reason: (row, view) => wordsAfterName(explain(row, view)),
	explain,
	details,
	enter: row => ({kind: 'list', resource: 'tasks', scope: {title: row.name, field: 'node', value: row.id}}),
	links: nodeLinks,
	verbs: nodeVerbs,
	general: [rotateToken],
	readings: [joinTokens],
	usedContainers: containersOf,
	emptyReason: swarmEmptyReason('nodes'),
};

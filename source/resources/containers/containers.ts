import type {Container} from '../../model/container.ts';
import type {EngineState} from '../../store/state.ts';
import {eventsTable} from '../events/table.ts';
import {joinOf} from '../join.ts';
import {runningContainers} from '../local-usage.ts';
import {writerPrefix} from '../log-prefix.ts';
import type {Headline, Resource, View} from '../resource.ts';
import {containerAddresses} from './addresses.ts';
import {containerColumns, imageText, statusText, usageOf} from './columns.ts';
import {
	containerCondition,
	containerUrgency,
	detailsOf,
	isContainerFaulty,
	presentDetailsOf,
	recentDeaths,
	startFailureOf,
} from './condition.ts';
import {containerDetails} from './details.ts';
import {endingOf} from './ending.ts';
import {containerReason, explainContainer} from './explain.ts';
import {fileChanges} from './file-changes.ts';
import {containerFiles} from './files.ts';
import {containerLinks} from './links.ts';
import {containerPrune} from './prune.ts';
import {runContainer} from './run-verb.ts';
import {containersTable} from './table.ts';
import {containerVerbs} from './verbs.ts';

/** The swarm node that it runs on, by id and by name: all that we see run on the engine that we are connected to. */
const nodeOf = (row: Container, {state}: View): readonly string[] => {
	const id = row.nodeId;
	const name = (id === undefined ? undefined : state.tables.nodes.rows.get(id)?.name) ?? state.info?.name;
	return [id, name].filter(value => value !== undefined);
};

const fields: Readonly<Record<string, (row: Container, view: View) => ReadonlyArray<string | undefined>>> = {
	label: row => Object.entries(row.labels).flatMap(([key, value]) => [key, `${key}=${value}`]),
	state: (row, view) => [row.state, row.health, containerCondition(row, view).word],
	status: (row, view) => [
		row.state,
		row.health,
		row.exitCode === undefined ? undefined : String(row.exitCode),
		statusText(row, view),
		containerCondition(row, view).word,
	],
	health: row => [row.health],
	port: row =>
		row.ports.flatMap(port => [
			String(port.privatePort),
			`${port.privatePort}/${port.protocol}`,
			...(port.publicPort === undefined ? [] : [String(port.publicPort)]),
		]),
	node: nodeOf,
	service: row => [row.serviceId, row.serviceName],
	task: row => [row.taskId],
	project: row => [row.project, row.stack],
	stack: row => [row.stack, row.project],
	image: (row, view) => [row.image, imageText(row.image), detailsOf(row, view)?.image],
	network: row => row.networks,
	mount: row => row.mounts,
	id: row => [row.id],
};

const fieldOf = (row: Container, name: string, view: View): readonly string[] =>
	(fields[name]?.(row, view) ?? []).filter(value => value !== undefined);

/** What inspecting and sampling add to a row; null where the engine was not asked or did not tell. */
const factsOf = (row: Container, view: View) => {
	const usage = usageOf(row, view);
	const details = presentDetailsOf(row, view);
	const last = recentDeaths(row, view).at(-1);
	return {
		memoryLimit: usage?.memoryLimit ?? details?.memoryLimit ?? null,
		memoryPercent: usage?.memoryPercent ?? null,
		restartCount: details?.restartCount ?? null,
		isOutOfMemory: last?.isOutOfMemory === true || (details?.isOutOfMemory ?? null),
		startError: startFailureOf(row, view) ?? null,
	};
};

const isEndedTask = (row: Container): boolean =>
	row.taskId !== undefined && ['created', 'exited', 'dead'].includes(row.state);

const withoutEndedTasks = joinOf('containers without ended tasks', (rows: readonly Container[]) =>
	rows.filter(row => !isEndedTask(row)),
);

const headlines = ({state}: View): readonly Headline[] => {
	const {at, rows} = state.tables.containers;
	if (at === undefined) return [];
	return [{line: [{text: `${runningContainers(state).length}/${rows.size} ctr`}], priority: 80}];
};

/** Those whose row says that something is wrong, and not what. */
const isOpen = (row: Container): boolean =>
	['created', 'restarting', 'dead'].includes(row.state) ||
	row.health === 'unhealthy' ||
	(row.state === 'exited' && row.exitCode !== 0);

const openIds = joinOf('open containers', (rows: ReadonlyMap<string, Container>): readonly string[] =>
	[...rows.values()].filter(isOpen).map(row => row.id),
);

/** Whether inspecting told what is wrong where rows leave that open. */
const areReasonsKnown = ({tables, details}: EngineState): boolean =>
	openIds(tables.containers.rows).every(id => details.has(id));

/** Containers of the engine that we are connected to. */
export const containers: Resource<Container> = {
	table: containersTable,
	pageReads: [eventsTable.id],
	singular: 'container',
	title: 'Containers',
	aliases: ['co', 'container', 'ps'],
	isOnHome: true,
	headlines,
	shell: row => (row.state === 'running' ? {id: row.id} : {refusal: 'it does not run'}),
	readings: [fileChanges],
	files: containerFiles,
	addresses: containerAddresses,
	hasGraphs: true,
	masks: 'page',
	isToldByInspecting: true,
	areReasonsKnown,
	// What became of a task is told with its slot, which swarm may have filled again.
	standing: (rows, {state}) =>
		state.role === 'manager' && state.tables.tasks.at !== undefined ? withoutEndedTasks(rows) : rows,
	identity: row => row.id,
	name: row => row.name,
	createdAt: row => row.createdAt,
	columns: containerColumns,
	defaultSort: {column: 'name', isDescending: false},
	condition: containerCondition,
	urgency: containerUrgency,
	isFaulty: isContainerFaulty,
	isRunning: row => row.state === 'running' || row.state === 'restarting' || row.state === 'paused',
	searched: row => [row.name, row.image, row.id, row.state, row.health, row.project, row.stack],
	fields: Object.keys(fields),
	field: fieldOf,
	reason: containerReason,
	facts: factsOf,
	explain: explainContainer,
	details: containerDetails,
	ending: endingOf,
	enter: () => ({kind: 'page'}),
	links: containerLinks,
	logs: ({id, name}) => [{kind: 'container', id, name}],
	logPrefix: writerPrefix,
	verbs: containerVerbs,
	general: [runContainer, containerPrune],
	usedContainers: row => [row.id],
	emptyReason: () => 'this engine has no containers',
};

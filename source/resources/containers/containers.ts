import type {Container} from '../../model/container.ts';
import type {Resource} from '../resource.ts';
import {containerActions} from './actions.ts';
import {containerColumns} from './columns.ts';
import {containerCondition, containerUrgency, isContainerFaulty} from './condition.ts';
import {containerDetails} from './details.ts';
import {containerReason, explainContainer} from './explain.ts';

const fieldOf = (row: Container, name: string): readonly string[] => {
	switch (name) {
		case 'label':
			return Object.entries(row.labels).flatMap(([key, value]) => [key, `${key}=${value}`]);
		case 'state':
			return row.health === undefined ? [row.state] : [row.state, row.health];
		case 'node':
			return row.nodeId === undefined ? [] : [row.nodeId];
		case 'service':
			return [row.serviceId, row.serviceName].filter(value => value !== undefined);
		case 'task':
			return row.taskId === undefined ? [] : [row.taskId];
		case 'project':
		case 'stack':
			return [row.project, row.stack].filter(value => value !== undefined);
		case 'image':
			return [row.image];
		default:
			return [];
	}
};

const isEndedTask = (row: Container): boolean =>
	row.taskId !== undefined && ['created', 'exited', 'dead'].includes(row.state);

/** Containers of the engine that we are connected to. */
export const containers: Resource<Container> = {
	id: 'containers',
	kind: 'container',
	title: 'Containers',
	isSwarm: false,
	rows: state => [...state.containers.rows.values()],
	// What became of a task is told with its slot, which swarm may have filled again.
	standing: (rows, {state}) =>
		state.role === 'manager' && state.tasks.at !== undefined ? rows.filter(row => !isEndedTask(row)) : rows,
	lane: state => state.containers,
	identity: row => row.id,
	name: row => row.name,
	createdAt: row => row.createdAt,
	columns: containerColumns,
	defaultSort: {column: 'name', isDescending: false},
	condition: containerCondition,
	urgency: containerUrgency,
	isFaulty: isContainerFaulty,
	isRunning: row => row.state === 'running' || row.state === 'restarting' || row.state === 'paused',
	searched: row => [row.name, row.image, row.id, row.state, row.project, row.stack],
	field: fieldOf,
	reason: containerReason,
	explain: explainContainer,
	details: containerDetails,
	enter: () => ({kind: 'page'}),
	logs: row => ({kind: 'container', id: row.id}),
	actions: containerActions,
	usedContainers: row => [row.id],
	emptyReason: () => 'this engine has no containers',
};

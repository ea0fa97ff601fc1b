import type {Container} from '../../model/container.ts';
import {wordsAfterName} from '../cell.ts';
import type {Resource, View} from '../resource.ts';
import {containerActions} from './actions.ts';
import {containerColumns} from './columns.ts';
import {containerCondition, isContainerFaulty} from './condition.ts';
import {containerDetails} from './details.ts';
import {explainContainer} from './explain.ts';

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

/** What hunger is measured over, ms: shorter, and rows would jump with every sample. */
const hungerSpan = 20_000;

/** Hungriest first, to a whole percent: those that use next to nothing stand still in the order of their names. */
const byHunger = (row: Container, view: View): number => {
	const [cpu] = view.state.usage.get(row.id)?.series('cpu', 1, hungerSpan, view.now) ?? [];
	return cpu === undefined ? 1 : -Math.round(cpu);
};

/** Containers of the engine that we are connected to. */
export const containers: Resource<Container> = {
	id: 'containers',
	kind: 'container',
	title: 'Containers',
	isSwarm: false,
	rows: state => [...state.containers.rows.values()],
	lane: state => state.containers,
	identity: row => row.id,
	name: row => row.name,
	createdAt: row => row.createdAt,
	columns: containerColumns,
	defaultSort: {column: 'name', isDescending: false},
	condition: containerCondition,
	urgency: byHunger,
	isFaulty: isContainerFaulty,
	isRunning: row => row.state === 'running' || row.state === 'restarting' || row.state === 'paused',
	searched: row => [row.name, row.image, row.id, row.state, row.project, row.stack],
	field: fieldOf,
	reason: (row, view) => wordsAfterName(explainContainer(row, view)),
	explain: explainContainer,
	details: containerDetails,
	enter: () => ({kind: 'page'}),
	logs: row => ({kind: 'container', id: row.id}),
	actions: containerActions,
	usedContainers: row => [row.id],
	emptyReason: () => 'this engine has no containers',
};

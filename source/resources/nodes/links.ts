import type {SwarmNode, Task} from '../../model/swarm.ts';
import {groupedBy} from '../join.ts';
import {downTo, type Links, named} from '../link.ts';
import {standingTasks} from '../tasks/slots.ts';

const tasksByNode = groupedBy(
	'tasks on a node',
	(task: Task) => task.nodeId,
	task => task,
);

/** The services that have tasks on a node, and these tasks. */
export const nodeLinks: Links<SwarmNode> = (row, view) => {
	const tasks = standingTasks(tasksByNode(view.state.tables.tasks.rows).get(row.id) ?? [], view).toSorted((a, b) =>
		a.name < b.name ? -1 : 1,
	);
	const services = [...new Set(tasks.map(({serviceName}) => serviceName))];
	return [
		...downTo({title: 'Services', resource: 'services'}, named(services)).map(link => ({...link, isBelow: false})),
		...downTo({title: 'Tasks', resource: 'tasks'}, tasks),
	];
};

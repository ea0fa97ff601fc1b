import type {Service} from '../../model/swarm.ts';
import {downTo, type Links, named, upTo} from '../link.ts';
import {standingTasks} from '../tasks/slots.ts';
import {tasksOf} from './condition.ts';

/** The tasks that tell how a service stands, its secrets and what else its tasks use, and its stack. */
export const serviceLinks: Links<Service> = (row, view) => {
	const tasks = standingTasks(tasksOf(row, view), view).toSorted(
		(a, b) => (a.slot ?? 0) - (b.slot ?? 0) || (a.name < b.name ? -1 : 1),
	);
	const names = new Map(tasks.flatMap(({networkNames}) => Object.entries(networkNames)));
	return [
		...upTo({title: 'Stack', resource: 'stacks'}, row.stack),
		...downTo({title: 'Tasks', resource: 'tasks'}, tasks),
		// A tree shows these below the tasks, where there are any.
		...[
			...downTo({title: 'Image', resource: 'images'}, named([row.image])),
			...downTo(
				{title: 'Networks', resource: 'networks'},
				row.networks.map(id => ({id, name: names.get(id) ?? id})),
			),
		].map(link => ({...link, isBelow: tasks.length === 0})),
		...downTo({title: 'Secrets', resource: 'secrets'}, row.secrets ?? []),
		...downTo({title: 'Configs', resource: 'configs'}, row.configs ?? []),
	];
};

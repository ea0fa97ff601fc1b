import type {Task} from '../../model/swarm.ts';
import {downTo, type Links, upTo} from '../link.ts';

/** What a task is part of, where it runs, and its container where that is on an engine that is looked at. */
export const taskLinks: Links<Task> = (row, {state}) => {
	const container = row.containerId === undefined ? undefined : state.tables.containers.rows.get(row.containerId);
	return [
		...upTo({title: 'Service', resource: 'services'}, row.serviceName, row.serviceId),
		...upTo({title: 'Stack', resource: 'stacks'}, row.stack),
		...upTo({title: 'Node', resource: 'nodes'}, row.nodeName ?? row.nodeId, row.nodeId),
		...downTo({title: 'Container', resource: 'containers'}, container === undefined ? [] : [container]),
		// A tree shows these below the container, where that is known.
		...[
			...downTo({title: 'Image', resource: 'images'}, [{name: row.image}]),
			...downTo(
				{title: 'Networks', resource: 'networks'},
				Object.entries(row.networkNames).map(([id, name]) => ({id, name})),
			),
		].map(link => ({...link, isBelow: container === undefined})),
	];
};

import type {Container} from '../../model/container.ts';
import {hexOfId} from '../../model/image.ts';
import {downTo, type Links, named, upTo} from '../link.ts';
import {imageText} from './columns.ts';

/** What a container is part of, and what it uses. */
export const containerLinks: Links<Container> = (row, {state}) => {
	const {tasks, nodes, services, containers} = state.tables;
	const task = row.taskId === undefined ? undefined : tasks.rows.get(row.taskId);
	const node = row.nodeId === undefined ? undefined : nodes.rows.get(row.nodeId);
	const service = row.serviceId === undefined ? undefined : services.rows.get(row.serviceId);
	const joined = row.joinedNetworkOf === undefined ? undefined : containers.rows.get(row.joinedNetworkOf);
	return [
		...upTo({title: 'Task', resource: 'tasks'}, task?.name, row.taskId),
		...upTo({title: 'Service', resource: 'services'}, service?.name ?? row.serviceName, row.serviceId),
		...upTo({title: 'Stack', resource: 'stacks'}, service?.stack ?? row.stack ?? row.project),
		...upTo({title: 'Node', resource: 'nodes'}, node?.name, row.nodeId),
		...downTo({title: 'Image', resource: 'images'}, [
			{name: imageText(row.image), ...(row.imageId === undefined ? {} : {id: hexOfId(row.imageId)})},
		]),
		// What is mounted of the machine itself begins with a slash.
		...downTo({title: 'Volumes', resource: 'volumes'}, named(row.mounts.filter(mount => !mount.startsWith('/')))),
		...downTo({title: 'Networks', resource: 'networks'}, named(row.networks)),
		...upTo({title: 'Network of', resource: 'containers'}, joined?.name, row.joinedNetworkOf),
	];
};

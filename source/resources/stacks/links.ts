import type {Stack} from '../../model/stack.ts';
import {downTo, type Link, type Links, named} from '../link.ts';
import {objectsOf, type StackObject} from './objects.ts';

/** A tree shows these below the parts that use them, and below the group what none of them uses. */
const shared = (title: string, resource: string, objects: readonly StackObject[]): readonly Link[] =>
	downTo({title, resource}, objects).map((link, index) => ({...link, isBelow: objects[index]?.isUsed !== true}));

/** What a group is made of, and what it declares or its parts share. */
export const stackLinks: Links<Stack> = (row, view) => {
	const {networks, volumes, secrets, configs} = objectsOf(row, view);
	return [
		...downTo({title: 'Services', resource: 'services'}, row.services),
		...downTo({title: 'Containers', resource: 'containers'}, row.containers),
		...downTo({title: 'Images', resource: 'images'}, named(row.images)).map(link => ({...link, isBelow: false})),
		...shared('Networks', 'networks', networks),
		...shared('Volumes', 'volumes', volumes),
		...shared('Secrets', 'secrets', secrets),
		...shared('Configs', 'configs', configs),
	];
};

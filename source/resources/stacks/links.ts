import type {Stack} from '../../model/stack.ts';
import {downTo, type Links, named} from '../link.ts';

/** What a group is made of, and what its parts share. */
export const stackLinks: Links<Stack> = row => {
	const shared = [
		...downTo({title: 'Images', resource: 'images'}, named(row.images)),
		...downTo({title: 'Networks', resource: 'networks'}, named(row.networks)),
		...downTo({title: 'Volumes', resource: 'volumes'}, named(row.volumes)),
	];
	return [
		...downTo({title: 'Services', resource: 'services'}, row.services),
		...downTo({title: 'Containers', resource: 'containers'}, row.containers),
		// A tree shows these below the parts that use them.
		...shared.map(link => ({...link, isBelow: false})),
	];
};

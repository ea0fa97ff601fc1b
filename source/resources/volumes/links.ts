import type {Volume} from '../../model/volume.ts';
import {type Links, named, upTo, usedBy} from '../link.ts';
import {serviceNamesOf} from '../users.ts';
import {ownerOf, usersOf} from './condition.ts';

/** The containers that use a volume, the services that these are tasks of, and whom it was made for. */
export const volumeLinks: Links<Volume> = (row, {state}) => {
	const users = usersOf(row, state);
	const services = usedBy({title: 'Services', resource: 'services'}, named(serviceNamesOf(users)));
	return [
		...usedBy({title: 'Used by', resource: 'containers'}, users),
		...services.map(link => ({...link, isBelow: false})),
		...upTo({title: 'Stack', resource: 'stacks'}, ownerOf(row)),
	];
};

import type {Network} from '../../model/network.ts';
import {type Links, named, upTo, usedBy} from '../link.ts';
import {ownerOf, serviceNames, usersOf} from './condition.ts';

/** The services and containers that are in a network, and whom it was made for. */
export const networkLinks: Links<Network> = (row, {state}) => {
	const services = serviceNames(row, state);
	const isOfService = (name: string | undefined): boolean => name !== undefined && services.includes(name);
	return [
		...usedBy({title: 'Services', resource: 'services'}, named(services)),
		...usedBy({title: 'In it', resource: 'containers'}, usersOf(row, state)).map((link, index) => ({
			...link,
			// A tree shows those of its services' tasks below the services.
			isBelow: !isOfService(usersOf(row, state)[index]?.serviceName),
		})),
		...upTo({title: 'Stack', resource: 'stacks'}, ownerOf(row)),
	];
};

import type {Container} from '../../model/container.ts';
import {publishedAddress} from '../published.ts';
import type {PublishedAddress, View} from '../resource.ts';
import {serviceAddresses} from '../services/addresses.ts';

/** Where a container is reached from outside, each address once: by its own ports, and by those of its service. */
export const containerAddresses = ({ports, serviceId}: Container, view: View): readonly PublishedAddress[] => {
	const service = serviceId === undefined ? undefined : view.state.tables.services.rows.get(serviceId);
	const own = ports.flatMap(
		({privatePort: inner, publicPort: outer, protocol, ip = ''}) =>
			publishedAddress({inner, outer, protocol, ip}, 'its', view) ?? [],
	);
	const shared = service === undefined ? [] : serviceAddresses(service, view, `${service.name}’s`);
	return [...new Map([...shared, ...own].map(address => [address.url, address])).values()];
};

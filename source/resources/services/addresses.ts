import type {Service} from '../../model/swarm.ts';
import {publishedAddress} from '../published.ts';
import type {PublishedAddress, View} from '../resource.ts';

/** Where a service is reached from outside: its ports that are open on every node, and so on the one we know. */
export const serviceAddresses = ({ports}: Service, view: View, owner = 'its'): readonly PublishedAddress[] =>
	ports
		.filter(({publishMode}) => publishMode !== 'host')
		.flatMap(
			({targetPort: inner, publishedPort: outer, protocol}) =>
				publishedAddress({inner, outer, protocol}, owner, view) ?? [],
		);

import {cleanJson} from '../model/clean-text.ts';
import type {Network, NetworkDetails, NetworkEndpoint, Subnet} from '../model/network.ts';
import {boundedText, id, labels, moment, present, text, wire, wires} from './wire.ts';

/** Subnets, endpoints and peers of one network that are kept. */
const mostOfOne = 1000;

const subnetOf = (value: unknown): Subnet | undefined => {
	const config = wire(value);
	const subnet = text(config.Subnet);
	if (subnet === undefined) return undefined;
	return present<Subnet>({subnet, gateway: text(config.Gateway), range: text(config.IPRange)});
};

/** Engines take the option by being there, but for a plain no. */
const isSet = (option: string | undefined): boolean =>
	option !== undefined && !['false', '0', 'f'].includes(option.toLowerCase());

/** A row of `GET /networks`. */
export const decodeNetwork = (value: unknown, host: string): Network | undefined => {
	const row = wire(value);
	const rowId = id(row.Id);
	if (rowId === undefined) return undefined;
	const tags = labels(row.Labels);
	const options = labels(row.Options);
	return present<Network>({
		host,
		id: rowId,
		name: text(row.Name) ?? rowId.slice(0, 12),
		driver: text(row.Driver) ?? '',
		scope: text(row.Scope) ?? 'local',
		createdAt: moment(row.Created),
		subnets: wires(wire(row.IPAM).Config)
			.slice(0, mostOfOne)
			.map(subnetOf)
			.filter(subnet => subnet !== undefined),
		isInternal: row.Internal === true,
		isAttachable: row.Attachable === true,
		isIngress: row.Ingress === true,
		isEncrypted: isSet(options.encrypted),
		hasIpv6: row.EnableIPv6 === true,
		isConfigOnly: row.ConfigOnly === true,
		options,
		labels: tags,
		project: tags['com.docker.compose.project'],
		stack: tags['com.docker.stack.namespace'],
	});
};

const endpointOf = ([key, value]: readonly [string, unknown]): NetworkEndpoint => {
	const endpoint = wire(value);
	return {
		id: boundedText(key),
		name: text(endpoint.Name) ?? boundedText(key).slice(0, 12),
		addresses: [text(endpoint.IPv4Address), text(endpoint.IPv6Address)].filter(address => address !== undefined),
	};
};

/** `GET /networks/{id}`. */
export const decodeNetworkDetails = (value: unknown): NetworkDetails => {
	const body = wire(value);
	return {
		endpoints: Object.entries(wire(body.Containers)).slice(0, mostOfOne).map(endpointOf),
		peers: wires(body.Peers)
			.slice(0, mostOfOne)
			.map(peer => text(wire(peer).IP))
			.filter(address => address !== undefined),
		raw: cleanJson(value),
	};
};

import {parseFilters, passes} from './filters.ts';
import {addressIn, networksOfService, predefinedNetworks, type SimulatedNetwork} from './network-plan.ts';
import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {momentText} from './words.ts';
import {hashOf, type SimulatedContainer} from './world.ts';

const isUp = ({state}: SimulatedContainer): boolean => state === 'running' || state === 'paused';

const membersOf = ({machine}: Visit, {name}: SimulatedNetwork): readonly SimulatedContainer[] =>
	[...machine.containers.values()].filter(container => isUp(container) && container.networks.includes(name));

/** A network without those that are in it; only inspecting tells them. */
const networkJson = (network: SimulatedNetwork): object => ({
	Name: network.name,
	Id: network.id,
	Created: momentText(network.createdAt),
	Scope: network.driver === 'overlay' ? 'swarm' : 'local',
	Driver: network.driver,
	EnableIPv6: false,
	IPAM: {
		Driver: 'default',
		Options: null,
		Config: network.subnet === undefined ? [] : [{Subnet: network.subnet, Gateway: network.gateway}],
	},
	Internal: network.isInternal,
	Attachable: network.isAttachable,
	Ingress: network.isIngress,
	ConfigFrom: {Network: ''},
	ConfigOnly: false,
	Containers: {},
	Options: network.options,
	Labels: network.labels,
});

const inspection = (visit: Visit, network: SimulatedNetwork): object => ({
	...networkJson(network),
	Containers: Object.fromEntries(
		membersOf(visit, network).map(container => {
			const address = addressIn(network.name, container);
			return [
				container.id,
				{
					Name: container.name,
					EndpointID: container.id,
					MacAddress: `02:42:${(hashOf(container.id) >>> 0).toString(16).padStart(8, '0').match(/../g)?.join(':')}`,
					IPv4Address: address === '' ? '' : `${address}/16`,
					IPv6Address: '',
				},
			];
		}),
	),
	...(network.driver === 'overlay' ? {Peers: [{Name: network.id.slice(0, 12), IP: '10.0.0.1'}]} : {}),
});

const networkOf = (visit: Visit): SimulatedNetwork => {
	const reference = visit.part(1);
	const networks = [...visit.machine.networks.values()];
	const found =
		networks.find(({id, name}) => id === reference || name === reference) ??
		networks.find(({id}) => reference.length >= 4 && id.startsWith(reference));
	if (found === undefined) throw new Refusal(404, `network ${reference} not found`);
	return found;
};

const list = (visit: Visit): void => {
	const filters = parseFilters(visit.query.get('filters'));
	const networks = [...visit.machine.networks.values()].filter(
		network =>
			passes(filters, 'name', wanted => network.name.includes(wanted)) &&
			passes(filters, 'driver', wanted => network.driver === wanted),
	);
	visit.json(200, networks.map(networkJson));
};

/** As 20.10.24 refuses: what runs holds a network, what was only made with it does not. */
const remove = (visit: Visit): void => {
	const network = networkOf(visit);
	const {id, name} = network;
	if (predefinedNetworks.includes(name))
		throw new Refusal(403, `${name} is a pre-defined network and cannot be removed`);
	const service = [...visit.machine.services.values()].find(candidate =>
		networksOfService(candidate).some(target => target === id || target === name),
	);
	if (service !== undefined)
		throw new Refusal(
			400,
			`rpc error: code = FailedPrecondition desc = network ${id} is in use by service ${service.id}`,
		);
	if (membersOf(visit, network).length > 0 || name === 'docker_gwbridge')
		throw new Refusal(403, `error while removing network: network ${name} id ${id} has active endpoints`);
	visit.machine.networks.delete(id);
	visit.machine.events.add('network', 'destroy', id, {name, type: network.driver});
	visit.done(204);
};

/** Everything below `/networks`. */
export const networkRoutes: readonly Route[] = [
	{method: 'GET', pattern: /^\/networks$/, answer: list},
	{
		method: 'GET',
		pattern: /^\/networks\/([^/]+)$/,
		answer: visit => visit.json(200, inspection(visit, networkOf(visit))),
	},
	{method: 'DELETE', pattern: /^\/networks\/([^/]+)$/, answer: remove},
];

import {parseFilters, passes} from './filters.ts';
import {
	addressIn,
	networkOf as madeNetwork,
	networksOfService,
	predefinedNetworks,
	type SimulatedNetwork,
} from './network-plan.ts';
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

const create = (visit: Visit): void => {
	const body: {
		Name?: string;
		Driver?: string;
		Attachable?: boolean;
		Internal?: boolean;
		IPAM?: {Config?: ReadonlyArray<{Subnet?: string; Gateway?: string}>};
	} = JSON.parse(visit.body);
	const {Name: name = '', Driver: driver = 'bridge'} = body;
	if ([...visit.machine.networks.values()].some(network => network.name === name))
		throw new Refusal(409, `network with name ${name} already exists`);
	if (driver !== 'bridge' && driver !== 'overlay') throw new Refusal(404, `plugin "${driver}" not found`);
	const network = madeNetwork(name, driver, visit.now(), {
		isAttachable: body.Attachable === true,
		isInternal: body.Internal === true,
		...configOf(body.IPAM?.Config?.[0]),
	});
	visit.machine.networks.set(network.id, network);
	visit.machine.events.add('network', 'create', network.id, {name, type: driver});
	visit.json(201, {Id: network.id, Warning: ''});
};

const configOf = ({Subnet: subnet, Gateway: gateway}: {Subnet?: string; Gateway?: string} = {}) => ({
	...(subnet === undefined ? {} : {subnet}),
	...(gateway === undefined ? {} : {gateway}),
});

/** Puts a container into a network, or takes it out, as 20.10.24 refuses it. */
const join = (visit: Visit, isJoining: boolean): void => {
	const network = networkOf(visit);
	const {Container: reference = ''}: {Container?: string} = JSON.parse(visit.body);
	const container = visit.machine.container(reference);
	const {id, name} = network;
	const isIn = container.networks.includes(name);
	if (isJoining && isIn)
		throw new Refusal(403, `endpoint with name ${container.name} already exists in network ${name}`);
	if (!isJoining && !isIn) throw new Refusal(403, `container ${container.id} is not connected to network ${name}`);
	if (isJoining && container.networks.includes('host'))
		throw new Refusal(403, 'container cannot be connected to host network - container must be created in host network');
	container.networks = isJoining
		? [...container.networks, name]
		: container.networks.filter(candidate => candidate !== name);
	const action = isJoining ? 'connect' : 'disconnect';
	visit.machine.events.add('network', action, id, {container: container.id, name, type: network.driver});
	visit.done(200);
};

/** Everything below `/networks`. */
export const networkRoutes: readonly Route[] = [
	{method: 'GET', pattern: /^\/networks$/, answer: list},
	{
		method: 'GET',
		pattern: /^\/networks\/([^/]+)$/,
		answer: visit => visit.json(200, inspection(visit, networkOf(visit))),
	},
	{method: 'POST', pattern: /^\/networks\/create$/, answer: create},
	{method: 'POST', pattern: /^\/networks\/([^/]+)\/connect$/, answer: visit => join(visit, true)},
	{method: 'POST', pattern: /^\/networks\/([^/]+)\/disconnect$/, answer: visit => join(visit, false)},
	{method: 'DELETE', pattern: /^\/networks\/([^/]+)$/, answer: remove},
];

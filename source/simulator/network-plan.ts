import {ownerLabels} from './volume-plan.ts';
import {containerIdOf, type Fleet, hashOf, type SimulatedContainer, type SimulatedService, swarmIdOf} from './world.ts';

/** A network of the simulated engine. */
export type SimulatedNetwork = {
	readonly id: string;
	readonly name: string;
	readonly driver: 'bridge' | 'host' | 'null' | 'overlay';
	/** ms. */
	readonly createdAt: number;
	readonly subnet?: string;
	readonly gateway?: string;
	readonly isInternal: boolean;
	readonly isAttachable: boolean;
	readonly isIngress: boolean;
	readonly options: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, string>>;
};

const day = 86_400_000;

/** Those that no engine can be without. */
export const predefinedNetworks: readonly string[] = ['bridge', 'host', 'none'];

/** The first two numbers of a network's addresses, made from its name. */
const prefixOf = (name: string): string => `172.${name === 'bridge' ? 17 : 18 + (hashOf(name) % 200)}`;

/** The gateway of a network. */
export const gatewayOf = (name: string): string => `${prefixOf(name)}.0.1`;

/** The address of a container in a network; none where it does not run, and in what has no addresses. */
export const addressIn = (name: string, {id, state}: SimulatedContainer): string =>
	(state === 'running' || state === 'paused') && name !== 'host' && name !== 'none'
		? `${prefixOf(name)}.${hashOf(id) % 250}.${2 + (hashOf(`${id} in ${name}`) % 250)}`
		: '';

/** The names or ids by which a service names its networks. */
export const networksOfService = ({spec}: SimulatedService): readonly string[] => {
	const template: {readonly Networks?: unknown} =
		typeof spec.TaskTemplate === 'object' && spec.TaskTemplate !== null ? spec.TaskTemplate : {};
	return Array.isArray(template.Networks)
		? template.Networks.map((network: {readonly Target?: unknown}) => String(network.Target))
		: [];
};

type Plan = Partial<Omit<SimulatedNetwork, 'id' | 'name' | 'driver'>>;

/** A network of the simulated engine, as it is made. */
export const networkOf = (
	name: string,
	driver: SimulatedNetwork['driver'],
	createdAt: number,
	plan: Plan = {},
): SimulatedNetwork => ({
	id: driver === 'overlay' ? swarmIdOf(`network ${name}`) : containerIdOf(`network ${name}`),
	name,
	driver,
	createdAt,
	...(driver === 'bridge' || driver === 'overlay'
		? {subnet: `${prefixOf(name)}.0.0/16`, gateway: gatewayOf(name)}
		: {}),
	isInternal: false,
	isAttachable: false,
	isIngress: false,
	options: {},
	labels: {},
	...plan,
});

/** Networks that nobody uses: of a project that is down, and one that leads nowhere. */
const unusedNetworks = (now: number): readonly SimulatedNetwork[] => [
	networkOf('wiki_default', 'bridge', now - 200 * day, {
		labels: {'com.docker.compose.project': 'wiki', 'com.docker.compose.network': 'default'},
	}),
	networkOf('vault', 'bridge', now - 40 * day, {isInternal: true}),
];

/** The networks that a fleet begins with: the engine's and the swarm's own, those that are named, and some that nobody uses. */
export const planNetworks = (fleet: Fleet, now: number): readonly SimulatedNetwork[] => {
	const began = now - 300 * day;
	const own = [
		networkOf('bridge', 'bridge', began, {options: {'com.docker.network.bridge.default_bridge': 'true'}}),
		networkOf('host', 'host', began),
		networkOf('none', 'null', began),
		...(fleet.swarm === undefined
			? []
			: [
					networkOf('ingress', 'overlay', began, {isIngress: true}),
					networkOf('docker_gwbridge', 'bridge', began, {
						options: {'com.docker.network.bridge.name': 'docker_gwbridge'},
					}),
				]),
	];
	const ofServices = (fleet.swarm?.services ?? []).flatMap(service =>
		networksOfService(service).map(name =>
			networkOf(name, 'overlay', service.createdAt - 1000, {
				options: {encrypted: ''},
				labels: service.name.includes('_') ? {'com.docker.stack.namespace': service.name.split('_')[0] ?? ''} : {},
			}),
		),
	);
	const ofContainers = fleet.containers.flatMap(container =>
		container.networks.map(name =>
			networkOf(name, 'bridge', container.createdAt - 1000, {labels: ownerLabels(container)}),
		),
	);
	// The first of a name says what it is.
	const named = new Map<string, SimulatedNetwork>();
	for (const network of [
		...own,
		...ofServices,
		...ofContainers,
		...(fleet.containers.length === 0 ? [] : unusedNetworks(now)),
	])
		if (!named.has(network.name)) named.set(network.name, network);
	return [...named.values()];
};

import {isDeepStrictEqual} from 'node:util';
import {type Wire, wire, wires} from './wire.ts';

/** A network that a container is in, and what was set for it there. */
export type Endpoint = {readonly network: string; readonly config: Wire};

/** What another container like one that is or was there is made of. */
export type RecreationBody = {
	/** The body of `POST /containers/create`, with the network that it is made in. */
	readonly body: Wire;
	/** Networks that it is put into before it starts. */
	readonly others: readonly Endpoint[];
	/** The network that it is made in and was taken out of since. */
	readonly without?: string;
};

const texts = (value: unknown): readonly string[] => wires(value).filter(item => typeof item === 'string');

const isNothing = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === '' ||
	(Array.isArray(value) ? value.length === 0 : typeof value === 'object' && Object.keys(value).length === 0);

/** Nothing is told as null, as an empty text, list or object, or not at all. */
const isSame = (one: unknown, other: unknown): boolean =>
	isDeepStrictEqual(one, other) || (isNothing(one) && isNothing(other));

const entriesBut = (value: unknown, isDropped: (key: string, inner: unknown) => boolean): Wire =>
	Object.fromEntries(Object.entries(wire(value)).filter(([key, inner]) => !isDropped(key, inner)));

/** Members of its configuration that an image may have set. */
const inherited = ['User', 'WorkingDir', 'Healthcheck', 'StopSignal', 'Shell', 'ArgsEscaped'];

/** Members that are told otherwise, or are no setting. */
const ownWay = ['Hostname', 'Image', 'Env', 'Labels', 'Cmd', 'Entrypoint', 'Volumes', 'ExposedPorts', 'OnBuild'];

/**
 * Command and entry point that were set. An entry point of one's own takes the image's command away, so the command goes
 * with it; where the image's was taken away, that is told as an empty text.
 */
const commandOf = (config: Wire, image: Wire): Wire => {
	if (isSame(config.Entrypoint, image.Entrypoint)) return isSame(config.Cmd, image.Cmd) ? {} : {Cmd: config.Cmd};
	return {Entrypoint: isNothing(config.Entrypoint) ? [''] : config.Entrypoint, Cmd: config.Cmd};
};

/** Places in it that binds and mounts name. */
const placesOf = (host: Wire): ReadonlySet<string> =>
	new Set([
		...texts(host.Binds).flatMap(bind => bind.split(':')[1] ?? []),
		...wires(host.Mounts).flatMap(mount => (isNothing(wire(mount).Source) ? [] : String(wire(mount).Target))),
	]);

/** Volumes that no bind or mount names, by the names that the engine gave them: the new one has the same. */
const anonymousOf = (inspected: Wire): ReadonlyArray<{readonly bind: string; readonly place: string}> => {
	const named = placesOf(wire(inspected.HostConfig));
	return wires(inspected.Mounts).flatMap(value => {
		const {Type: type, Name: name, Destination: place, RW: isWritable} = wire(value);
		if (type !== 'volume' || typeof name !== 'string' || typeof place !== 'string' || named.has(place)) return [];
		return [{place, bind: `${name}:${place}${isWritable === false ? ':ro' : ''}`}];
	});
};

const hostConfigOf = (inspected: Wire): Wire => {
	const {ContainerIDFile: _, Binds: binds, Mounts: mounts, ...host} = wire(inspected.HostConfig);
	const anonymous = anonymousOf(inspected);
	const places = new Set(anonymous.map(({place}) => place));
	return {
		...host,
		// A path alone is an anonymous volume, which has a name by now.
		Binds: [...texts(binds).filter(bind => bind.includes(':')), ...anonymous.map(({bind}) => bind)],
		Mounts: wires(mounts).filter(mount => !places.has(String(wire(mount).Target))),
	};
};

const configOf = (inspected: Wire, image: Wire): Wire => {
	const config = wire(inspected.Config);
	const host = wire(inspected.HostConfig);
	const shortId = String(inspected.Id).slice(0, 12);
	const imageEnvironment = new Set(texts(image.Env));
	const imageLabels = wire(image.Labels);
	const bound = wire(host.PortBindings);
	const mounted = new Set(anonymousOf(inspected).map(({place}) => place));
	const isHostNamed = config.Hostname === shortId || host.NetworkMode === 'host' || host.UTSMode === 'host';
	return {
		...entriesBut(
			config,
			(key, value) => ownWay.includes(key) || (inherited.includes(key) && isSame(value, image[key])),
		),
		...commandOf(config, image),
		...(isHostNamed ? {} : {Hostname: config.Hostname}),
		Env: texts(config.Env).filter(variable => !imageEnvironment.has(variable)),
		Labels: entriesBut(config.Labels, (key, value) => key in imageLabels && imageLabels[key] === value),
		ExposedPorts: entriesBut(config.ExposedPorts, key => key in wire(image.ExposedPorts) && !(key in bound)),
		Volumes: entriesBut(config.Volumes, key => mounted.has(key) || key in wire(image.Volumes)),
	};
};

/** The networks that an inspected container is in, each with what connects another one alike. */
export const endpointsOf = (inspected: Wire): readonly Endpoint[] => {
	const shortId = String(inspected.Id).slice(0, 12);
	return Object.entries(wire(wire(inspected.NetworkSettings).Networks)).map(([network, value]) => {
		const {IPAMConfig: addresses, Aliases: aliases, Links: links, DriverOpts: options} = wire(value);
		// Engines before 25 tell the id of the container among its names; the first bridge takes no names at all.
		const names = network === 'bridge' ? [] : texts(aliases).filter(alias => alias !== shortId);
		const config = {IPAMConfig: addresses, Aliases: names, Links: links, DriverOpts: options};
		return {network, config: entriesBut(config, (_, inner) => isNothing(inner))};
	});
};

const isNetwork = (mode: unknown, {network}: Endpoint, id: unknown): boolean =>
	network === mode || id === mode || (isSame(mode, 'default') && network === 'bridge');

/**
 * Another container like an inspected one, of an image by its reference. What is equal to what its own image says
 * (`image`, its `Config`; empty where that is not known) is left to the new image.
 */
export const recreationOf = (inspected: Wire, image: Wire, reference: string): RecreationBody => {
	const HostConfig = hostConfigOf(inspected);
	const {NetworkMode: mode} = HostConfig;
	const networks = wire(wire(inspected.NetworkSettings).Networks);
	const endpoints = endpointsOf(inspected);
	const first = endpoints.find(endpoint => isNetwork(mode, endpoint, wire(networks[endpoint.network]).NetworkID));
	const isOfAnother = typeof mode === 'string' && /^(?:none|host|container:.*)$/.test(mode);
	return {
		body: {
			...configOf(inspected, image),
			Image: reference,
			HostConfig,
			...(first === undefined ? {} : {NetworkingConfig: {EndpointsConfig: {[first.network]: first.config}}}),
		},
		others: endpoints.filter(endpoint => endpoint !== first),
		...(first !== undefined || isOfAnother || typeof mode !== 'string'
			? {}
			: {without: mode === 'default' ? 'bridge' : mode}),
	};
};

/** Whether the engine chose a port that it publishes, which it chooses anew. */
export const hasChosenPort = (inspected: Wire): boolean =>
	wire(inspected.HostConfig).PublishAllPorts === true ||
	Object.values(wire(wire(inspected.HostConfig).PortBindings)).some(bindings =>
		wires(bindings).some(binding => ['', '0', undefined].includes(wire(binding).HostPort as string | undefined)),
	);

import type {Container, ContainerState, Health, Port} from '../model/container.ts';
import {boundedText, dated, id, labels, number, positive, present, text, wire, wires} from './wire.ts';

const units: Readonly<Record<string, number>> = {
	second: 1000,
	minute: 60_000,
	hour: 3_600_000,
	day: 86_400_000,
	week: 604_800_000,
	month: 2_592_000_000,
	year: 31_536_000_000,
};

/** An age in whole units, ms. */
type Age = {readonly age: number; readonly unit: number};

/** The age that Docker's words tell: `3 minutes`, `About an hour`, `Less than a second`. Source: docker/go-units HumanDuration. */
export const ageInWords = (words: string): Age | undefined => {
	if (/less than a second/i.test(words)) return {age: 0, unit: 1000};
	const [, count = '1', word] = /(?:(\d+)|about an?) (second|minute|hour|day|week|month|year)s?/i.exec(words) ?? [];
	const unit = word === undefined ? undefined : units[word.toLowerCase()];
	return unit === undefined ? undefined : {age: Number(count) * unit, unit};
};

/** The health in the words of a status: `Up 3 minutes (unhealthy)`. */
const healthOf = (status: string): Health | undefined => {
	const [, word] = /\((healthy|unhealthy|health: starting)\)/.exec(status) ?? [];
	switch (word) {
		case 'healthy':
		case 'unhealthy':
			return word;
		case 'health: starting':
			return 'starting';
		default:
			return undefined;
	}
};

const exitCodeOf = (status: string): number | undefined => {
	const [, code] = /^(?:Exited|Restarting) \((-?\d+)\)/.exec(status) ?? [];
	return code === undefined ? undefined : Number(code);
};

const portOf = (value: unknown): Port | undefined => {
	const port = wire(value);
	const privatePort = number(port.PrivatePort);
	if (privatePort === undefined) return undefined;
	return present<Port>({
		ip: text(port.IP),
		privatePort,
		publicPort: positive(port.PublicPort),
		protocol: text(port.Type) ?? 'tcp',
	});
};

const orderPorts = (a: Port, b: Port): number =>
	a.privatePort - b.privatePort || (a.publicPort ?? 0) - (b.publicPort ?? 0);

/** Podman's own words for states, which it tells docker's clients too. */
const podmanStates: ReadonlyMap<string, ContainerState> = new Map([
	['configured', 'created'],
	['initialized', 'created'],
	['stopping', 'running'],
	// It has ended, and what is left of it was not put in order yet.
	['stopped', 'exited'],
]);

/** A state by Docker's word for it. */
export const stateOf = (value: unknown): ContainerState => {
	const state = text(value) ?? 'unknown';
	return podmanStates.get(state) ?? state;
};

/** A row of `GET /containers/json`. `now` in ms dates the words of its status. */
export const decodeContainer = (value: unknown, host: string, now: number): Container | undefined => {
	const row = wire(value);
	const rowId = id(row.Id);
	if (rowId === undefined) return undefined;
	const tags = labels(row.Labels);
	const status = text(row.Status) ?? '';
	const age = ageInWords(status);
	const created = positive(row.Created);
	const names = wires(row.Names).filter(name => typeof name === 'string');
	// A linked container has names with two slashes; its own has one.
	const own = names.find(name => name.lastIndexOf('/') <= 0) ?? names[0] ?? rowId.slice(0, 12);
	return present<Container>({
		host,
		id: rowId,
		name: boundedText(own.replace(/^\//, '')),
		image: text(row.Image) ?? '',
		imageId: id(row.ImageID),
		command: text(row.Command) ?? '',
		state: stateOf(row.State),
		status,
		health: healthOf(status),
		exitCode: exitCodeOf(status),
		createdAt: created === undefined ? undefined : dated(created * 1000),
		since: age === undefined ? undefined : now - age.age,
		sinceUnit: age?.unit,
		ports: wires(row.Ports)
			.map(portOf)
			.filter(port => port !== undefined)
			.sort(orderPorts),
		networks: Object.keys(wire(wire(row.NetworkSettings).Networks)).map(boundedText),
		joinedNetworkOf: /^container:(.+)/.exec(text(wire(row.HostConfig).NetworkMode) ?? '')?.[1],
		mounts: wires(row.Mounts)
			.map(mount => text(wire(mount).Name) ?? text(wire(mount).Source))
			.filter(mount => mount !== undefined),
		labels: tags,
		project: tags['com.docker.compose.project'],
		stack: tags['com.docker.stack.namespace'],
		serviceId: tags['com.docker.swarm.service.id'],
		serviceName: tags['com.docker.swarm.service.name'],
		taskId: tags['com.docker.swarm.task.id'],
		nodeId: tags['com.docker.swarm.node.id'],
	});
};

import type {Container} from '../../model/container.ts';
import {compareNaturally} from '../../model/natural-order.ts';
import type {Stack, StackCount, StackKind, StackPart} from '../../model/stack.ts';
import type {Service} from '../../model/swarm.ts';
import {derivedSource} from '../../store/derived-source.ts';
import {imageText} from '../containers/columns.ts';
import {portTexts} from '../containers/ports.ts';
import {containersTable} from '../containers/table.ts';
import {isJob, jobTotal} from '../services/condition.ts';
import {formatServicePorts} from '../services/services.ts';
import {servicesTable} from '../services/table.ts';

/** What carries the name of a group in its labels. */
type Group = {
	readonly kinds: Set<StackKind>;
	readonly services: Service[];
	readonly containers: Container[];
	/** Containers of its services' tasks. */
	readonly tasks: Container[];
};

const byName = (a: {readonly name: string}, b: {readonly name: string}): number => compareNaturally(a.name, b.name);

const distinct = (texts: readonly string[]): readonly string[] =>
	[...new Set(texts.filter(text => text !== ''))].sort(compareNaturally);

const isUp = ({state}: Container): boolean => state === 'running';

const partOf = ({id, name}: Service | Container): StackPart => ({id, name});

/** Whether it has work: what is scaled to 0, and a job that is done, should not run. */
const isWanted = (service: Service): boolean =>
	isJob(service) ? (service.completed ?? 0) < (jobTotal(service) ?? 1) : service.desired !== 0;

const isWhole = ({running, desired}: Service): boolean =>
	running !== undefined && desired !== undefined && running >= desired;

const serviceCountOf = (services: readonly Service[]): StackCount => {
	const wanted = services.filter(isWanted);
	return {running: wanted.filter(isWhole).length, of: wanted.length};
};

/** As the header counts them: what one service has too many of makes up for nothing that another lacks. */
const taskCountOf = (services: readonly Service[]): StackCount => {
	const lasting = services.filter(service => !isJob(service));
	const sum = (read: (service: Service) => number): number => lasting.reduce((total, row) => total + read(row), 0);
	return {
		running: sum(({running = 0, desired = 0}) => Math.min(running, desired)),
		of: sum(({desired = 0}) => desired),
	};
};

/** What their labels of this name say. */
const labelsOf = (containers: readonly Container[], label: string): readonly string[] =>
	distinct(containers.flatMap(({labels}) => labels[label] ?? []));

const volumesOf = (mounts: readonly string[]): readonly string[] => mounts.filter(mount => !mount.startsWith('/'));

/** The earliest or latest of moments that are known. */
const momentOf = (
	pick: (...moments: readonly number[]) => number,
	moments: ReadonlyArray<number | undefined>,
): number | undefined => {
	const known = moments.filter(moment => moment !== undefined);
	return known.length === 0 ? undefined : pick(...known);
};

const rowOf = (name: string, {kinds, services, containers, tasks}: Group): Stack => {
	services.sort(byName);
	containers.sort((a, b) => Number(isUp(b)) - Number(isUp(a)) || byName(a, b));
	const local = [...containers, ...tasks];
	const [workingDirectory] = labelsOf(containers, 'com.docker.compose.project.working_dir');
	const created = momentOf(
		Math.min,
		[...services, ...containers].map(({createdAt}) => createdAt),
	);
	const updated = momentOf(Math.max, [
		...services.map(service => service.updatedAt ?? service.createdAt),
		...containers.map(({createdAt}) => createdAt),
	]);
	return {
		host: (services[0] ?? local[0])?.host ?? '',
		id: name,
		name,
		kinds: [...kinds].sort().toReversed(),
		services: services.map(partOf),
		containers: containers.map(partOf),
		serviceCount: serviceCountOf(services),
		taskCount: taskCountOf(services),
		containerCount: {running: containers.filter(isUp).length, of: containers.length},
		hasContainersUp: containers.some(({state}) => ['running', 'restarting', 'paused'].includes(state)),
		runningContainers: local.filter(isUp).map(({id}) => id),
		images: distinct([...services.map(({image}) => image), ...containers.map(({image}) => imageText(image))]),
		ports: distinct([
			...services.flatMap(({ports}) => ports.map(port => formatServicePorts([port]))),
			...containers.flatMap(({ports}) => portTexts(ports.filter(port => port.publicPort !== undefined))),
		]),
		networks: distinct(local.flatMap(({networks}) => networks)),
		volumes: volumesOf(distinct(local.flatMap(({mounts}) => mounts))),
		configFiles: distinct(
			labelsOf(containers, 'com.docker.compose.project.config_files').flatMap(files => files.split(',')),
		),
		...(workingDirectory === undefined ? {} : {workingDirectory}),
		...(created === undefined ? {} : {createdAt: created}),
		...(updated === undefined ? {} : {updatedAt: updated}),
	};
};

const groupsOf = (
	containers: ReadonlyMap<string, Container>,
	services: ReadonlyMap<string, Service>,
): ReadonlyMap<string, Group> => {
	const groups = new Map<string, Group>();
	const into = (name: string, kind: StackKind): Group => {
		const group = groups.get(name) ?? {kinds: new Set(), services: [], containers: [], tasks: []};
		groups.set(name, group);
		group.kinds.add(kind);
		return group;
	};
	for (const service of services.values())
		if (service.stack !== undefined) into(service.stack, 'stack').services.push(service);
	for (const row of containers.values()) {
		const service = row.serviceId === undefined ? undefined : services.get(row.serviceId);
		// Its service may have been given to the stack without the container's knowing.
		const stack = service?.stack ?? row.stack;
		if (stack !== undefined) {
			const group = into(stack, 'stack');
			// Only managers tell of services: elsewhere their containers are all that is known of them.
			(service === undefined ? group.containers : group.tasks).push(row);
		} else if (row.project !== undefined) into(row.project, 'compose').containers.push(row);
	}
	return groups;
};

/** Stacks and compose projects: no engine lists them, containers and services carry their names. */
export const stacksTable = derivedSource({
	id: 'stacks',
	from: {containers: containersTable, services: servicesTable},
	rows: ({containers, services}): readonly Stack[] =>
		[...groupsOf(containers, services)].map(([name, group]) => rowOf(name, group)),
});

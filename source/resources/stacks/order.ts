import type {AwaitedState} from '../../engine/await-container.ts';
import type {Container} from '../../model/container.ts';
import type {Turn} from '../../store/monitor.ts';

/** A container with the turn in which its verb comes, and what others wait for once it was started. */
export type InTurn = {readonly part: Container; readonly turn: Turn; readonly awaited?: AwaitedState};

/** `isFollowed` where it is restarted whenever what it depends on is. */
type Dependency = {readonly service: string; readonly condition: string; readonly isFollowed: boolean};

/** What a container depends on, as compose wrote it on it: `db:service_healthy:false,cache:service_started:true`. */
const dependenciesOf = ({labels}: Container): readonly Dependency[] =>
	(labels['com.docker.compose.depends_on'] ?? '').split(',').flatMap((entry): readonly Dependency[] => {
		const [service = '', condition = '', restart = ''] = entry.trim().split(':');
		return service === '' ? [] : [{service, condition, isFollowed: restart === 'true'}];
	});

const serviceOf = ({id, labels}: Container): string => labels['com.docker.compose.service'] ?? id;

const grouped = <Value>(entries: Iterable<readonly [string, Value]>): ReadonlyMap<string, readonly Value[]> => {
	const groups = new Map<string, Value[]>();
	for (const [key, value] of entries) {
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [value]);
		else group.push(value);
	}
	return groups;
};

/** Each service behind all that it depends on; of those that depend on each other, in any order. */
const sorted = (services: Iterable<string>, needs: ReadonlyMap<string, readonly string[]>): readonly string[] => {
	const found = new Set<string>();
	const placed: string[] = [];
	const place = (service: string): void => {
		if (found.has(service)) return;
		found.add(service);
		for (const need of needs.get(service) ?? []) place(need);
		placed.push(service);
	};
	for (const service of services) place(service);
	return placed;
};

const awaitedOf = (conditions: readonly string[]): AwaitedState | undefined =>
	conditions.includes('service_completed_successfully')
		? 'completed'
		: conditions.includes('service_healthy')
			? 'healthy'
			: undefined;

/**
 * The containers of a project in the order in which compose goes through them: what others depend on first as they are
 * started, last as they are stopped; what is restarted goes by those dependencies alone that ask for it. What depends on none
 * of these takes part in that as if it depended on nothing.
 */
export const inTurn = (
	project: string,
	containers: readonly Container[],
	order: 'start' | 'restart' | 'stop',
): readonly InTurn[] => {
	const members = grouped(containers.map(part => [serviceOf(part), part]));
	const dependencies = containers.flatMap(part =>
		dependenciesOf(part)
			.filter(({service, isFollowed}) => members.has(service) && (order !== 'restart' || isFollowed))
			.map(dependency => ({...dependency, of: serviceOf(part)})),
	);
	const needs = grouped(dependencies.map(({of, service}) => [of, service]));
	const needed = grouped(dependencies.map(({of, service}) => [service, of]));
	const conditions = grouped(dependencies.map(({service, condition}) => [service, condition]));
	const isForward = order !== 'stop';
	const [services, before] = isForward
		? [sorted(members.keys(), needs), needs]
		: [sorted(members.keys(), needs).toReversed(), needed];
	const stepOf = (service: string): string => `${project}/${service}`;
	return services.flatMap(service => {
		const turn = {step: stepOf(service), after: [...new Set(before.get(service))].map(stepOf)};
		const awaited = order === 'start' ? awaitedOf(conditions.get(service) ?? []) : undefined;
		return (members.get(service) ?? []).map(part => ({part, turn, ...(awaited === undefined ? {} : {awaited})}));
	});
};

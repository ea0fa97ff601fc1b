import type {Service, Task} from '../../model/swarm.ts';
import type {Condition, View} from '../resource.ts';

/** Tasks of a service, latest change first. */
export const tasksOf = (service: Service, view: View): readonly Task[] =>
	[...view.state.tasks.rows.values()]
		.filter(task => task.serviceId === service.id)
		.sort((a, b) => (b.since ?? 0) - (a.since ?? 0));

/** Whether the last update stopped on its own because tasks failed. */
const isUpdateStuck = (service: Service): boolean =>
	service.update?.state === 'paused' || service.update?.state === 'rollback_paused';

const isUpdating = (service: Service): boolean =>
	service.update?.state === 'updating' || service.update?.state === 'rollback_started';

const isJob = (service: Service): boolean => service.mode.endsWith('job');

/** Glyph, word and tone of a service. */
export const serviceCondition = (service: Service): Condition => {
	const {running, desired, completed} = service;
	if (isUpdateStuck(service)) return {glyph: '✗', word: 'update paused', tone: 'bad'};
	if (running === undefined || desired === undefined) return {glyph: '?', word: 'unknown', tone: 'quiet'};
	if (isJob(service)) {
		return (completed ?? 0) >= desired
			? {glyph: '○', word: 'completed', tone: 'quiet'}
			: {glyph: '◌', word: 'running', tone: 'busy'};
	}
	if (isUpdating(service)) return {glyph: '◌', word: 'updating', tone: 'busy'};
	if (desired === 0) return {glyph: '○', word: 'scaled to 0', tone: 'quiet'};
	if (running === 0) return {glyph: '✗', word: 'down', tone: 'bad'};
	if (running < desired) return {glyph: '▲', word: 'degraded', tone: 'warning'};
	return {glyph: '●', word: 'running', tone: 'good'};
};

/** `docker service ls` REPLICAS: running/desired, jobs with their completions, `max N per node`. */
export const replicasText = (service: Service): string => {
	if (service.running === undefined || service.desired === undefined) return '–';
	const limit =
		service.maxPerNode === undefined || service.maxPerNode === 0 ? '' : ` (max ${service.maxPerNode} per node)`;
	const jobs = isJob(service) ? ` (${service.completed ?? 0}/${service.desired} completed)` : '';
	return `${service.running}/${service.desired}${jobs}${limit}`;
};

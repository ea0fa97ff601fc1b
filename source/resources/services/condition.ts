import type {Service, Task} from '../../model/swarm.ts';
import {groupedBy} from '../join.ts';
import {remembered} from '../remembered.ts';
import type {Condition, View} from '../resource.ts';
import {isOnTheWay, taskCondition} from '../tasks/condition.ts';
import {endsOf, isFailure, standingSlots} from '../tasks/slots.ts';

const tasksByService = groupedBy(
	'tasks by service',
	(task: Task) => task.serviceId,
	task => task,
);

/** Tasks of a service, latest change first. */
export const tasksOf = (service: Service, view: View): readonly Task[] =>
	[...(tasksByService(view.state.tables.tasks.rows).get(service.id) ?? [])].sort(
		(a, b) => (b.since ?? 0) - (a.since ?? 0),
	);

/** Whether it runs to completion rather than for ever. */
export const isJob = (service: Service): boolean => service.mode.endsWith('job');

/** Its mode as Docker writes it: `replicated job`. */
export const modeText = (service: Service): string => service.mode.replace('-', ' ');

/**
 * Completions that a job is to reach. Source: docker/cli `service ls`: TotalCompletions of a replicated job; of a global
 * one what is completed and what is still wanted.
 */
export const jobTotal = (service: Service): number | undefined =>
	service.mode === 'global-job'
		? service.desired === undefined
			? undefined
			: service.desired + (service.completed ?? 0)
		: (service.totalCompletions ?? service.desired);

/** Whether the last update or rollback stopped on its own because tasks failed. */
const isUpdateStuck = (service: Service): boolean =>
	service.update?.state === 'paused' || service.update?.state === 'rollback_paused';

const isUpdating = (service: Service): boolean =>
	service.update?.state === 'updating' || service.update?.state === 'rollback_started';

/**
 * Whether the engine itself rolled the last update back. Source: swarmkit: it forgets the spec before its own rollback,
 * while one that a person asked for swaps the two.
 */
export const isRolledBack = (service: Service): boolean =>
	service.update?.state === 'rollback_completed' && !service.hasPreviousSpec;

/** What is wrong with the tasks that stand for a service now. */
export type ServiceTrouble = {
	/** The one that tells most: what fails, the latest first. */
	readonly culprit: Task | undefined;
	/** The most ends of one slot within the last minutes. */
	readonly ends: number;
	/** Slots whose task is on its way and did not fail. */
	readonly starting: number;
};

/** Looks at the tasks that stand, each with what its slot went through. */
export const troubleOf = remembered((service: Service, view: View): ServiceTrouble => {
	let culprit: Task | undefined;
	let ends = 0;
	let starting = 0;
	for (const slot of standingSlots(service, view.state)) {
		const {tone} = taskCondition(slot.present, view);
		ends = Math.max(ends, endsOf(slot, view).length);
		if (tone === 'bad' || tone === 'warning') {
			if (culprit === undefined || (slot.present.since ?? 0) > (culprit.since ?? 0)) culprit = slot.present;
		} else if (isOnTheWay(slot.present)) starting++;
	}
	return {culprit, ends, starting};
});

/** The task that failed an update: the one that its message names, else the latest that failed since it began. */
export const failedInUpdate = (service: Service, view: View): Task | undefined => {
	const named = /termination of task (\w+)/.exec(service.update?.message ?? '')?.[1];
	const task = named === undefined ? undefined : view.state.tables.tasks.rows.get(named);
	if (task !== undefined) return task;
	const began = service.update?.startedAt ?? 0;
	return tasksOf(service, view).find(candidate => isFailure(candidate) && (candidate.since ?? 0) >= began);
};

const jobCondition = (service: Service, trouble: ServiceTrouble): Condition => {
	const total = jobTotal(service);
	if (total !== undefined && (service.completed ?? 0) >= total) return {glyph: '○', word: 'completed', tone: 'quiet'};
	return trouble.culprit === undefined
		? {glyph: '◌', word: 'running', tone: 'busy'}
		: {glyph: '✗', word: 'failing', tone: 'bad'};
};

/** Glyph, word and tone of a service: what its tasks do comes before what was asked of it. */
export const serviceCondition = remembered((service: Service, view: View): Condition => {
	const {running, desired} = service;
	if (isUpdateStuck(service)) {
		const what = service.update?.state === 'paused' ? 'update' : 'rollback';
		return {glyph: '✗', word: `${what} paused`, tone: 'bad'};
	}
	if (running === undefined || desired === undefined) return {glyph: '?', word: 'unknown', tone: 'quiet'};
	const trouble = troubleOf(service, view);
	if (isJob(service)) return jobCondition(service, trouble);
	const isFailing = trouble.culprit !== undefined;
	if (isUpdating(service)) {
		const what = service.update?.state === 'updating' ? 'update' : 'rollback';
		if (isFailing) return {glyph: '✗', word: `${what} failing`, tone: 'bad'};
		return {glyph: '◌', word: what === 'update' ? 'updating' : 'rolling back', tone: 'busy'};
	}
	if (desired === 0) return {glyph: '○', word: 'scaled to 0', tone: 'quiet'};
	if (running < desired) {
		// Until its tasks are read, nothing tells one that starts from one that is down.
		const isStarting = !isFailing && trouble.starting >= desired - running;
		if (isStarting) return {glyph: '◌', word: 'starting', tone: 'busy'};
		return running === 0 ? {glyph: '✗', word: 'down', tone: 'bad'} : {glyph: '▲', word: 'degraded', tone: 'warning'};
	}
	if (isFailing) return {glyph: '▲', word: 'restarting', tone: 'warning'};
	if (isRolledBack(service)) return {glyph: '▲', word: 'rolled back', tone: 'warning'};
	return {glyph: '●', word: 'running', tone: 'good'};
});

/** `docker service ls` REPLICAS: running/desired, jobs with their completions, `max N per node`. */
export const replicasText = (service: Service): string => {
	if (service.running === undefined || service.desired === undefined) return '–';
	const limit =
		service.maxPerNode === undefined || service.maxPerNode === 0 ? '' : ` (max ${service.maxPerNode} per node)`;
	const jobs = isJob(service) ? ` (${service.completed ?? 0}/${jobTotal(service) ?? '–'} completed)` : '';
	// Of a replicated job docker tells how many may run at once.
	const wanted = service.mode === 'replicated-job' ? (service.maxConcurrent ?? service.desired) : service.desired;
	return `${service.running}/${wanted}${jobs}${limit}`;
};

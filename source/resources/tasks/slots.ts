import type {Service, Task} from '../../model/swarm.ts';
import type {EngineState} from '../../store/state.ts';
import {groupedBy, joinOf} from '../join.ts';
import {isWithin} from '../remembered.ts';
import type {View} from '../resource.ts';

/** What a service keeps one task in, one after another: `api.2`, or a global service's place on a node. */
export type Slot = {
	/** The task that stands for it now. */
	readonly present: Task;
	/** Those before it, latest first. */
	readonly history: readonly Task[];
	/** Of all of these, those of the present image that failed or completed. */
	readonly ended: readonly Task[];
};

/** Failures are told of the last minutes: `6 times in 5 min`. */
export const failureSpan = 300_000;

const slotKey = (task: Task): string => `${task.serviceId} ${task.slot ?? task.nodeId ?? task.id}`;

/** Whether the swarm wants it to be there. */
export const isWanted = (task: Task): boolean =>
	task.desiredState === 'running' || task.desiredState === 'complete' || task.desiredState === 'ready';

/** Whether it ended by itself and not well. */
export const isFailure = (task: Task): boolean => task.state === 'failed' || task.state === 'rejected';

type Tasks = EngineState['tables']['tasks']['rows'];
type Services = EngineState['tables']['services']['rows'];

const hasEnded = (task: Task): boolean => isFailure(task) || task.state === 'complete';

/** The slot of tasks that are given latest first. */
const slotWith = (tasks: readonly Task[], present: Task): Slot => {
	const history = tasks.filter(task => task !== present);
	// What ran another image tells nothing of the one that runs it now.
	const alike = [present, ...history].filter(({image}) => image === present.image);
	return {present, history, ended: alike.filter(hasEnded)};
};

const bySlot = groupedBy('tasks by slot', slotKey, task => task);

// Conditions, reasons and columns all ask.
const slotsOf = joinOf('slots', (rows: Tasks) => {
	const byTask = new Map<string, Slot>();
	const slots: Slot[] = [];
	for (const group of bySlot(rows).values()) {
		const tasks = group.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
		const present = tasks.find(isWanted) ?? tasks[0];
		if (present === undefined) continue;
		const slot = slotWith(tasks, present);
		for (const task of tasks) byTask.set(task.id, slot);
		slots.push(slot);
	}
	return {byTask, byService: Map.groupBy(slots, slot => slot.present.serviceId)};
});

const slotIn = (task: Task, rows: Tasks): Slot => slotsOf(rows).byTask.get(task.id) ?? slotWith([task], task);

/** The slot of a task. */
export const slotOf = (task: Task, state: EngineState): Slot => slotIn(task, state.tables.tasks.rows);

/** Whether a later task stands in its slot: what it says is history. */
export const isHistory = (task: Task, state: EngineState): boolean => slotOf(task, state).present.id !== task.id;

const isJob = (service: Service | undefined): boolean => service?.mode.endsWith('job') === true;

/** How often and how the tasks of a slot ended in the last minutes, latest first; ends that nobody wanted. */
export const endsOf = (slot: Slot, view: View): readonly Task[] => {
	if (slot.ended.length === 0) return slot.ended;
	const service = view.state.tables.services.rows.get(slot.present.serviceId);
	return slot.ended.filter(
		task =>
			// A service's task that completes is started again as one that fails is.
			(isFailure(task) || !isJob(service)) && isWithin(view, task.since ?? 0, failureSpan),
	);
};

const standingOf = (service: Service, rows: Tasks): readonly Slot[] => {
	const slots = slotsOf(rows).byService.get(service.id) ?? [];
	const wanted = slots.filter(slot => isWanted(slot.present));
	return wanted.length >= (service.desired ?? 0) ? wanted : slots;
};

const standingByService = joinOf(
	'standing slots',
	(_services: Services, _tasks: Tasks) => new Map<Service, readonly Slot[]>(),
);

/** Slots of a service that tell how it stands: none that a lower count or a drained node left behind. */
export const standingSlots = (service: Service, {tables}: EngineState): readonly Slot[] => {
	const standing = standingByService(tables.services.rows, tables.tasks.rows);
	const slots = standing.get(service) ?? standingOf(service, tables.tasks.rows);
	standing.set(service, slots);
	return slots;
};

const standing = joinOf('standing tasks', (rows: readonly Task[], services: Services, tasks: Tasks) => {
	const ids = new Set<string>();
	for (const service of services.values()) for (const slot of standingOf(service, tasks)) ids.add(slot.present.id);
	return rows.filter(
		task =>
			ids.has(task.id) ||
			// Without its service it can only be told by itself.
			(!services.has(task.serviceId) && task.state === 'running' && slotIn(task, tasks).present.id === task.id),
	);
});

/** One task a slot, of services that still are. */
export const standingTasks = (rows: readonly Task[], {state: {tables}}: View): readonly Task[] =>
	standing(rows, tables.services.rows, tables.tasks.rows);

import type {Service, Task} from '../../model/swarm.ts';
import type {EngineState} from '../../store/state.ts';
import type {View} from '../resource.ts';

/** What a service keeps one task in, one after another: `api.2`, or a global service's place on a node. */
export type Slot = {
	/** The task that stands for it now. */
	readonly present: Task;
	/** Those before it, latest first. */
	readonly history: readonly Task[];
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

type Joined = {readonly byTask: ReadonlyMap<string, Slot>; readonly byService: ReadonlyMap<string, readonly Slot[]>};

// Worked out once for each list of tasks: conditions, reasons and columns all ask.
const joined = new WeakMap<Tasks, Joined>();

const join = (rows: Tasks): Joined => {
	const groups = new Map<string, Task[]>();
	for (const task of rows.values()) {
		const key = slotKey(task);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [task]);
		else group.push(task);
	}
	const byTask = new Map<string, Slot>();
	const byService = new Map<string, Slot[]>();
	for (const group of groups.values()) {
		group.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
		const present = group.find(isWanted) ?? group[0];
		if (present === undefined) continue;
		const slot: Slot = {present, history: group.filter(task => task !== present)};
		for (const task of group) byTask.set(task.id, slot);
		byService.set(present.serviceId, [...(byService.get(present.serviceId) ?? []), slot]);
	}
	return {byTask, byService};
};

const joinOf = (rows: Tasks): Joined => {
	const known = joined.get(rows) ?? join(rows);
	joined.set(rows, known);
	return known;
};

/** The slot of a task. */
export const slotOf = (task: Task, state: EngineState): Slot =>
	joinOf(state.tables.tasks.rows).byTask.get(task.id) ?? {present: task, history: []};

/** Whether a later task stands in its slot: what it says is history. */
export const isHistory = (task: Task, state: EngineState): boolean => slotOf(task, state).present.id !== task.id;

const isJob = (service: Service | undefined): boolean => service?.mode.endsWith('job') === true;

/** How often and how the tasks of a slot ended in the last minutes, latest first; ends that nobody wanted. */
export const endsOf = (slot: Slot, view: View): readonly Task[] => {
	const service = view.state.tables.services.rows.get(slot.present.serviceId);
	return [slot.present, ...slot.history].filter(
		task =>
			// A service's task that completes is started again as one that fails is.
			(isFailure(task) || (task.state === 'complete' && !isJob(service))) && view.now - (task.since ?? 0) < failureSpan,
	);
};

/** Slots of a service that tell how it stands: none that a lower count or a drained node left behind. */
export const standingSlots = (service: Service, state: EngineState): readonly Slot[] => {
	const slots = joinOf(state.tables.tasks.rows).byService.get(service.id) ?? [];
	const wanted = slots.filter(slot => isWanted(slot.present));
	return wanted.length >= (service.desired ?? 0) ? wanted : slots;
};

/** One task a slot, of services that still are. */
export const standingTasks = (rows: readonly Task[], view: View): readonly Task[] => {
	const {state} = view;
	const standing = new Set<string>();
	for (const service of state.tables.services.rows.values())
		for (const slot of standingSlots(service, state)) standing.add(slot.present.id);
	return rows.filter(
		task =>
			standing.has(task.id) ||
			// Without its service it can only be told by itself.
			(!state.tables.services.rows.has(task.serviceId) && task.state === 'running' && !isHistory(task, state)),
	);
};

import type {Task} from '../../model/swarm.ts';
import type {View} from '../resource.ts';
import type {Verb} from '../verb.ts';

const refusal = (row: Task, {state}: View): string | undefined => {
	if (row.state !== 'running') return `it does not run: it is ${row.state}`;
	if (row.containerId === undefined) return 'the swarm does not tell its container';
	return state.tables.containers.rows.has(row.containerId)
		? undefined
		: `its container is on ${row.nodeName ?? 'another node'}, and swarm ends no single task: connect to that engine`;
};

/** Removes the container of a task; the swarm starts another in its place. */
const end: Verb<Task> = {
	id: 'end',
	key: 'D',
	help: 'end a task: swarm starts another in its place',
	label: () => 'end',
	danger: 'interrupts',
	refusal,
	reach: (row, {state}) => {
		const service = state.tables.services.rows.get(row.serviceId);
		return [
			`removes its container ${row.containerId?.slice(0, 12) ?? ''}, with its anonymous volumes`,
			service?.restartCondition === 'none'
				? `${row.serviceName} restarts nothing (restart condition none): no other task takes its place`
				: `swarm starts another of ${row.serviceName} in its place`,
		];
	},
	request: row => ({
		id: row.id,
		name: row.name,
		past: 'ended',
		pending: 'ending',
		done: `ended task ${row.name}`,
		already: `${row.name} has ended already`,
		failed: `could not end task ${row.name}`,
		run: (engine, signal) => engine.containers.remove(row.containerId ?? '', {force: true, volumes: true}, signal),
	}),
};

/** What can be done to tasks. */
export const taskVerbs: ReadonlyArray<Verb<Task>> = [end];

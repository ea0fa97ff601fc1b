import type {Task} from '../../model/swarm.ts';
import type {Ending} from '../../store/monitor.ts';
import type {View} from '../resource.ts';
import {endsOf, slotOf} from './slots.ts';

const ended: ReadonlySet<string> = new Set(['failed', 'complete', 'shutdown', 'orphaned']);

const hasLog = (task: Task): boolean => ended.has(task.state) && task.containerId !== undefined;

/** The log of a task that ended, or of the one that ended last in its slot; of one that never ran there is none. */
export const endingOf = (task: Task, view: View): Ending | undefined => {
	const found = hasLog(task) ? task : endsOf(slotOf(task, view.state), view).find(hasLog);
	return found === undefined ? undefined : {target: {kind: 'task', id: found.id}, chapter: ''};
};

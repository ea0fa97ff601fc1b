import type {Service, Task} from '../../model/swarm.ts';
import type {View} from '../resource.ts';
import {taskReason} from '../tasks/reason.ts';
import {failedInUpdate, isRolledBack, serviceCondition, troubleOf} from './condition.ts';

/** What became of the update, behind why. */
const updateOutcome = (service: Service): string | undefined => {
	switch (service.update?.state) {
		case 'paused':
			return 'the update is paused';
		case 'rollback_paused':
			return 'the rollback is paused';
		case 'rollback_started':
			return 'it is being rolled back';
		default:
			return isRolledBack(service) ? 'the engine rolled the update back' : undefined;
	}
};

/** Which task it is and on which node, as it matters for what is on one; of what waits for a node no reader asks. */
const whereOf = (task: Task): string => (task.nodeName === undefined ? '' : ` (${task.name} on ${task.nodeName})`);

/** Why a task fails that a service is at fault of: the cause, and which task that is. */
export const culpritReason = (task: Task, view: View): string | undefined => {
	const cause = taskReason(task, view);
	return cause === undefined ? undefined : `${cause}${whereOf(task)}`;
};

/** Why a service is as it is: what its tasks fail of first, then what came of it. */
export const serviceReason = (service: Service, view: View): string | undefined => {
	const outcome = updateOutcome(service);
	const {culprit} = troubleOf(service, view);
	// What failed the update explains it also when the tasks of the old spec are well again.
	const task = culprit ?? (outcome === undefined ? undefined : failedInUpdate(service, view));
	const cause = task === undefined ? undefined : culpritReason(task, view);
	const {tone} = serviceCondition(service, view);
	if (tone === 'good' || tone === 'quiet') return undefined;
	const parts = [cause, outcome].filter(part => part !== undefined);
	return parts.length === 0 ? undefined : parts.join('; ');
};

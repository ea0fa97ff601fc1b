import {formatMemory} from '../../model/bytes.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Task} from '../../model/swarm.ts';
import {causeOf} from '../cause.ts';
import {exitText} from '../containers/explain.ts';
import {livesText} from '../loop.ts';
import type {View} from '../resource.ts';
import {isOnTheWay, taskCondition} from './condition.ts';
import {placementReason} from './placement-text.ts';
import {endsOf, failureSpan, isHistory, slotOf} from './slots.ts';

/** `task: non-zero exit (137): what the health check said`. */
const nonZeroExit = /^task: non-zero exit \((\d+)\)(?:: (.+))?$/;

const outOfMemory = (task: Task, view: View): string | undefined => {
	const id = task.containerId;
	if (id === undefined) return undefined;
	const details = view.state.details.get(id);
	const isOutOfMemory = details?.isOutOfMemory ?? view.state.deaths.get(id)?.at(-1)?.isOutOfMemory ?? false;
	if (!isOutOfMemory) return undefined;
	const limit = details?.memoryLimit;
	return `out of memory${limit === undefined ? '' : ` at ${formatMemory(limit)}`}`;
};

const exitOf = (task: Task, code: number, view: View): string => {
	const memory = outOfMemory(task, view);
	return memory === undefined ? exitText(code) : `exit ${code}, ${memory}`;
};

/** Why a task ended or does not start, the cause first; undefined where nothing is told. */
const taskCause = (task: Task, view: View): string | undefined => {
	const {error, exitCode} = task;
	if (error !== undefined) {
		// The engine counts nodes and names none of their reasons.
		const placement = placementReason(task, view);
		if (placement !== undefined) return placement;
		const [, code, words] = nonZeroExit.exec(error) ?? [];
		if (code !== undefined) return exitOf(task, Number(code), view) + (words === undefined ? '' : `: ${words}`);
		if (!error.startsWith('no suitable node')) return causeOf(error);
		const wanted = view.state.tables.services.rows.get(task.serviceId)?.constraints ?? [];
		return wanted.length === 0 ? error : `${error}; it wants ${wanted.join(', ')}`;
	}
	if (task.state === 'complete') return 'it ended with exit 0';
	if (exitCode !== undefined && exitCode !== 0) return exitOf(task, exitCode, view);
	return undefined;
};

/** How the containers of tasks ended, as far as this engine ran them. */
const deathsOf = (ends: readonly Task[], {state: {deaths}}: View) =>
	ends.flatMap(({containerId}) => (containerId === undefined ? [] : (deaths.get(containerId) ?? [])));

/** How often a slot's tasks ended, and how long each had run: `failed 6 times in 5 min, lives 4s`. */
const countText = (ends: readonly Task[], view: View): string | undefined => {
	const [last] = ends;
	if (last === undefined || ends.length < 2) return undefined;
	const word = last.state === 'complete' ? 'ended' : last.state;
	return [`${word} ${ends.length} times in ${failureSpan / 60_000} min`, livesText(deathsOf(ends, view))]
		.filter(part => part !== undefined)
		.join(', ');
};

/** Why a task, and so its slot, is as it is; undefined when it runs and nothing is to be said. */
export const taskReason = (task: Task, view: View): string | undefined => {
	if (task.isOnLostNode)
		return `its node ${task.nodeName ?? task.nodeId ?? ''} is down, so its state is what was last heard`;
	if (isHistory(task, view.state)) return taskCause(task, view);
	const {tone} = taskCondition(task, view);
	if (tone === 'good' || (tone === 'quiet' && task.state === 'complete')) return undefined;
	const ends = endsOf(slotOf(task, view.state), view);
	const cause = taskCause(task, view) ?? ends.map(end => taskCause(end, view)).find(text => text !== undefined);
	const count = countText(ends, view);
	const last = ends[0];
	const since = task.state === 'running' ? last?.since : task.since;
	const when =
		since === undefined || tone === 'quiet' || count !== undefined
			? undefined
			: `${formatDuration(view.now - since)} ago`;
	const parts = [cause, count, cause === undefined ? undefined : when].filter(part => part !== undefined);
	if (parts.length > 0) return parts.join(', ');
	// What the swarm does just now is news only while it does it.
	return isOnTheWay(task) ? task.message : undefined;
};

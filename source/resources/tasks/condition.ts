import type {Task} from '../../model/swarm.ts';
import {remembered} from '../remembered.ts';
import type {Condition, View} from '../resource.ts';
import {endsOf, isFailure, isHistory, isWanted, slotOf} from './slots.ts';

/** Whether it is on its way to run. */
export const isOnTheWay = (task: Task): boolean =>
	['new', 'allocated', 'pending', 'assigned', 'accepted', 'preparing', 'ready', 'starting'].includes(task.state);

/** So many ends within minutes are a loop, also while a task of the slot runs. */
const loop = 3;

const conditionOfPast = (task: Task): Condition =>
	task.state === 'running'
		? {glyph: '◌', word: 'stopping', tone: 'busy'}
		: {glyph: isFailure(task) ? '✗' : '○', word: task.state, tone: 'quiet'};

/** Glyph, word and tone of a task. One that another has followed in its slot is history, whatever became of it. */
export const taskCondition = remembered((task: Task, view: View): Condition => {
	if (task.isOnLostNode && task.state === 'running') return {glyph: '?', word: 'node down', tone: 'bad'};
	if (isHistory(task, view.state)) return conditionOfPast(task);
	const ends = endsOf(slotOf(task, view.state), view).length;
	switch (task.state) {
		case 'running':
			if (!isWanted(task)) return {glyph: '◌', word: 'stopping', tone: 'busy'};
			return ends >= loop
				? {glyph: '▲', word: 'restarting', tone: 'warning'}
				: {glyph: '●', word: 'running', tone: 'good'};
		case 'failed':
		case 'rejected':
			return {glyph: '✗', word: task.state, tone: 'bad'};
		case 'orphaned':
			return {glyph: '?', word: 'orphaned', tone: 'bad'};
		case 'complete':
		case 'shutdown':
		case 'remove':
			return {glyph: '○', word: task.state, tone: 'quiet'};
		default:
			if (isOnTheWay(task) && (task.error !== undefined || ends > 0))
				return {glyph: '✗', word: ends > 0 ? 'failing' : task.state, tone: 'bad'};
			return {glyph: '◌', word: task.state, tone: isWanted(task) ? 'busy' : 'quiet'};
	}
});

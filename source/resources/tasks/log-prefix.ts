import type {LogLine} from '../../model/log-line.ts';
import type {Task} from '../../model/swarm.ts';
import type {Span, Tone} from '../../model/tone.ts';
import type {View} from '../resource.ts';

const hues: readonly Tone[] = ['hue0', 'hue1', 'hue2', 'hue3', 'hue4', 'hue5'];

/** Replicas of a service get hues one after the other; what has no slot gets one by its id. */
const hueOf = (task: Task | undefined, id: string): Tone => {
	const number = task?.slot ?? [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 0);
	return hues[number % hues.length] ?? 'hue0';
};

/** Names the task that wrote a line, in a hue of its own. */
export const taskPrefix = (line: LogLine, view: View): Span | undefined => {
	if (line.taskId === undefined) return undefined;
	const task = view.state.tables.tasks.rows.get(line.taskId);
	const slot =
		task === undefined
			? line.taskId.slice(0, 8)
			: `${task.name}${task.nodeName === undefined ? '' : `@${task.nodeName}`}`;
	return {text: slot, tone: hueOf(task, line.taskId)};
};

import type {LogLine} from '../model/log-line.ts';
import type {Task} from '../model/swarm.ts';
import type {Span, Tone} from '../model/tone.ts';
import type {View} from './resource.ts';

const hues: readonly Tone[] = ['hue0', 'hue1', 'hue2', 'hue3', 'hue4', 'hue5'];

const hueOf = (number: number): Tone => hues[number % hues.length] ?? 'hue0';

const numberOf = (id: string): number => [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 0);

const taskText = (task: Task): string => `${task.name}${task.nodeName === undefined ? '' : `@${task.nodeName}`}`;

/** Replicas of a service get hues one after the other; what has no slot gets one by its id. */
const taskPrefix = (id: string, view: View): Span => {
	const task = view.state.tables.tasks.rows.get(id);
	return {text: task === undefined ? id.slice(0, 8) : taskText(task), tone: hueOf(task?.slot ?? numberOf(id))};
};

/** Names who wrote a line, in a hue of its own: the task, or in merged logs the container. Undefined where only one can have. */
export const writerPrefix = (line: LogLine, view: View): Span | undefined => {
	const {origin, taskId} = line;
	if (taskId !== undefined) return taskPrefix(taskId, view);
	return origin === undefined ? undefined : {text: origin, tone: hueOf(numberOf(origin))};
};

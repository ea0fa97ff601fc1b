import {formatDuration} from '../../model/duration.ts';
import type {Service} from '../../model/swarm.ts';
import type {Ending} from '../../store/monitor.ts';
import {causeOf} from '../cause.ts';
import {endingSection} from '../ending-section.ts';
import type {Section, View} from '../resource.ts';
import {taskCondition} from '../tasks/condition.ts';
import {endingOf} from '../tasks/ending.ts';
import {tasksOf, troubleOf} from './condition.ts';

/** The newest of them that a page shows. */
const most = 20;

/** The log of the task that tells most of what is wrong, where it ended. */
export const serviceEnding = (service: Service, view: View): Ending | undefined => {
	const {culprit} = troubleOf(service, view);
	return culprit === undefined ? undefined : endingOf(culprit, view);
};

/** What the task that failed wrote last, for the page of its service. */
export const serviceEndingSections = (service: Service, view: View): readonly Section[] =>
	serviceEnding(service, view) === undefined ? [] : [endingSection('services', service.id, view)];

/** The tasks of a service on its page, latest change first. */
export const tasksSection = (service: Service, view: View): Section => ({
	title: 'Tasks, latest first',
	lines: tasksOf(service, view)
		.slice(0, most)
		.map(task => {
			const {word, tone} = taskCondition(task, view);
			const node = task.nodeName === undefined ? '' : ` on ${task.nodeName}`;
			const age = task.since === undefined ? '' : `, ${formatDuration(view.now - task.since)} ago`;
			return [
				{text: `${task.name}  `},
				{text: word, tone},
				{text: `${node}${age}`, tone: 'quiet'},
				{text: task.error === undefined ? '' : `  ${causeOf(task.error)}`, tone},
			];
		}),
});

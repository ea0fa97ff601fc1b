import {formatDuration} from '../../model/duration.ts';
import type {View} from '../../resources/resource.ts';
import {either} from '../../settings/nearest.ts';
import type {Job} from '../../store/state.ts';
import {type AppState, withFault, withRefusal} from '../app-state.ts';
import {unanswered} from '../asking/confirm.ts';

const say = (state: AppState, text: string, view: View): AppState => withFault(state, text, view.now);

/** Verbs that are under way. */
const running = ({state}: View): readonly Job[] => (state.jobs ?? []).filter(({ended}) => ended === undefined);

const question = (state: AppState, job: Job, view: View): AppState => ({
	...state,
	overlay: {
		kind: 'confirm',
		title: `Stop ${job.label}?`,
		lines: [
			[{text: job.name, tone: 'strong'}],
			[{text: `  for ${formatDuration(view.now - job.since)} now; what is done by then stays, and is told`}],
		],
		...unanswered({danger: 'interrupts'}, []),
		word: () => undefined,
		requests: () => [],
		effects: () => [{kind: 'stop', jobs: [job.id]}],
	},
});

/** Asks whether a verb that is under way shall be stopped. */
export const askToStop = (state: AppState, id: string | undefined, view: View): AppState => {
	const job = running(view).find(candidate => candidate.id === id);
	if (job !== undefined) return question(state, job, view);
	return withRefusal(state, 'it is not under way', view.now);
};

/** `:cancel`, or `:cancel web` where several are under way. */
export const cancelJob = (state: AppState, words: readonly string[], view: View): AppState => {
	const name = words.join(' ');
	const all = running(view);
	const [job, ...others] = name === '' ? all : all.filter(candidate => candidate.name === name);
	const names = all.map(candidate => candidate.name);
	if (all.length === 0) return say(state, 'nothing is under way', view);
	if (job === undefined) return say(state, `${name} is not under way, but ${names.join(', ')}`, view);
	return others.length > 0
		? say(
				state,
				`stop which one? Say ${either(names.map(candidate => `cancel ${candidate}`))}, or point at it in :jobs`,
				view,
			)
		: question(state, job, view);
};

import {formatDuration} from '../../model/duration.ts';
import type {Service, Task, UpdatePolicy} from '../../model/swarm.ts';
import type {Condition, View} from '../resource.ts';
import {taskReason} from '../tasks/reason.ts';
import {failedInUpdate, tasksOf} from './condition.ts';
import {culpritReason} from './reason.ts';
import {isEnginesRollback, isHeld, isReplacing, isRollback, type UpdateSlot, updateSlots} from './update-slots.ts';

/** How an update or a rollback goes. */
export type UpdateProgress = {
	/** Images; `from` is undefined where the engine does not tell it any more. */
	readonly from: string | undefined;
	readonly to: string;
	/** Whether slots are being replaced now. */
	readonly isOpen: boolean;
	/** What became of it so far. */
	readonly verdict: Condition;
	/** Why that is so, the cause first. */
	readonly why: string | undefined;
	readonly slots: readonly UpdateSlot[];
	/** Slots in which a new task failed, and how many of them may before the engine acts. */
	readonly failed: number;
	readonly allowed: number;
	readonly policy: UpdatePolicy | undefined;
	/** What it waits for, in phrases; nothing where nothing is to be waited for. */
	readonly holds: readonly string[];
};

/** `3 slots wait for…`, by the words of each. */
const counted = (words: readonly string[]): readonly string[] =>
	[...Map.groupBy(words, text => text)].map(([text, {length}]) => (length === 1 ? text : `${length} slots: ${text}`));

/** What the task of a slot that is under way waits for. */
export const holdOf = ({slot: {present}}: UpdateSlot, view: View): string => {
	switch (present.state) {
		case 'new':
		case 'allocated':
		case 'pending':
			return taskReason(present, view) ?? 'waits for a node';
		case 'assigned':
		case 'accepted':
		case 'preparing':
			return 'prepares: its node gets the image where it lacks it';
		case 'ready':
			return 'waits for the task before it to end';
		case 'starting': {
			const here = view.state.tables.containers.rows.get(present.containerId ?? '');
			return here?.health === 'starting' ? 'its health check has not passed yet' : 'starts';
		}
		default:
			return 'its task before is being ended';
	}
};

const holdsOf = (service: Service, slots: readonly UpdateSlot[], policy: UpdatePolicy | undefined, view: View) => {
	if (!isReplacing(service)) return [];
	const moving = slots.filter(({stand}) => stand === 'moving');
	if (moving.length > 0) return counted(moving.map(slot => holdOf(slot, view)));
	if (slots.some(({stand}) => stand === 'failing')) return [];
	if (slots.every(({stand}) => stand === 'replaced'))
		return [`watches the new tasks for failures, ${formatDuration(policy?.monitor ?? 0)} each`];
	const {delay = 0} = policy ?? {};
	return delay === 0 ? [] : [`waits ${formatDuration(delay)} after each task`];
};

const verdictOf = (service: Service, slots: readonly UpdateSlot[]): Condition => {
	const isFailing = slots.some(({stand}) => stand === 'failing');
	switch (service.update?.state) {
		case 'updating':
			return isFailing ? {glyph: '✗', word: 'failing', tone: 'bad'} : {glyph: '◌', word: 'running', tone: 'busy'};
		case 'rollback_started':
			return isFailing
				? {glyph: '✗', word: 'rollback failing', tone: 'bad'}
				: {glyph: '◌', word: 'rolling back', tone: 'busy'};
		case 'paused':
			return {glyph: '✗', word: 'paused', tone: 'bad'};
		case 'rollback_paused':
			return {glyph: '✗', word: 'rollback paused', tone: 'bad'};
		case 'completed':
			// Of what fails after it was watched the engine thinks nothing.
			return isFailing
				? {glyph: '✗', word: 'completed, and its tasks fail', tone: 'bad'}
				: {glyph: '●', word: 'completed', tone: 'good'};
		case 'rollback_completed':
			if (isFailing) return {glyph: '✗', word: 'rolled back, and its tasks fail', tone: 'bad'};
			return isEnginesRollback(service)
				? {glyph: '▲', word: 'rolled back by the engine', tone: 'warning'}
				: {glyph: '●', word: 'rolled back', tone: 'good'};
		default:
			return {glyph: '?', word: service.update?.state.replaceAll('_', ' ') ?? 'unknown', tone: 'quiet'};
	}
};

/** The image that a rollback comes from, where its spec is forgotten. */
const imageLeft = (service: Service, view: View): string | undefined => {
	const isOther = ({image}: Task): boolean => image !== service.image;
	const failed = failedInUpdate(service, view);
	return failed !== undefined && isOther(failed) ? failed.image : tasksOf(service, view).find(isOther)?.image;
};

/** The task that the verdict is about: the latest that is at fault, else the one that made the engine act. */
const culpritOf = (service: Service, slots: readonly UpdateSlot[], view: View): Task | undefined => {
	const [latest] = slots
		.filter(({stand}) => stand === 'failing')
		.map(({slot}) => slot.present)
		.toSorted((a, b) => (b.since ?? 0) - (a.since ?? 0));
	if (latest !== undefined) return latest;
	return isHeld(service) || isEnginesRollback(service) ? failedInUpdate(service, view) : undefined;
};

/** How the update or rollback of a service goes; undefined where there was none. */
export const updateProgress = (service: Service, view: View): UpdateProgress | undefined => {
	if (service.update === undefined) return undefined;
	const slots = updateSlots(service, view);
	const policy = isRollback(service) ? service.rollbackPolicy : service.updatePolicy;
	const culprit = culpritOf(service, slots, view);
	return {
		from: isEnginesRollback(service) ? imageLeft(service, view) : service.previousImage,
		to: service.image,
		isOpen: isReplacing(service),
		verdict: verdictOf(service, slots),
		why: culprit === undefined ? undefined : culpritReason(culprit, view),
		slots,
		failed: slots.filter(({hasFailed}) => hasFailed).length,
		// What was so before is not replaced, and counts for nothing. 1e-9: 0.1 × 30 is a little more than 3.
		allowed: Math.floor((policy?.ratio ?? 0) * slots.filter(({isUntouched}) => !isUntouched).length + 1e-9),
		policy,
		holds: holdsOf(service, slots, policy, view),
	};
};

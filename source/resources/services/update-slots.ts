import type {Service, Task} from '../../model/swarm.ts';
import {remembered} from '../remembered.ts';
import type {View} from '../resource.ts';
import {isOnTheWay} from '../tasks/condition.ts';
import {isFailure, isWanted, type Slot, standingSlots} from '../tasks/slots.ts';
import {failedInUpdate} from './condition.ts';

/** How a slot of an update stands: at fault, under way, waiting with what it had, or as it is to be. */
export type SlotStand = 'failing' | 'moving' | 'old' | 'replaced';

/** One slot of an update or a rollback. */
export type UpdateSlot = {
	readonly slot: Slot;
	readonly stand: SlotStand;
	/** What its task before ran; undefined where that is not told any more. */
	readonly from: string | undefined;
	/** Whether a task of the new spec failed or ended in it. */
	readonly hasFailed: boolean;
	/** Whether it had what it is to have before the update began. */
	readonly isUntouched: boolean;
};

/** Whether the service goes back, or went. */
export const isRollback = ({update}: Service): boolean => update?.state.startsWith('rollback') === true;

/** Whether the engine goes back by itself: it forgets the spec that it comes from. */
export const isEnginesRollback = (service: Service): boolean => isRollback(service) && !service.hasPreviousSpec;

/** Whether slots are being replaced now. */
export const isReplacing = ({update}: Service): boolean =>
	update?.state === 'updating' || update?.state === 'rollback_started';

/** Whether tasks failed so that the engine stopped. */
export const isHeld = ({update}: Service): boolean => update?.state === 'paused' || update?.state === 'rollback_paused';

type Origin = 'new' | 'untouched' | 'old';

/** Tells which spec a task was made for; tasks tell their image, and when they were made. */
const originIn = (service: Service, view: View): ((task: Task) => Origin) => {
	const began = service.update?.startedAt ?? 0;
	// The engine's own rollback keeps the moment of the update, and begins with the failure that it is for.
	const turned = isEnginesRollback(service) ? (failedInUpdate(service, view)?.since ?? began) : began;
	const isAnotherImage = service.isResumed === true || service.previousImage !== service.image;
	return ({image, createdAt = 0}) => {
		if (image !== service.image) return 'old';
		if (createdAt >= turned) return 'new';
		if (createdAt >= began) return 'old';
		return isAnotherImage ? 'untouched' : 'old';
	};
};

const standOf = (present: Task, origin: Origin, hasFailed: boolean): SlotStand => {
	if (isFailure(present) || present.state === 'orphaned' || present.isOnLostNode) return 'failing';
	if (isOnTheWay(present)) return hasFailed || present.error !== undefined ? 'failing' : 'moving';
	if (origin === 'old') return present.state === 'running' && isWanted(present) ? 'old' : 'moving';
	if (hasFailed || present.state !== 'running') return 'failing';
	return isWanted(present) ? 'replaced' : 'moving';
};

const hasEndedItself = (task: Task): boolean => isFailure(task) || task.state === 'complete';

/** The slots of a service as its update or rollback sees them, by number or node. */
export const updateSlots = remembered((service: Service, view: View): readonly UpdateSlot[] => {
	const originOf = originIn(service, view);
	return standingSlots(service, view.state)
		.map((slot): UpdateSlot => {
			const origin = originOf(slot.present);
			const tasks = [slot.present, ...slot.history];
			const hasFailed = tasks.some(task => hasEndedItself(task) && originOf(task) === 'new');
			const before = tasks.find(task => originOf(task) !== 'new');
			return {
				slot,
				stand: standOf(slot.present, origin, hasFailed),
				from: before?.image,
				hasFailed,
				isUntouched: origin === 'untouched',
			};
		})
		.toSorted(
			({slot: {present: a}}, {slot: {present: b}}) => (a.slot ?? 0) - (b.slot ?? 0) || (a.name < b.name ? -1 : 1),
		);
});

/** Slots that are as they are to be, of all: what `2/5` tells of an update. */
export const replacedOf = (service: Service, view: View): {readonly replaced: number; readonly total: number} => {
	const slots = updateSlots(service, view);
	return {replaced: slots.filter(({stand}) => stand === 'replaced').length, total: slots.length};
};

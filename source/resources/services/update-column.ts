import type {Service} from '../../model/swarm.ts';
import type {Tone} from '../../model/tone.ts';
import {textOr} from '../cell.ts';
import type {Column, View} from '../resource.ts';
import {isRolledBack} from './condition.ts';
import {isHeld, isReplacing, isRollback, replacedOf} from './update-slots.ts';

/** What became of the last update, in docker's words. */
export const updateText = (service: Service): string | undefined => service.update?.state.replaceAll('_', ' ');

/** How that is to be taken. */
export const updateTone = (service: Service): Tone => {
	if (isHeld(service)) return 'bad';
	if (isRolledBack(service)) return 'warning';
	return isReplacing(service) ? 'busy' : 'quiet';
};

/** While tasks are replaced, how many are: `2/5`, and `back 2/5`. */
const cellText = (service: Service, view: View): string | undefined => {
	if (!isReplacing(service)) return updateText(service);
	const {replaced, total} = replacedOf(service, view);
	return `${isRollback(service) ? 'back ' : ''}${replaced}/${total}`;
};

/** What became of the last update of each service. */
export const updateColumn: Column<Service> = {
	id: 'update',
	title: 'UPDATE',
	align: 'left',
	width: 9,
	maxWidth: 20,
	priority: 65,
	cell: (row, view) => textOr(cellText(row, view), updateTone(row)),
	order: updateText,
};

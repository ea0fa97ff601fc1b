import {type Volume, volumeName} from '../../model/volume.ts';
import {ageOf} from '../cell.ts';
import type {Column} from '../resource.ts';
import {stateColumn} from '../state-column.ts';
import {serviceNamesOf, usersText} from '../users.ts';
import {ownerOf, usersOf, volumeCondition} from './condition.ts';

/** Columns of the volume list, those of `docker volume ls` among them. */
export const volumeColumns: ReadonlyArray<Column<Volume>> = [
	{
		id: 'name',
		title: 'VOLUME NAME',
		align: 'left',
		width: 14,
		maxWidth: 48,
		priority: 100,
		cell: row => ({text: volumeName(row), tone: row.isAnonymous ? 'quiet' : 'strong'}),
		order: volumeName,
	},
	stateColumn({width: 7, priority: 99}, volumeCondition),
	{
		id: 'used',
		title: 'USED BY',
		align: 'left',
		width: 14,
		maxWidth: 48,
		priority: 90,
		cell: (row, {state}) => usersText(usersOf(row, state), state),
		order: (row, {state}) => usersOf(row, state).length,
		isDescendingFirst: true,
	},
	{
		id: 'service',
		title: 'SERVICE',
		align: 'left',
		width: 10,
		maxWidth: 24,
		priority: 60,
		isNeeded: ({state}) => state.role !== 'none',
		cell: (row, {state}) => ({text: serviceNamesOf(usersOf(row, state)).join(', ')}),
		order: (row, {state}) => serviceNamesOf(usersOf(row, state)).join(', '),
	},
	{
		id: 'project',
		title: 'PROJECT',
		align: 'left',
		width: 8,
		maxWidth: 20,
		priority: 80,
		cell: row => ({text: ownerOf(row) ?? ''}),
		order: ownerOf,
	},
	{
		id: 'driver',
		title: 'DRIVER',
		align: 'left',
		width: 6,
		maxWidth: 20,
		priority: 85,
		cell: row => ({text: row.driver, ...(row.driver === 'local' ? {tone: 'quiet'} : {})}),
		order: row => row.driver,
	},
	{
		id: 'created',
		title: 'CREATED',
		align: 'right',
		width: 7,
		priority: 88,
		cell: (row, view) => ageOf(row.createdAt, view.now),
		order: row => row.createdAt,
		isDescendingFirst: true,
	},
];

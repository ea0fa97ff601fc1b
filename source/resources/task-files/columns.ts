import type {TaskFile} from '../../model/task-file.ts';
import {ageOf, unknown} from '../cell.ts';
import type {Column} from '../resource.ts';
import {stateColumn} from '../state-column.ts';
import {type FileList, fileCondition, userNames} from './users.ts';

/** Columns of the lists of secrets and configs, those of `docker secret ls` among them. */
export const fileColumns = (list: FileList): ReadonlyArray<Column<TaskFile>> => [
	{
		id: 'name',
		title: 'NAME',
		align: 'left',
		width: 14,
		maxWidth: 48,
		priority: 100,
		cell: row => ({text: row.name, tone: 'strong'}),
		order: row => row.name,
	},
	stateColumn({width: 7, priority: 99}, fileCondition(list)),
	{
		id: 'used',
		title: 'USED BY',
		align: 'left',
		width: 14,
		maxWidth: 48,
		priority: 95,
		cell: (row, {state}) => {
			const names = userNames(list, row, state);
			if (names.length === 0) return state.tables.services.at === undefined ? unknown : {text: ''};
			return {text: names.length === 1 ? names.join() : `${names.length}: ${names.join(', ')}`};
		},
		order: (row, {state}) => userNames(list, row, state).length,
		isDescendingFirst: true,
	},
	{
		id: 'stack',
		title: 'STACK',
		align: 'left',
		width: 8,
		maxWidth: 20,
		priority: 80,
		cell: row => ({text: row.stack ?? ''}),
		order: row => row.stack,
	},
	{
		id: 'driver',
		title: 'DRIVER',
		align: 'left',
		width: 6,
		maxWidth: 20,
		priority: 40,
		cell: row => ({text: row.driver ?? ''}),
		order: row => row.driver,
	},
	{
		id: 'id',
		title: 'ID',
		align: 'left',
		width: 12,
		maxWidth: 25,
		priority: 50,
		cell: row => ({text: row.id, tone: 'quiet'}),
		order: row => row.id,
	},
	{
		id: 'created',
		title: 'CREATED',
		align: 'right',
		width: 7,
		priority: 85,
		cell: (row, {now}) => ageOf(row.createdAt, now),
		order: row => row.createdAt,
		isDescendingFirst: true,
	},
	{
		id: 'updated',
		title: 'UPDATED',
		align: 'right',
		width: 7,
		priority: 88,
		cell: (row, {now}) => ageOf(row.updatedAt, now),
		order: row => row.updatedAt,
		isDescendingFirst: true,
	},
];

import type {KeptEvent} from '../../model/event.ts';
import {formatMoment} from '../cell.ts';
import type {Column, View} from '../resource.ts';
import {eventCondition} from './condition.ts';
import {objectNameIn} from './names.ts';

/** The time of day, with the day in front where that is not today. */
const timeText = (at: number, {now}: View): string => {
	const moment = formatMoment(at);
	const [day = '', time = ''] = moment.split(' ');
	return formatMoment(now).startsWith(day) ? time : `${day.slice(5)} ${time.slice(0, 5)}`;
};

/** Columns of the list of events; what happened is the reason of a row. */
export const eventColumns: ReadonlyArray<Column<KeptEvent>> = [
	{
		id: 'time',
		title: 'TIME',
		align: 'left',
		width: 11,
		priority: 98,
		cell: (row, view) => ({text: timeText(row.at, view), tone: 'quiet'}),
		order: row => row.nanoseconds,
		isDescendingFirst: true,
	},
	{
		id: 'type',
		title: 'TYPE',
		align: 'left',
		width: 9,
		priority: 80,
		cell: row => ({text: row.type}),
		order: row => row.type,
	},
	{
		id: 'action',
		title: 'ACTION',
		align: 'left',
		width: 10,
		maxWidth: 14,
		priority: 70,
		cell: row => ({text: row.action, tone: eventCondition(row).tone}),
		order: row => row.action,
	},
	{
		id: 'object',
		title: 'OBJECT',
		align: 'left',
		width: 14,
		maxWidth: 48,
		priority: 100,
		cell: (row, view) => ({text: objectNameIn(row, view), tone: 'strong'}),
		order: objectNameIn,
	},
];

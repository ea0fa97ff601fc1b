import {formatBytes} from '../../model/bytes.ts';
import type {Image} from '../../model/image.ts';
import type {Span} from '../../model/tone.ts';
import {ageOf, figure} from '../cell.ts';
import type {Column} from '../resource.ts';
import {stateColumn} from '../state-column.ts';
import {usersText} from '../users.ts';
import {imageCondition, shortIdOf} from './condition.ts';
import {usersOf} from './users.ts';

/** What docker prints where there is no name. */
const none: Span = {text: '<none>', tone: 'quiet'};

/** Columns of the image list, those of `docker image ls` among them. */
export const imageColumns: ReadonlyArray<Column<Image>> = [
	{
		id: 'repository',
		title: 'REPOSITORY',
		align: 'left',
		width: 14,
		maxWidth: 48,
		priority: 100,
		keepsEnd: true,
		cell: row => (row.repository === undefined ? none : {text: row.repository, tone: 'strong'}),
		order: row => row.repository,
	},
	{
		id: 'tag',
		title: 'TAG',
		align: 'left',
		width: 8,
		maxWidth: 24,
		priority: 99,
		cell: row => (row.tag === undefined ? none : {text: row.tag}),
		order: row => row.tag,
	},
	stateColumn({width: 8, priority: 98}, imageCondition),
	{
		id: 'used',
		title: 'USED BY',
		align: 'left',
		width: 14,
		maxWidth: 40,
		priority: 90,
		cell: (row, {state}) => usersText(usersOf(row, state), state),
		order: (row, view) => usersOf(row, view.state).length,
		isDescendingFirst: true,
	},
	{
		id: 'id',
		title: 'IMAGE ID',
		align: 'left',
		width: 12,
		priority: 70,
		cell: row => ({text: shortIdOf(row), tone: 'quiet'}),
		order: row => row.imageId,
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
	{
		id: 'size',
		title: 'SIZE',
		align: 'right',
		width: 7,
		priority: 95,
		cell: row => figure(row.size, formatBytes),
		order: row => row.size,
		isDescendingFirst: true,
	},
];

import {formatBytes} from '../../model/bytes.ts';
import type {Image} from '../../model/image.ts';
import type {Span} from '../../model/tone.ts';
import {ageOf, figure, unknown} from '../cell.ts';
import type {Column, View} from '../resource.ts';
import {imageCondition, shortIdOf} from './condition.ts';
import {isUp, usersOf} from './users.ts';

/** What docker prints where there is no name. */
const none: Span = {text: '<none>', tone: 'quiet'};

/** Names of the containers that use it, with how many where it is more than one; those that run first. */
const usedBy = (row: Image, view: View): Span => {
	const users = usersOf(row, view.state);
	if (users.length === 0) return view.state.tables.containers.at === undefined ? unknown : {text: ''};
	const names = users.map(({name}) => name).join(', ');
	return {
		text: users.length === 1 ? names : `${users.length}: ${names}`,
		...(users.some(isUp) ? {} : {tone: 'quiet'}),
	};
};

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
	{
		id: 'state',
		title: 'STATE',
		align: 'left',
		width: 8,
		priority: 98,
		cell: (row, view) => {
			const {word, tone} = imageCondition(row, view);
			return {text: word, tone: tone === 'good' ? 'plain' : tone};
		},
		order: (row, view) => imageCondition(row, view).word,
	},
	{
		id: 'used',
		title: 'USED BY',
		align: 'left',
		width: 14,
		maxWidth: 40,
		priority: 90,
		cell: usedBy,
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

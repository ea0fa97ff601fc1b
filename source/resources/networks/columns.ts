import {type Network, networkTraits} from '../../model/network.ts';
import {ageOf} from '../cell.ts';
import type {Column} from '../resource.ts';
import {stateColumn} from '../state-column.ts';
import {usersText} from '../users.ts';
import {networkCondition, ownerOf, serviceNames, usersOf} from './condition.ts';

const subnetText = ({subnets}: Network): string => subnets.map(({subnet}) => subnet).join(', ');

const gatewayText = ({subnets}: Network): string =>
	subnets
		.map(({gateway}) => gateway)
		.filter(gateway => gateway !== undefined)
		.join(', ');

const textColumn = (
	id: string,
	title: string,
	room: {readonly width: number; readonly maxWidth?: number; readonly priority: number},
	textOf: (row: Network) => string,
): Column<Network> => ({id, title, align: 'left', ...room, cell: row => ({text: textOf(row)}), order: textOf});

/** Columns of the network list, those of `docker network ls` among them. */
export const networkColumns: ReadonlyArray<Column<Network>> = [
	{
		id: 'name',
		title: 'NAME',
		align: 'left',
		width: 14,
		maxWidth: 36,
		priority: 100,
		cell: row => ({text: row.name, tone: 'strong'}),
		order: row => row.name,
	},
	stateColumn({width: 10, priority: 99}, networkCondition),
	{
		id: 'used',
		title: 'USED BY',
		align: 'left',
		width: 14,
		maxWidth: 40,
		priority: 90,
		cell: (row, {state}) => usersText(usersOf(row, state), state),
		order: (row, {state}) => usersOf(row, state).length,
		isDescendingFirst: true,
	},
	{
		id: 'services',
		title: 'SERVICES',
		align: 'left',
		width: 10,
		maxWidth: 30,
		priority: 75,
		isNeeded: ({state}) => state.role !== 'none',
		cell: (row, {state}) => ({text: serviceNames(row, state).join(', ')}),
		order: (row, {state}) => serviceNames(row, state).length,
		isDescendingFirst: true,
	},
	textColumn('driver', 'DRIVER', {width: 7, maxWidth: 16, priority: 95}, row => row.driver),
	textColumn('scope', 'SCOPE', {width: 5, priority: 60}, row => row.scope),
	textColumn('subnet', 'SUBNET', {width: 14, maxWidth: 34, priority: 88}, subnetText),
	textColumn('gateway', 'GATEWAY', {width: 12, maxWidth: 26, priority: 40}, gatewayText),
	textColumn('traits', 'TRAITS', {width: 10, maxWidth: 28, priority: 70}, row => networkTraits(row).join(' ')),
	textColumn('project', 'PROJECT', {width: 8, maxWidth: 20, priority: 80}, row => ownerOf(row) ?? ''),
	{
		id: 'id',
		title: 'NETWORK ID',
		align: 'left',
		width: 12,
		priority: 50,
		cell: row => ({text: row.id.slice(0, 12), tone: 'quiet'}),
		order: row => row.id,
	},
	{
		id: 'created',
		title: 'CREATED',
		align: 'right',
		width: 7,
		priority: 85,
		cell: (row, view) => ageOf(row.createdAt, view.now),
		order: row => row.createdAt,
		isDescendingFirst: true,
	},
];

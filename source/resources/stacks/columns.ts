import type {Stack, StackCount} from '../../model/stack.ts';
import type {EngineState} from '../../store/state.ts';
import {ageOf, figure} from '../cell.ts';
import {localBlockColumns, localUsageColumns} from '../local-usage.ts';
import type {Column, UsageShare} from '../resource.ts';
import {stackCondition} from './condition.ts';
import {faultyParts} from './parts.ts';

/** Ids of the containers whose usage a group is the sum of: those on this engine. */
export const usedContainers = (row: Stack): readonly string[] => row.runningContainers;

/** Usage is read of the containers on this engine: the rest of its tasks run on other nodes. */
export const usageShare = ({runningContainers, taskCount, containerCount}: Stack): UsageShare | undefined => {
	const counted = runningContainers.length;
	const running = taskCount.running + containerCount.running;
	return running > counted ? {counted, running} : undefined;
};

/** What declared it: `stack`, `compose`, or both. */
export const kindText = ({kinds}: Stack): string => kinds.join(', ');

const countText = ({running, of}: StackCount, what: string): string => `${running}/${of} ${what}`;

/** `5/6 services`, `2/2 containers`, or both. */
export const runningText = ({services, serviceCount, containers, containerCount}: Stack): string =>
	[
		...(services.length === 0 ? [] : [countText(serviceCount, 'services')]),
		...(containers.length === 0 ? [] : [countText(containerCount, 'containers')]),
	].join(', ');

const count = (read: (row: Stack) => number): Pick<Column<Stack>, 'cell' | 'order' | 'isDescendingFirst'> => ({
	cell: row => figure(read(row), String),
	order: read,
	isDescendingFirst: true,
});

const idsOf = (row: Stack, _state: EngineState): readonly string[] => usedContainers(row);

/** Columns of the list: steady ones left, volatile ones right. */
export const stackColumns: ReadonlyArray<Column<Stack>> = [
	{
		id: 'name',
		title: 'NAME',
		align: 'left',
		width: 16,
		maxWidth: 36,
		priority: 100,
		cell: row => ({text: row.name, tone: 'strong'}),
		order: row => row.name,
	},
	{
		id: 'running',
		title: 'RUNNING',
		align: 'left',
		width: 14,
		maxWidth: 32,
		priority: 99,
		cell: (row, view) => {
			const {tone} = stackCondition(row, view);
			return {text: runningText(row), tone: tone === 'good' ? 'plain' : tone};
		},
		order: ({serviceCount, containerCount}) => serviceCount.running + containerCount.running,
	},
	{
		id: 'kind',
		title: 'KIND',
		align: 'left',
		width: 7,
		maxWidth: 14,
		priority: 80,
		cell: row => ({text: kindText(row)}),
		order: kindText,
	},
	{
		id: 'ports',
		title: 'PORTS',
		align: 'left',
		width: 14,
		maxWidth: 36,
		priority: 60,
		cell: row => ({text: row.ports.join(' ')}),
		order: row => row.ports[0],
	},
	{
		id: 'faults',
		title: 'FAULTS',
		align: 'right',
		width: 6,
		priority: 92,
		cell: (row, view) => {
			const faults = faultyParts(row, view).length;
			return {text: String(faults), tone: faults === 0 ? 'quiet' : stackCondition(row, view).tone};
		},
		order: (row, view) => faultyParts(row, view).length,
		isDescendingFirst: true,
	},
	{
		id: 'tasks',
		title: 'TASKS',
		align: 'right',
		width: 5,
		maxWidth: 9,
		priority: 70,
		// Compose has none.
		isNeeded: ({state}) => state.tables.services.rows.size > 0,
		cell: ({services, taskCount: {running, of}}) =>
			services.length === 0 ? {text: ''} : {text: `${running}/${of}`, tone: running < of ? 'warning' : 'plain'},
		order: ({services, taskCount}) => (services.length === 0 ? undefined : taskCount.running),
		isDescendingFirst: true,
	},
	{id: 'images', title: 'IMAGES', align: 'right', width: 6, priority: 40, ...count(({images}) => images.length)},
	{
		id: 'created',
		title: 'CREATED',
		align: 'right',
		width: 7,
		priority: 20,
		cell: (row, view) => ageOf(row.createdAt, view.now),
		order: row => row.createdAt,
		isDescendingFirst: true,
	},
	{
		id: 'updated',
		title: 'UPDATED',
		align: 'right',
		width: 7,
		priority: 25,
		cell: (row, view) => ageOf(row.updatedAt, view.now),
		order: row => row.updatedAt,
		isDescendingFirst: true,
	},
	{
		id: 'here',
		title: 'HERE',
		align: 'right',
		width: 4,
		maxWidth: 7,
		priority: 91,
		// With one node all of it runs here.
		isNeeded: ({state}) => state.tables.nodes.rows.size > 1,
		// Figures of some of its tasks must not look like those of all.
		cell: row => {
			const share = usageShare(row);
			return {text: share === undefined ? '' : `${share.counted}/${share.running}`, tone: 'warning'};
		},
	},
	...localBlockColumns(idsOf),
	...localUsageColumns(idsOf),
];

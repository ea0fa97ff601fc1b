import {expect, test} from 'vitest';
import {arrangeRows, freshList} from '../../source/app/list/list-state.ts';
import type {Container} from '../../source/model/container.ts';
import type {Usage} from '../../source/model/usage.ts';
import {containers} from '../../source/resources/containers/containers.ts';
import {createUsageRing} from '../../source/store/usage-history.ts';
import {container, now, viewOf} from './container-view.ts';

const usages: ReadonlyArray<readonly [Partial<Container>, Partial<Usage>]> = [
	[
		{name: 'web2', image: 'b', createdAt: now - 3000},
		{cpu: 5, memory: 300, memoryPercent: 1, pids: 9, received: 2},
	],
	[
		{name: 'web10', image: 'a', createdAt: now - 1000},
		{cpu: 50, memory: 100, memoryPercent: 90, pids: 2, received: 9},
	],
	[{name: 'web1', image: 'c', createdAt: now - 2000, state: 'exited', exitCode: 0}, {}],
];

const rows = usages.map(([given], index) => container({...given, id: String(index).padStart(64, '0')}));
const view = viewOf(container(), {
	state: {
		tables: {containers: {rows: new Map(rows.map(row => [row.id, row])), at: now}},
		usage: new Map(
			usages.flatMap(([, usage], index) => {
				const ring = createUsageRing();
				ring.add({at: now - 1000, ...usage});
				const history = ring.history();
				return usage.cpu === undefined || history === undefined ? [] : [[rows[index]?.id ?? '', history] as const];
			}),
		),
	},
});

const ordered = (column: string, isDescending: boolean): readonly string[] =>
	arrangeRows(containers, {...freshList, sort: {column, isDescending}}, undefined, view).map(row => row.name);

test.each<[string, boolean, readonly string[]]>([
	['name', false, ['web1', 'web2', 'web10']],
	['name', true, ['web10', 'web2', 'web1']],
	['image', false, ['web10', 'web2', 'web1']],
	['created', true, ['web10', 'web1', 'web2']],
	['created', false, ['web2', 'web1', 'web10']],
	['cpu', true, ['web10', 'web2', 'web1']],
	['cpu', false, ['web2', 'web10', 'web1']],
	['memory', true, ['web2', 'web10', 'web1']],
	['memory-percent', true, ['web10', 'web2', 'web1']],
	['memory-gauge', true, ['web10', 'web2', 'web1']],
	['pids', true, ['web2', 'web10', 'web1']],
	['network', true, ['web10', 'web2', 'web1']],
	['urgency', false, ['web10', 'web2', 'web1']],
])('by %s, descending %s: what is unknown comes last', (column, isDescending, names) => {
	expect(ordered(column, isDescending)).toEqual(names);
});

test('figures and ages have their largest on top at first, words begin with a', () => {
	const words = containers.columns.filter(column => column.order !== undefined && column.isDescendingFirst !== true);
	expect(words.map(column => column.id)).toEqual(['name', 'status', 'image', 'ports', 'command', 'id']);
});

test('a bar says how much of its limit a container uses, in the tone that this has', () => {
	const bar = (memoryPercent: number) => {
		const row = container();
		const ring = createUsageRing();
		ring.add({at: now - 1000, memoryPercent});
		const history = ring.history();
		if (history === undefined) throw new Error('a sample makes no history');
		const around = viewOf(row, {state: {usage: new Map([[row.id, history]])}});
		return containers.columns.find(({id}) => id === 'memory-gauge')?.cell(row, around);
	};
	expect(bar(0)).toEqual({text: '··········', tone: 'accent'});
	expect(bar(0.3)).toEqual({text: '█·········', tone: 'accent'});
	expect(bar(50)).toEqual({text: '█████·····', tone: 'accent'});
	expect(bar(95)).toEqual({text: '██████████', tone: 'bad'});
	expect(bar(140)).toMatchObject({text: '██████████'});
});

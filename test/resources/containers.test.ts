import {expect, test} from 'vitest';
import type {Container} from '../../source/model/container.ts';
import {containers} from '../../source/resources/containers/containers.ts';
import {container, now, viewOf} from './container-view.ts';

test('trouble comes first, then the hungriest, and old ends are history', () => {
	const rows: ReadonlyArray<readonly [string, Partial<Container>]> = [
		['unhealthy', {health: 'unhealthy'}],
		['failed just now', {state: 'exited', exitCode: 1}],
		['paused', {state: 'paused'}],
		['runs', {}],
		['failed last week', {state: 'exited', exitCode: 1, since: now - 7 * 86_400_000}],
	];
	const ranks = rows.map(([, given]) => containers.urgency(container(given), viewOf(container(given))));
	expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
	expect(new Set(ranks).size).toBe(4);
});

test.each([
	['an ended task, which its slot tells', {state: 'exited', exitCode: 1, taskId: 't1'}, 'manager', 0],
	['an ended task where nobody tells of slots', {state: 'exited', exitCode: 1, taskId: 't1'}, 'worker', 1],
	['a task that runs', {taskId: 't1', health: 'unhealthy'}, 'manager', 1],
	['an end of its own', {state: 'exited', exitCode: 1}, 'manager', 1],
] as const)('how things stand counts %s', (_, given, role, count) => {
	const row = container(given);
	const view = viewOf(row, {state: {role, tables: {tasks: {rows: new Map(), at: now}}}});
	expect(containers.standing?.([row], view)).toHaveLength(count);
});

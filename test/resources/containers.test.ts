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

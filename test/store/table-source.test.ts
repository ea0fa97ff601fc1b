import {expect, it} from 'vitest';
import {tableSource} from '../../source/store/table-source.ts';
import {container, viewOf} from '../resources/container-view.ts';

const source = (needs: 'engine' | 'manager') =>
	tableSource<{readonly id: string}>({
		id: 'berths',
		needs,
		list: async () => [],
		touched: () => undefined,
		pace: () => undefined,
		inspect: async () => ({raw: {}}),
	});

it.each([
	['manager', 'none', true],
	['manager', 'worker', true],
	['manager', 'unknown', false],
	['manager', 'manager', false],
	['engine', 'none', false],
] as const)('what a %s answers, on an engine whose part is %s, is settled unread: %s', (needs, role, isSettled) => {
	expect(source(needs).isSettled(viewOf(container(), {state: {role}}).state)).toBe(isSettled);
});

import {describe, expect, it} from 'vitest';
import type {SwarmNode} from '../../source/model/swarm.ts';
import {nodes as kind} from '../../source/resources/nodes/nodes.ts';
import {node, swarmView, task} from './swarm-view.ts';

const cases: ReadonlyArray<readonly [string, Partial<SwarmNode>, string, string | undefined]> = [
	['is well', {}, '● ready good', undefined],
	[
		'is down',
		{state: 'down', message: 'heartbeat failure'},
		'✗ down bad',
		'down: heartbeat failure; 1 tasks said running',
	],
	[
		'cannot be reached',
		{reachability: 'unreachable'},
		'✗ unreachable bad',
		'unreachable: it takes no new tasks; 1 tasks said running',
	],
	['is drained', {availability: 'drain'}, '‖ drain warning', 'drain: it takes no new tasks; 1 tasks said running'],
	['is paused', {availability: 'pause'}, '‖ pause warning', 'pause: it takes no new tasks; 1 tasks said running'],
];

const textOf = (id: string, row: SwarmNode): string => {
	const cell = kind.columns.find(column => column.id === id)?.cell(row, swarmView({nodes: [row]}));
	return cell !== undefined && 'text' in cell ? cell.text : '';
};

describe('a node', () => {
	it.each(cases)('%s', (_name, given, condition, reason) => {
		const row = node(given);
		const view = swarmView({nodes: [row], tasks: [task(), task({id: 'other', nodeId: 'node2'})]});
		const {glyph, word, tone} = kind.condition(row, view);
		expect(`${glyph} ${word} ${tone}`).toBe(condition);
		expect(kind.reason(row, view)).toBe(reason);
		expect(kind.isFaulty(row, view)).toBe(tone !== 'good');
		expect(kind.urgency(row, view)).toBe(tone === 'good' ? 1 : 0);
	});

	it('is written as docker writes it', () => {
		expect(['state', 'availability', 'manager'].map(id => textOf(id, node()))).toEqual(['Ready', 'Active', 'Leader']);
		expect(textOf('manager', node({isLeader: false}))).toBe('Reachable');
		const {reachability: _, ...worker} = node({isLeader: false, role: 'worker'});
		expect(textOf('manager', worker)).toBe('');
	});

	it('leads to its tasks, and shows usage of its own containers only', () => {
		expect(kind.enter(node())).toEqual({
			kind: 'list',
			resource: 'tasks',
			scope: {title: 'alpha', field: 'node', value: 'node1'},
		});
		expect(kind.usedContainers(node({isSelf: false}), swarmView({}).state)).toEqual([]);
	});

	it.each([
		['node', ['node1', 'alpha']],
		['state', ['ready', 'active']],
		['label', ['disk', 'disk=ssd']],
	])('is found by %s=', (name, values) =>
		expect(kind.field(node({labels: {disk: 'ssd'}}), name, swarmView({}))).toEqual(values),
	);
});

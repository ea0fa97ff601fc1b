import {describe, expect, it} from 'vitest';
import type {Service, Task} from '../../source/model/swarm.ts';
import {tasks as kind} from '../../source/resources/tasks/tasks.ts';
import {container, detailsFor, now} from './container-view.ts';
import {failed, service, swarmView, task} from './swarm-view.ts';

type Case = {
	readonly name: string;
	/** The one that is looked at comes first. */
	readonly tasks: readonly Task[];
	readonly service?: Partial<Service>;
	readonly condition: string;
	readonly reason?: string;
	readonly isFaulty: boolean;
};

const cases: readonly Case[] = [
	{name: 'runs', tasks: [task()], condition: '● running good', isFaulty: false},
	{
		name: 'runs after one failure',
		tasks: [task({age: 20}), failed({age: 40})],
		condition: '● running good',
		isFaulty: false,
	},
	{
		name: 'runs, but its slot failed again and again',
		tasks: [task({age: 5}), failed({age: 20}), failed({age: 40}), failed({age: 60})],
		condition: '▲ restarting warning',
		reason: 'exit 1, failed 3 times in 5 min',
		isFaulty: true,
	},
	{
		name: 'failures of long ago are over',
		tasks: [task({age: 5}), failed({age: 2000}), failed({age: 2100}), failed({age: 2200})],
		condition: '● running good',
		isFaulty: false,
	},
	{
		name: 'waits to be started again',
		tasks: [
			task({age: 2, state: 'ready', desiredState: 'ready'}),
			failed({age: 3, state: 'rejected', error: 'No such image: web:9'}),
			failed({age: 9, state: 'rejected', error: 'No such image: web:9'}),
		],
		condition: '✗ failing bad',
		reason: 'No such image: web:9, rejected 2 times in 5 min',
		isFaulty: true,
	},
	{
		name: 'history: its slot runs again',
		tasks: [failed({age: 40}), task({age: 20})],
		condition: '✗ failed quiet',
		reason: 'exit 1',
		isFaulty: false,
	},
	{
		name: 'the last of its slot failed and is not started again',
		tasks: [failed({age: 40})],
		condition: '✗ failed bad',
		reason: 'exit 1, 40s ago',
		isFaulty: true,
	},
	{
		name: 'no node will have it',
		tasks: [
			task({age: 30, state: 'pending', error: 'no suitable node (scheduling constraints not satisfied on 1 node)'}),
		],
		service: {constraints: ['node.labels.disk==ssd']},
		condition: '✗ pending bad',
		reason:
			'no suitable node (scheduling constraints not satisfied on 1 node); it wants node.labels.disk==ssd, 30s ago',
		isFaulty: true,
	},
	{
		name: 'its command does not exist',
		tasks: [
			failed({
				age: 14,
				error:
					'starting container failed: failed to create task for container: OCI runtime create failed: exec: "nope": executable file not found in $PATH: unknown',
			}),
		],
		condition: '✗ failed bad',
		reason: 'no such command: nope, 14s ago',
		isFaulty: true,
	},
	{
		name: 'is prepared',
		tasks: [task({age: 3, state: 'preparing', message: 'preparing'})],
		condition: '◌ preparing busy',
		reason: 'preparing',
		isFaulty: false,
	},
	{
		name: 'is on a node that is down',
		tasks: [task({isOnLostNode: true})],
		condition: '? node down bad',
		reason: 'its node alpha is down, so its state is what was last heard',
		isFaulty: true,
	},
	{
		name: 'a job’s task that completed',
		tasks: [task({state: 'complete', desiredState: 'complete', exitCode: 0})],
		service: {mode: 'replicated-job', totalCompletions: 1},
		condition: '○ complete quiet',
		isFaulty: false,
	},
	{
		name: 'a service’s task that ends with 0 over and over',
		tasks: [
			task({age: 3, state: 'starting', message: 'starting'}),
			task({age: 10, state: 'complete', desiredState: 'shutdown', exitCode: 0}),
			task({age: 20, state: 'complete', desiredState: 'shutdown', exitCode: 0}),
		],
		condition: '✗ failing bad',
		reason: 'it ended with exit 0, ended 2 times in 5 min',
		isFaulty: true,
	},
	{
		name: 'is being ended',
		tasks: [task({desiredState: 'shutdown'})],
		condition: '◌ stopping busy',
		isFaulty: false,
	},
];

describe('a task', () => {
	it.each(cases)('$name', ({tasks, service: given, condition, reason, isFaulty}) => {
		const [row] = tasks;
		if (row === undefined) throw new Error('a case has a task');
		const view = swarmView({services: [service({running: 1, desired: 1, ...given})], tasks});
		const {glyph, word, tone} = kind.condition(row, view);
		expect(`${glyph} ${word} ${tone}`).toBe(condition);
		expect(kind.reason(row, view)).toBe(reason);
		expect(kind.isFaulty(row, view)).toBe(isFaulty);
	});

	it('ran out of memory, which only its container tells', () => {
		const row = failed({age: 10, error: 'task: non-zero exit (137)', exitCode: 137, containerId: 'c1'});
		const details = detailsFor(container({id: 'c1'}), {isOutOfMemory: true, memoryLimit: 20 * 1024 * 1024});
		const view = swarmView({services: [service()], tasks: [row], state: {details: new Map([['c1', details]])}});
		expect(kind.reason(row, view)).toBe('exit 137, out of memory at 20MiB, 10s ago');
	});

	it('is one row a slot at home: no history, nothing that a lower count left, no service that is gone', () => {
		const rows = [
			task({id: 'runs', slot: 1}),
			failed({id: 'before it', slot: 1, age: 700}),
			task({id: 'starts', slot: 2, state: 'starting', age: 3}),
			failed({id: 'before that', slot: 2, age: 5}),
			task({id: 'too many', slot: 3, state: 'shutdown', desiredState: 'shutdown'}),
			failed({id: 'of nobody', serviceId: 'gone', slot: 1}),
		];
		const view = swarmView({services: [service()], tasks: rows});
		expect(kind.standing?.(rows, view).map(row => row.id)).toEqual(['runs', 'starts']);
	});

	it('of a global service stands once a node', () => {
		const rows = [
			task({id: 'a', slot: undefined, nodeId: 'n1'} as never),
			task({id: 'b', slot: undefined, nodeId: 'n2'} as never),
			failed({id: 'c', slot: undefined, nodeId: 'n2', age: 900} as never),
		].map(({slot: _, ...row}) => row as Task);
		const view = swarmView({services: [service({mode: 'global'})], tasks: rows});
		expect(kind.standing?.(rows, view).map(row => row.id)).toEqual(['a', 'b']);
	});

	it('comes in the order of need: trouble, on its way, running, history', () => {
		const rows = [
			task({id: 'runs', slot: 1}),
			failed({id: 'history', slot: 1, age: 900}),
			task({id: 'starts', slot: 2, state: 'starting', age: 3}),
			failed({id: 'fails', slot: 3, age: 4}),
		];
		const view = swarmView({services: [service({desired: 4})], tasks: rows});
		const order = rows.toSorted((a, b) => kind.urgency(a, view) - kind.urgency(b, view)).map(row => row.id);
		expect(order).toEqual(['fails', 'starts', 'runs', 'history']);
	});

	it('has no exit code that it never had, and no figures once it is dead', () => {
		const cell = (row: Task) => kind.columns.find(column => column.id === 'exit')?.cell(row, swarmView({tasks: [row]}));
		expect(cell(task())).toMatchObject({text: '–'});
		expect(cell(failed({exitCode: 3}))).toMatchObject({text: '3'});
		const dead = failed({containerId: 'c1'});
		const {state} = swarmView({tasks: [dead], containers: [container({id: 'c1'})]});
		expect(kind.usedContainers(dead, state)).toEqual([]);
		expect(kind.usedContainers(task({containerId: 'c1'}), state)).toEqual(['c1']);
	});

	it('shows the id of a node that is not there any more', () => {
		const {nodeName: _, ...row} = task({nodeId: 'abcdefghijklmnopq'});
		const cell = kind.columns.find(column => column.id === 'node')?.cell(row, swarmView({tasks: [row]}));
		expect(cell).toMatchObject({text: 'abcdefghijkl'});
	});

	it.each([
		['service', ['service1', 'api']],
		['node', ['node1', 'alpha']],
		['state', ['running', 'running']],
		['image', ['api:1']],
	])('is found by %s=', (name, values) => expect(kind.field(task(), name, swarmView({}))).toEqual(values));

	it('tells the history of its slot on its page', () => {
		const rows = [task({id: 'now'}), failed({id: 'before', age: 900})];
		const view = swarmView({services: [service()], tasks: rows});
		const first = rows[0];
		if (first === undefined) throw new Error('there is one');
		const page = JSON.stringify(
			kind.details(first, view, {isMasked: true, graphSpan: {title: '5 min', milliseconds: now}}),
		);
		expect(page).toMatch(/now.*before/);
	});
});

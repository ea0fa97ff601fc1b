import {describe, expect, it} from 'vitest';
import type {Service, Task} from '../../source/model/swarm.ts';
import {services as kind} from '../../source/resources/services/services.ts';
import type {Verb} from '../../source/resources/verb.ts';
import {container, now} from './container-view.ts';
import {failed, node, service, swarmView, task} from './swarm-view.ts';

type Case = {
	readonly name: string;
	readonly service: Partial<Service>;
	readonly tasks?: readonly Task[];
	readonly condition: string;
	readonly reason?: string;
	readonly isFaulty: boolean;
};

const twoRun = [task({slot: 1}), task({slot: 2})];
const failing = (slot: number) => [
	task({slot, age: 1, state: 'ready', desiredState: 'ready'}),
	failed({slot, age: 2, state: 'rejected', error: 'No such image: web:9'}),
	failed({slot, age: 8, state: 'rejected', error: 'No such image: web:9'}),
];
const cause = 'No such image: web:9, rejected 2 times in 5 min';

const cases: readonly Case[] = [
	{name: 'runs', service: {}, tasks: twoRun, condition: '● running good', isFaulty: false},
	{
		name: 'is unknown where the engine does not say',
		service: {running: undefined} as never,
		condition: '? unknown quiet',
		isFaulty: false,
	},
	{name: 'is scaled to 0', service: {running: 0, desired: 0}, condition: '○ scaled to 0 quiet', isFaulty: false},
	{
		name: 'is down',
		service: {running: 0},
		tasks: [...failing(1), ...failing(2)],
		condition: '✗ down bad',
		reason: `${cause} (api.1 on alpha)`,
		isFaulty: true,
	},
	{
		name: 'starts',
		service: {running: 0},
		tasks: [task({slot: 1, state: 'preparing', age: 2}), task({slot: 2, state: 'starting', age: 2})],
		condition: '◌ starting busy',
		isFaulty: false,
	},
	{
		name: 'grows',
		service: {running: 1},
		tasks: [task({slot: 1}), task({slot: 2, state: 'starting', age: 2})],
		condition: '◌ starting busy',
		isFaulty: false,
	},
	{
		name: 'is degraded',
		service: {running: 1},
		tasks: [task({slot: 1}), ...failing(2)],
		condition: '▲ degraded warning',
		reason: `${cause} (api.2 on alpha)`,
		isFaulty: true,
	},
	{
		name: 'runs in a loop',
		service: {},
		tasks: [
			task({slot: 1}),
			task({slot: 2, age: 1}),
			failed({slot: 2, age: 9}),
			failed({slot: 2, age: 19}),
			failed({slot: 2, age: 29}),
		],
		condition: '▲ restarting warning',
		reason: 'exit 1, failed 3 times in 5 min (api.2 on alpha)',
		isFaulty: true,
	},
	{
		name: 'is updated',
		service: {update: {state: 'updating', message: 'update in progress', startedAt: now - 5000}},
		tasks: twoRun,
		condition: '◌ updating busy',
		isFaulty: false,
	},
	{
		name: 'an update fails before the engine says so',
		service: {running: 1, update: {state: 'updating', message: 'update in progress', startedAt: now - 5000}},
		tasks: [task({slot: 1}), ...failing(2)],
		condition: '✗ update failing bad',
		reason: `${cause} (api.2 on alpha)`,
		isFaulty: true,
	},
	{
		name: 'an update is paused',
		service: {update: {state: 'paused', message: 'update paused due to failure or early termination of task bad1'}},
		tasks: [
			task({slot: 1}),
			task({slot: 2, age: 900}),
			failed({id: 'bad1', slot: 2, age: 1000, error: 'No such image: web:9'}),
		],
		condition: '✗ update paused bad',
		reason: 'No such image: web:9 (api.2 on alpha); the update is paused',
		isFaulty: true,
	},
	{
		name: 'the engine rolled it back',
		service: {update: {state: 'rollback_completed', message: 'rollback completed', startedAt: now - 60_000}},
		tasks: [...twoRun, failed({slot: 2, age: 30, createdAt: now - 700_000})],
		condition: '▲ rolled back warning',
		reason: 'exit 1 (api.2 on alpha); the engine rolled the update back',
		isFaulty: true,
	},
	{
		name: 'a person rolled it back',
		service: {hasPreviousSpec: true, update: {state: 'rollback_completed', message: 'rollback completed'}},
		tasks: twoRun,
		condition: '● running good',
		isFaulty: false,
	},
	{
		name: 'a job works',
		service: {mode: 'replicated-job', running: 2, desired: 2, completed: 3, totalCompletions: 10},
		tasks: twoRun,
		condition: '◌ running busy',
		isFaulty: false,
	},
	{
		name: 'a job is not through while some are left',
		service: {mode: 'replicated-job', running: 2, desired: 2, completed: 8, totalCompletions: 10},
		tasks: twoRun,
		condition: '◌ running busy',
		isFaulty: false,
	},
	{
		name: 'a job is through',
		service: {mode: 'replicated-job', running: 0, desired: 0, completed: 10, totalCompletions: 10},
		condition: '○ completed quiet',
		isFaulty: false,
	},
	{
		name: 'a global job is through',
		service: {mode: 'global-job', running: 0, desired: 0, completed: 3},
		condition: '○ completed quiet',
		isFaulty: false,
	},
	{
		name: 'a job fails',
		service: {mode: 'replicated-job', running: 0, desired: 1, completed: 0, totalCompletions: 3},
		tasks: [task({age: 1, state: 'starting', desiredState: 'complete'}), failed({age: 2}), failed({age: 9})],
		condition: '✗ failing bad',
		reason: 'exit 1, failed 2 times in 5 min (api.1 on alpha)',
		isFaulty: true,
	},
];

const verbOf = (id: string): Verb<Service> => {
	const verb = kind.verbs.find(candidate => candidate.id === id);
	if (verb === undefined) throw new Error(`there is no ${id}`);
	return verb;
};

const cellOf = (id: string, row: Service): string => {
	const cell = kind.columns.find(column => column.id === id)?.cell(row, swarmView({services: [row]}));
	return cell !== undefined && 'text' in cell ? cell.text : '';
};

describe('a service', () => {
	it.each(cases)('$name', ({service: given, tasks = [], condition, reason, isFaulty}) => {
		const row = service(given);
		const view = swarmView({services: [row], tasks});
		const {glyph, word, tone} = kind.condition(row, view);
		expect(`${glyph} ${word} ${tone}`).toBe(condition);
		expect(kind.reason(row, view)).toBe(reason);
		expect(kind.isFaulty(row, view)).toBe(isFaulty);
	});

	it.each([
		[{}, '2/2'],
		[{maxPerNode: 1}, '2/2 (max 1 per node)'],
		[
			{mode: 'replicated-job', running: 2, desired: 2, completed: 8, totalCompletions: 10, maxConcurrent: 2},
			'2/2 (8/10 completed)',
		],
		[{mode: 'global-job', running: 1, desired: 1, completed: 2}, '1/1 (2/3 completed)'],
		[{running: undefined}, '–'],
	])('writes its replicas as docker does: %j', (given, text) =>
		expect(cellOf('replicas', service(given as never))).toBe(text),
	);

	it.each([
		['replicated-job', 'replicated job'],
		['global-job', 'global job'],
		['global', 'global'],
	] as const)('writes its mode as docker does: %s', (mode, text) => expect(cellOf('mode', service({mode}))).toBe(text));

	it('tells ports of the task’s node from those of all nodes', () => {
		const port = {protocol: 'tcp', targetPort: 80, publishedPort: 8080};
		expect(cellOf('ports', service({ports: [{...port, publishMode: 'ingress'}]}))).toBe('*:8080→80/tcp');
		expect(cellOf('ports', service({ports: [{...port, publishMode: 'host'}]}))).toBe('node:8080→80/tcp');
	});

	it('asks a job for its completions in all, which an untouched Enter leaves as they are', () => {
		const job = service({mode: 'replicated-job', running: 2, desired: 2, completed: 8, totalCompletions: 10});
		expect(verbOf('scale').fields?.(job)).toMatchObject([{kind: 'number', title: 'Completions in all', current: 10}]);
		expect(verbOf('scale').fields?.(service())).toMatchObject([{kind: 'number', title: 'Replicas', current: 2}]);
		expect(verbOf('scale').request(job, {}, swarmView({}))).toMatchObject({pending: 'scaling to 10'});
	});

	it.each([
		['global', 'a global service runs one task on each node and cannot be scaled'],
		['global-job', 'a global job runs one task on each node and cannot be scaled'],
		['replicated', undefined],
		['replicated-job', undefined],
	] as const)('can be scaled or says why not: %s', (mode, reason) =>
		expect(verbOf('scale').refusal(service({mode}), swarmView({}))).toBe(reason),
	);

	it('says what removing it touches', () => {
		const row = service({
			stack: 'shop',
			ports: [80, 81, 82].map(publishedPort => ({
				protocol: 'tcp',
				targetPort: 1,
				publishedPort,
				publishMode: 'ingress',
			})),
		});
		const view = swarmView({services: [row], tasks: [task({slot: 1}), task({slot: 2, nodeId: 'node2'})]});
		expect(verbOf('remove').reach(row, view)).toEqual([
			'ends 2 running tasks on 2 nodes; nothing starts them again',
			'closes published ports 80, 81 and 82',
			'it is part of stack shop',
		]);
		expect(verbOf('remove').danger).toBe('destroys');
	});

	it('says of how many of its tasks the figures are', () => {
		const here = container({id: 'c1', serviceId: 'service1'});
		const {state} = swarmView({services: [service({running: 5, desired: 5})], containers: [here]});
		expect(kind.usageShare?.(service({running: 5}), state)).toEqual({counted: 1, running: 5});
		expect(kind.usageShare?.(service({running: 1}), state)).toBeUndefined();
		expect(cellOf('here', service({running: 5}))).toBe('0/5');
		const isNeeded = kind.columns.find(column => column.id === 'here')?.isNeeded;
		expect(isNeeded?.(swarmView({nodes: [node()]}))).toBe(false);
		expect(isNeeded?.(swarmView({nodes: [node(), node({id: 'node2'})]}))).toBe(true);
	});

	it('names its networks', () => {
		const row = service({networks: ['n1', 'n2']});
		const view = swarmView({services: [row], tasks: [task({networkNames: {n1: 'front'}})]});
		const page = JSON.stringify(
			kind.details(row, view, {isMasked: true, graphSpan: {title: '5 min', milliseconds: 1}}),
		);
		expect(page).toContain('front, n2');
	});

	it('comes with trouble first', () => {
		const down = service({id: 'down', running: 0});
		const busy = service({id: 'busy', update: {state: 'updating'}});
		const well = service({id: 'well'});
		const view = swarmView({services: [well, busy, down]});
		const order = [well, busy, down]
			.toSorted((a, b) => kind.urgency(a, view) - kind.urgency(b, view))
			.map(row => row.id);
		expect(order).toEqual(['down', 'busy', 'well']);
	});

	it.each([
		['label', ['tier', 'tier=front']],
		['state', ['running']],
		['service', ['service1', 'api']],
		['stack', ['shop']],
		['image', ['api:1']],
	])('is found by %s=', (name, values) =>
		expect(kind.field(service({labels: {tier: 'front'}, stack: 'shop'}), name, swarmView({}))).toEqual(values),
	);
});

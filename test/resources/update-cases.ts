import type {Service, SwarmNode, Task} from '../../source/model/swarm.ts';
import {container, now} from './container-view.ts';
import {failed, node, service, task} from './swarm-view.ts';

/** When it began, ms. */
export const began = now - 60_000;

const policy = {parallelism: 1, delay: 0, failureAction: 'pause', ratio: 0, order: 'stop-first', monitor: 5000};

/** A service of three slots whose image is being changed from api:1 to api:2. */
export const updating = (given: Partial<Service> = {}): Service =>
	service({
		running: 3,
		desired: 3,
		image: 'api:2',
		previousImage: 'api:1',
		hasPreviousSpec: true,
		update: {state: 'updating', startedAt: began},
		updatePolicy: policy,
		rollbackPolicy: policy,
		...given,
	});

/** A task of the image before. */
export const old = (slot: number, given: Partial<Task> & {readonly age?: number} = {}) =>
	task({slot, age: 600, ...given});
const ended = (slot: number) => old(slot, {state: 'shutdown', desiredState: 'shutdown', age: 600});
const fresh = (slot: number, given: Partial<Task> & {readonly age?: number} = {}) =>
	task({slot, image: 'api:2', age: 20, ...given});
const broken = (slot: number, given: Partial<Task> & {readonly age?: number} = {}) =>
	failed({slot, image: 'api:2', age: 20, ...given});

/** A slot that is as it is to be. */
export const replaced = (slot: number): readonly Task[] => [ended(slot), fresh(slot)];

/** A slot that tries again. */
export const failing = (slot: number): readonly Task[] => [
	ended(slot),
	broken(slot, {age: 20}),
	fresh(slot, {age: 2, state: 'ready', desiredState: 'ready'}),
];

/** A service and its tasks, and what is told of its update. */
export type UpdateCase = {
	readonly name: string;
	readonly service?: Partial<Service>;
	readonly tasks: readonly Task[];
	readonly nodes?: readonly SwarmNode[];
	readonly health?: 'starting';
	readonly cell: string;
	readonly says: readonly string[];
	readonly slots: readonly string[];
};

/** What a service tells whose update was paused. */
export const paused = {
	state: 'paused',
	startedAt: began,
	message: 'update paused due to failure or early termination of task bad1',
};

/** How updates go, and what is told of them. */
export const updateCases: readonly UpdateCase[] = [
	{
		name: 'begins',
		tasks: [
			old(1),
			old(2),
			old(3, {desiredState: 'shutdown'}),
			fresh(3, {state: 'ready', desiredState: 'ready', age: 1}),
		],
		cell: '0/3',
		says: [
			'Image         api:1 → api:2',
			'Verdict       ◌ running',
			'Replaced      0 of 3, 1 at a time, stop-first',
			'Failures      0 slots; none may fail (ratio 0) in 5s, else the engine pauses',
			'Held by       waits for the task before it to end',
			'Began         1m ago',
		],
		slots: ['◌ 3  1 → 2  ready 1s', '○ 1  1 → 2  running 10m  alpha  waits for its turn', '○ 2'],
	},
	{
		name: 'waits between tasks, of which many at once and many may fail',
		service: {updatePolicy: {...policy, parallelism: 0, delay: 10_000, ratio: 0.34, failureAction: 'rollback'}},
		tasks: [...replaced(1), old(2), old(3)],
		cell: '1/3',
		says: [
			'Replaced      1 of 3, all at once, 10s between, stop-first',
			'0 slots; at most 1 may fail (ratio 0.34) in 5s, else the engine rolls back',
			'Held by       waits 10s after each task',
		],
		slots: ['○ 2', '○ 3', '● 1  1 → 2  running 20s  alpha'],
	},
	{
		name: 'waits for a health check',
		tasks: [...replaced(1), ended(2), fresh(2, {state: 'starting', containerId: container().id, age: 4}), old(3)],
		health: 'starting',
		cell: '1/3',
		says: ['Held by       its health check has not passed yet'],
		slots: ['◌ 2  1 → 2  starting 4s  alpha  its health check has not passed yet', '○ 3', '● 1'],
	},
	{
		name: 'waits for an image',
		tasks: [ended(1), fresh(1, {state: 'preparing'}), ended(2), fresh(2, {state: 'preparing'}), old(3)],
		cell: '0/3',
		says: ['Held by       2 slots: prepares: its node gets the image where it lacks it'],
		slots: ['◌ 1', '◌ 2', '○ 3'],
	},
	{
		name: 'finds no node, and says why not',
		tasks: [
			...replaced(1),
			...replaced(2),
			ended(3),
			fresh(3, {
				state: 'pending',
				nodeId: undefined,
				nodeName: undefined,
				error: 'no suitable node (1 node not available)',
				wishes: {constraints: [], platforms: [], plugins: []},
			} as never),
		],
		nodes: [node({availability: 'drain'})],
		cell: '2/3',
		says: ['Verdict       ✗ failing: no suitable node: 1 drained'],
		slots: ['✗ 3  1 → 2  pending 20s  –      no suitable node: 1 drained', '● 1', '● 2'],
	},
	{
		name: 'watches what it replaced',
		tasks: [...replaced(1), ...replaced(2), ...replaced(3)],
		cell: '3/3',
		says: ['Held by       watches the new tasks for failures, 5s each'],
		slots: ['● 1', '● 2', '● 3'],
	},
	{
		name: 'fails in a slot',
		tasks: [old(1), old(2), ...failing(3)],
		cell: '0/3',
		says: ['Verdict       ✗ failing: exit 1, 2s ago (api.3 on alpha)', 'Failures      1 slot; none may fail'],
		slots: ['✗ 3  1 → 2  ready 2s', '○ 1', '○ 2'],
	},
	{
		name: 'goes on though tasks fail',
		service: {updatePolicy: {...policy, failureAction: 'continue'}},
		tasks: [old(1), ...failing(2), ...failing(3)],
		cell: '0/3',
		says: ['Failures      2 slots; the engine goes on all the same'],
		slots: ['✗ 2', '✗ 3', '○ 1'],
	},
	{
		name: 'is paused, and tells the ways on from there',
		service: {update: paused},
		tasks: [
			old(1),
			...replaced(2),
			ended(3),
			broken(3, {id: 'bad1', error: 'No such image: api:2', state: 'rejected'}),
		],
		cell: 'paused',
		says: [
			'Verdict       ✗ paused: No such image: api:2, 20s ago (api.3 on alpha)',
			'Replaced      1 of 3, 1 at a time, stop-first',
			'From here     :rollback goes back, :continue replaces the rest',
		],
		slots: ['✗ 3  1 → 2  rejected 20s  alpha  No such image: api:2, 20s ago', '○ 1  1 → 2  running 10m   alpha', '● 2'],
	},
	{
		name: 'was told to go on: what was replaced before is so still, and counts for nothing',
		service: {isResumed: true, previousImage: 'api:2', updatePolicy: {...policy, ratio: 0.5}},
		tasks: [ended(1), fresh(1, {age: 300}), ended(2), fresh(2, {age: 5}), old(3)],
		cell: '2/3',
		says: ['at most 1 may fail'],
		slots: ['○ 3  1 → 2  running 10m', '● 1  2      running 5m', '● 2  1 → 2  running 5s'],
	},
	{
		name: 'is anew with the same image: what was made before has to go',
		service: {previousImage: 'api:2'},
		tasks: [
			fresh(1, {age: 500}),
			fresh(2, {age: 500}),
			fresh(3, {age: 500, state: 'shutdown', desiredState: 'shutdown'}),
			fresh(3),
		],
		cell: '1/3',
		says: ['Image         api:2, with other settings or anew'],
		slots: ['○ 1  2 → 2  running 8m', '○ 2', '● 3'],
	},
	{
		name: 'is through, and quiet',
		service: {update: {state: 'completed', startedAt: began, completedAt: began + 40_000}},
		tasks: [...replaced(1), ...replaced(2), ...replaced(3)],
		cell: 'completed',
		says: ['Verdict       ● completed', 'Replaced      3 of 3', 'Began         1m ago, took 40s'],
		slots: [],
	},
	{
		name: 'is through for the engine, and its tasks fail all the same',
		service: {update: {state: 'completed', startedAt: began, completedAt: began + 10_000}},
		tasks: [...replaced(1), ...replaced(2), ...failing(3)],
		cell: 'completed',
		says: ['Verdict       ✗ completed, and its tasks fail: exit 1', 'Replaced      2 of 3', 'Failures      1 slot;'],
		slots: ['✗ 3', '● 1', '● 2'],
	},
	{
		name: 'is rolled back by a person: slots that were never replaced are as they are to be',
		service: {image: 'api:1', previousImage: 'api:2', update: {state: 'rollback_started', startedAt: now - 5000}},
		tasks: [
			old(1),
			fresh(2, {state: 'shutdown', desiredState: 'shutdown'}),
			old(2, {createdAt: now - 3000, since: now - 2000}),
			...[40, 30, 20, 10].map(age => broken(3, {age})),
			old(3, {createdAt: now - 1000, since: now - 1000, state: 'starting'}),
		],
		cell: 'back 2/3',
		says: [
			'Back to       api:2 → api:1',
			'Verdict       ◌ rolling back',
			'Replaced      2 of 3',
			'Held by       starts',
		],
		slots: ['◌ 3  2 → 1  starting 1s  alpha  starts', '● 1  1      running 10m', '● 2  2 → 1  running 2s'],
	},
	{
		name: 'is rolled back by the engine, which forgot what it comes from',
		service: {
			image: 'api:1',
			previousImage: undefined as never,
			hasPreviousSpec: false,
			update: {
				state: 'rollback_started',
				startedAt: began,
				message: 'update rolled back due to failure or early termination of task bad2',
			},
		},
		tasks: [
			old(1),
			ended(2),
			broken(2, {id: 'bad2', age: 20}),
			task({slot: 2, age: 10, state: 'preparing'}),
			ended(3),
			fresh(3, {age: 30}),
		],
		cell: 'back 1/3',
		says: ['Back to       api:2 → api:1', 'Verdict       ◌ rolling back: exit 1'],
		slots: ['◌ 2  2 → 1  preparing 10s', '○ 3', '● 1'],
	},
	{
		name: 'of the same image is rolled back by the engine: what failed was made before it turned',
		service: {
			hasPreviousSpec: false,
			previousImage: undefined as never,
			update: {
				state: 'rollback_started',
				startedAt: began,
				message: 'update rolled back due to failure or early termination of task bad3',
			},
		},
		tasks: [
			fresh(1, {age: 400}),
			broken(2, {id: 'bad3', age: 20, createdAt: now - 50_000}),
			fresh(2, {age: 15}),
			fresh(3, {age: 45}),
		],
		cell: 'back 2/3',
		says: ['Verdict       ◌ rolling back'],
		slots: ['○ 3', '● 1', '● 2'],
	},
	{
		name: 'was rolled back by the engine, and says why',
		service: {
			image: 'api:1',
			previousImage: undefined as never,
			hasPreviousSpec: false,
			update: {state: 'rollback_completed', startedAt: began, completedAt: now - 5000},
		},
		tasks: [old(1), old(2), ended(3), broken(3), task({slot: 3, age: 10})],
		cell: 'rollback completed',
		says: ['Verdict       ▲ rolled back by the engine: exit 1'],
		slots: [],
	},
];

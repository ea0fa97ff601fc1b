import {describe, expect, it} from 'vitest';
import type {Container} from '../../source/model/container.ts';
import type {Stack} from '../../source/model/stack.ts';
import type {Service, Task} from '../../source/model/swarm.ts';
import type {View} from '../../source/resources/resource.ts';
import {stacks as kind} from '../../source/resources/stacks/stacks.ts';
import {container, now} from './container-view.ts';
import {failed, node, service, swarmView, task} from './swarm-view.ts';

const stackLabel = 'com.docker.stack.namespace';
const projectLabel = 'com.docker.compose.project';

/** A container of the compose project `blog`. */
const member = (name: string, given: Partial<Container> = {}): Container =>
	container({
		id: name,
		name: `blog-${name}-1`,
		project: 'blog',
		labels: {
			[projectLabel]: 'blog',
			[`${projectLabel}.working_dir`]: '/srv/my, blog',
			[`${projectLabel}.config_files`]: '/srv/compose.yaml,/srv/override.yaml',
		},
		...given,
	});

/** A service of the stack `shop`. */
const member2 = (name: string, given: Partial<Service> = {}): Service =>
	service({id: name, name: `shop_${name}`, stack: 'shop', labels: {[stackLabel]: 'shop'}, ...given});

const tasksFor = (id: string, ...nodes: readonly string[]): readonly Task[] =>
	nodes.map((nodeId, index) => task({id: `${id}${index}`, serviceId: id, slot: index + 1, nodeId}));

/** The container of a task that runs on this engine. */
const taskContainer = (id: string, serviceId: string, given: Partial<Container> = {}): Container =>
	container({id, name: `shop_${serviceId}.1.${id}`, stack: 'shop', serviceId, taskId: id, ...given});

const rowsOf = (view: View): readonly Stack[] => [...kind.table.of(view.state).rows.values()];

const only = (view: View): Stack => {
	const [row, ...others] = rowsOf(view);
	if (row === undefined || others.length > 0) throw new Error(`there are ${others.length} more`);
	return row;
};

const cellOf = (id: string, view: View, row = only(view)): string => {
	const cell = kind.columns.find(column => column.id === id)?.cell(row, view);
	return cell !== undefined && 'text' in cell ? cell.text : '';
};

type Case = {
	readonly name: string;
	readonly containers?: readonly Container[];
	readonly services?: readonly Service[];
	readonly tasks?: readonly Task[];
	readonly condition: string;
	readonly running: string;
	readonly faults?: number;
	readonly reason?: string;
};

const cases: readonly Case[] = [
	{
		name: 'a project runs',
		containers: [member('web'), member('db')],
		condition: '● running good',
		running: '2/2 containers',
	},
	{
		name: 'a project runs though one of it ended well',
		containers: [member('web'), member('init', {state: 'exited', exitCode: 0})],
		condition: '● running good',
		running: '1/2 containers',
	},
	{
		name: 'a project is stopped',
		containers: [member('web', {state: 'exited', exitCode: 143}), member('db', {state: 'created'})],
		condition: '○ stopped quiet',
		running: '0/2 containers',
	},
	{
		name: 'one of a project failed: the worst is told, though another comes first',
		containers: [member('db', {state: 'paused'}), member('web', {state: 'exited', exitCode: 3}), member('x')],
		condition: '✗ degraded bad',
		running: '1/3 containers',
		faults: 2,
		reason: 'blog-web-1: exit 3',
	},
	{
		name: 'one of a project is frozen',
		containers: [member('db', {state: 'paused'}), member('web')],
		condition: '▲ degraded warning',
		running: '1/2 containers',
		faults: 1,
		reason: 'blog-db-1: paused: its processes are frozen',
	},
	{
		name: 'all of a project failed',
		containers: [member('web', {state: 'exited', exitCode: 3})],
		condition: '✗ down bad',
		running: '0/1 containers',
		faults: 1,
		reason: 'blog-web-1: exit 3',
	},
	{
		name: 'one of a project starts',
		containers: [member('web', {health: 'starting'}), member('db')],
		condition: '◌ starting busy',
		running: '2/2 containers',
	},
	{
		name: 'a stack runs; what is scaled to 0 and a job that is through should not',
		services: [
			member2('api'),
			member2('old', {running: 0, desired: 0}),
			member2('job', {mode: 'replicated-job', running: 0, desired: 0, completed: 1, totalCompletions: 1}),
		],
		tasks: tasksFor('api', 'node1', 'node2'),
		condition: '● running good',
		running: '1/1 services',
	},
	{
		name: 'a service of a stack is down: its own reason is told',
		services: [member2('api'), member2('mail', {running: 0, desired: 1})],
		tasks: [
			...tasksFor('api', 'node1', 'node2'),
			failed({serviceId: 'mail', name: 'shop_mail.1', state: 'rejected', error: 'No such image: mail:3', age: 4}),
		],
		condition: '✗ degraded bad',
		running: '1/2 services',
		faults: 1,
		reason: 'shop_mail: No such image: mail:3, 4s ago (shop_mail.1 on alpha)',
	},
	{
		name: 'a stack is updated',
		services: [member2('api', {update: {state: 'updating'}})],
		tasks: tasksFor('api', 'node1', 'node2'),
		condition: '◌ updating busy',
		running: '1/1 services',
	},
];

describe('a stack or project', () => {
	it.each(cases)('$name', ({condition, running, faults = 0, reason, ...known}) => {
		const view = swarmView(known);
		const row = only(view);
		const {glyph, word, tone} = kind.condition(row, view);
		expect(`${glyph} ${word} ${tone}`).toBe(condition);
		expect(cellOf('running', view)).toBe(running);
		expect(cellOf('faults', view)).toBe(String(faults));
		expect(kind.facts?.(row, view)).toEqual({faults});
		expect(kind.isFaulty(row, view)).toBe(faults > 0);
		expect(kind.reason(row, view)).toBe(reason);
	});

	it('is one row where both have its name', () => {
		const view = swarmView({
			services: [member2('api')],
			containers: [member('web', {project: 'shop'}), taskContainer('t1', 'api'), container({id: 'alone'})],
		});
		const row = only(view);
		expect(cellOf('kind', view)).toBe('stack, compose');
		expect(cellOf('running', view)).toBe('1/1 services, 1/1 containers');
		// Of the tasks one runs here; the container of the project is not counted with them.
		expect(row.containers.map(({id}) => id)).toEqual(['web']);
		expect(kind.usedContainers(row, view.state)).toEqual(['web', 't1']);
		expect(kind.usageShare?.(row, view.state)).toEqual({counted: 2, running: 3});
	});

	it('has the containers of its tasks for parts where nobody tells of its services', () => {
		const {tables, ...state} = swarmView({containers: [taskContainer('t1', 'api')]}).state;
		const view: View = {
			now,
			state: {...state, role: 'worker', tables: {...tables, services: {rows: new Map()}, tasks: {rows: new Map()}}},
		};
		expect(cellOf('running', view)).toBe('1/1 containers');
		expect(kind.enter(only(view))).toMatchObject({resource: 'containers', scope: {field: 'stack', value: 'shop'}});
	});

	it('counts tasks as the header does, and of how many its figures are', () => {
		const services = [member2('api', {running: 3, desired: 2}), member2('web', {running: 1, desired: 4})];
		const view = swarmView({services, containers: [taskContainer('t1', 'web')], nodes: [node(), node({id: 'n2'})]});
		expect(cellOf('tasks', view)).toBe('3/6');
		expect(cellOf('here', view)).toBe('1/3');
		expect(kind.columns.find(({id}) => id === 'here')?.isNeeded?.(view)).toBe(true);
	});

	it('sums the usage of its containers', () => {
		const {state, ...view} = swarmView({containers: [member('web'), member('db')]});
		const usage = (cpu: number) => ({latest: {at: now, cpu, memory: 1_048_576, readRate: 500}, series: () => []});
		const used: View = {
			...view,
			state: {
				...state,
				usage: new Map([
					['web', usage(3)],
					['db', usage(4)],
				]),
			},
		};
		expect(['cpu', 'memory', 'read-rate', 'write-rate'].map(id => cellOf(id, used))).toEqual([
			'7.00%',
			'2MiB',
			'1kB',
			'–',
		]);
	});

	it('leads to its services, or to its containers', () => {
		expect(kind.enter(only(swarmView({services: [member2('api')]})))).toEqual({
			kind: 'list',
			resource: 'services',
			scope: {title: 'shop', field: 'stack', value: 'shop'},
		});
		expect(kind.enter(only(swarmView({containers: [member('web')]})))).toEqual({
			kind: 'list',
			resource: 'containers',
			scope: {title: 'blog', field: 'project', value: 'blog'},
		});
	});

	it('tells what its parts share', () => {
		const ports = [
			{ip: '0.0.0.0', privatePort: 80, publicPort: 8080, protocol: 'tcp'},
			{privatePort: 443, protocol: 'tcp'},
		];
		const containers = [
			member('web', {ports, image: 'nginx:1@sha256:00', mounts: ['blog_html', '/srv/www'], networks: ['blog_default']}),
			member('db', {image: 'mariadb:11', mounts: ['blog_db'], networks: ['blog_default'], createdAt: now - 1000}),
		];
		const row = only(swarmView({containers}));
		expect(row).toMatchObject({
			images: ['mariadb:11', 'nginx:1'],
			ports: ['*:8080→80/tcp'],
			networks: ['blog_default'],
			volumes: ['blog_db', 'blog_html'],
			workingDirectory: '/srv/my, blog',
			configFiles: ['/srv/compose.yaml', '/srv/override.yaml'],
			createdAt: now - 200_000,
			updatedAt: now - 1000,
		});
		const page = kind
			.details(row, swarmView({containers}), {isMasked: true, graphSpan: {title: '5 min', milliseconds: 1}})
			.map(({title, lines}) => [title, lines.map(line => line.map(({text}) => text).join('')).join('\n')] as const);
		expect(page.map(([title]) => title)).toEqual([
			'Summary',
			'Parts',
			'Usage',
			'Ports',
			'Images',
			'Networks',
			'Volumes',
		]);
		expect(page[0]?.[1]).toMatch(/Directory +\/srv\/my, blog\nConfig file +\/srv\/compose.yaml\nConfig file/);
		expect(page[1]?.[1]).toMatch(/● blog-db-1 {2}running {2}Up 3m\n● blog-web-1/);
	});

	it.each([
		['kind', 'project', ['blog']],
		['a container', 'container', ['db', 'blog-db-1']],
		['an image', 'image', ['nginx:1.27']],
		['its state', 'state', ['running']],
		['nothing', 'stack', []],
		['what nobody knows', 'captain', []],
	])('is found by %s', (_what, name, values) => {
		const view = swarmView({containers: [member('db')]});
		expect(kind.field(only(view), name, view)).toEqual(values);
	});
});

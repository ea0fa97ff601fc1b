import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import type {SwarmNode} from '../../source/model/swarm.ts';
import {nodeVerbs} from '../../source/resources/nodes/verbs.ts';
import {allTables} from '../../source/resources/registry.ts';
import type {View} from '../../source/resources/resource.ts';
import {createRequest, serviceForm} from '../../source/resources/services/create.ts';
import {serviceVerbs} from '../../source/resources/services/verbs.ts';
import {taskVerbs} from '../../source/resources/tasks/verbs.ts';
import type {Values, Verb} from '../../source/resources/verb.ts';
import type {ActionRequest, Monitor} from '../../source/store/monitor.ts';
import {startMonitor} from '../../source/store/start-monitor.ts';
import {labImage} from '../lab/image.ts';
import {eventually} from '../lab/process.ts';
import {hasLab} from '../lab/shared-lab.ts';
import {type SwarmLab, startSwarmLab} from '../lab/swarm-lab.ts';
import {serviceSettings} from './service-settings.ts';

/** How long a swarm may take on a busy machine, ms. */
const patience = 90_000;

describe.skipIf(!hasLab)('verbs on a swarm of three real engines', () => {
	const {signal} = new AbortController();
	let lab: SwarmLab;
	let monitor: Monitor;
	let engine: Engine;

	const view = (): View => ({state: monitor.store.getState(), now: monitor.now()});

	const seen = <Found>(what: string, find: () => Found | undefined): Promise<Found> =>
		eventually(what, () => find(), patience);

	const verbOf = <Row>(verbs: ReadonlyArray<Verb<Row>>, id: string): Verb<Row> => {
		const found = verbs.find(verb => verb.id === id);
		if (found === undefined) throw new Error(`no verb ${id}`);
		return found;
	};

	/** Does what a question that was answered with yes does; what the engine told of it. */
	const act = async <Row>(verb: Verb<Row>, row: Row, values: Values = {}): Promise<unknown> => {
		expect(verb.refusal(row, view())).toBeUndefined();
		const prepared = await verb.prepare?.(row, engine, signal);
		const made: ActionRequest | readonly ActionRequest[] =
			prepared?.request?.(values) ?? verb.request(row, values, view());
		const [request] = 'run' in made ? [made] : made;
		return done(request);
	};

	let restore: ActionRequest['run'] | undefined;

	/** Does it; what the engine told of it. How it is taken back is kept. */
	const done = async (request: ActionRequest | undefined): Promise<unknown> => {
		const told = await request?.run(engine, signal, () => undefined);
		if (typeof told !== 'object' || !('wayBack' in told)) return told;
		restore = 'restore' in told.wayBack ? told.wayBack.restore : undefined;
		return told.outcome;
	};

	/** Takes what was done last back, by what was there before. */
	const takeBack = async (): Promise<unknown> => restore?.(engine, signal, () => undefined);

	const nodesNow = (): readonly SwarmNode[] => [...view().state.tables.nodes.rows.values()];
	const workers = (): readonly SwarmNode[] => nodesNow().filter(({isSelf}) => !isSelf);

	const first = <Found>([found]: readonly Found[]): Found => {
		if (found === undefined) throw new Error('there is none');
		return found;
	};

	/** How many tasks of a service run on a node. */
	const runningOn = (nodeId: string | undefined): number =>
		[...view().state.tables.tasks.rows.values()].filter(
			task => task.state === 'running' && task.desiredState === 'running' && task.nodeId === nodeId,
		).length;

	const serviceNow = () => [...view().state.tables.services.rows.values()].find(({name}) => name === 'web');

	beforeAll(async () => {
		lab = await startSwarmLab(2);
		await lab.manager.docker(
			...['service', 'create', '-d', '--no-resolve-image', '--name', 'web', '--replicas', '3', '--env', 'A=1'],
			labImage,
		);
		const address = {name: 'lab', url: lab.manager.url, origin: 'test'};
		engine = await connectEngine(address, signal);
		monitor = startMonitor({
			tables: allTables(),
			host: 'lab',
			address: lab.manager.url,
			connect: () => connectEngine(address, signal),
			intervals: {services: 300, nodes: 300, tasks: 300},
		});
		monitor.watch({containers: [], tables: ['services', 'tasks', 'nodes', 'containers']});
		await seen('a task on each node', () =>
			nodesNow().length === 3 && nodesNow().every(({id}) => runningOn(id) === 1) ? true : undefined,
		);
	}, 2 * patience);

	afterAll(async () => {
		engine?.close();
		monitor?.close();
		await lab?.stop();
	}, patience);

	it('drains a node as it was told, and activates it again', {timeout: patience}, async () => {
		const {id} = first(workers());
		const now = (): SwarmNode => first(nodesNow().filter(node => node.id === id));
		const availability = verbOf(nodeVerbs, 'availability');
		expect(availability.reach(now(), view()).join('\n')).toMatch(/web: 1 task moves, with room on/);
		expect(await act(availability, now(), {to: 'drain'})).toBe('done');
		await seen('its task elsewhere', () =>
			now().availability === 'drain' && runningOn(id) === 0 && serviceNow()?.running === 3 ? true : undefined,
		);
		expect(await act(availability, now(), {to: 'drain'})).toBe('already');
		expect(await act(availability, now(), {to: 'active'})).toBe('done');
		await seen('it to be active', () => (now().availability === 'active' ? true : undefined));
	});

	it('labels a node and takes the label away', {timeout: patience}, async () => {
		const {id} = first(workers());
		const now = (): SwarmNode => first(nodesNow().filter(node => node.id === id));
		const label = verbOf(nodeVerbs, 'label');
		expect(await act(label, now(), {change: 'set', name: 'disk', value: 'ssd'})).toBe('done');
		await seen('the label', () => (now().labels.disk === 'ssd' ? true : undefined));
		expect(await takeBack()).toBe('done');
		await seen('no label', () => (now().labels.disk === undefined ? true : undefined));
		expect(await act(label, now(), {change: 'set', name: 'disk', value: 'ssd'})).toBe('done');
		await seen('the label', () => (now().labels.disk === 'ssd' ? true : undefined));
		expect(await act(label, now(), {change: 'remove', name: 'disk', value: ''})).toBe('done');
		await seen('no label', () => (now().labels.disk === undefined ? true : undefined));
	});

	it('ends a task here, and swarm starts another', {timeout: patience}, async () => {
		const self = first(nodesNow().filter(({isSelf}) => isSelf));
		const end = verbOf(taskVerbs, 'end');
		const tasks = () =>
			[...view().state.tables.tasks.rows.values()].filter(
				task => task.state === 'running' && task.desiredState === 'running',
			);
		const elsewhere = first(tasks().filter(({nodeId}) => nodeId !== self.id));
		expect(end.refusal(elsewhere, view())).toContain('swarm ends no single task');
		const here = await seen('a task here whose container is listed', () =>
			tasks().find(task => task.nodeId === self.id && end.refusal(task, view()) === undefined),
		);
		expect(await act(end, here)).toBe('done');
		await seen('another in its place', () =>
			tasks().some(task => task.slot === here.slot && task.id !== here.id) ? true : undefined,
		);
	});

	it('updates an image, and goes back to what was shown', {timeout: patience}, async () => {
		const {manager} = lab;
		for (const one of [manager, ...lab.workers]) await one.docker('tag', labImage, 'lab/busybox:2');
		const update = verbOf(serviceVerbs, 'update');
		const back = verbOf(serviceVerbs, 'rollback');
		const service = await seen('the service', serviceNow);
		expect(back.refusal(service, view())).toContain('never updated');
		expect(await act(update, service, {image: 'lab/busybox:2'})).toBe('done');
		const updated = await seen('the new image', () =>
			serviceNow()?.image === 'lab/busybox:2' ? serviceNow() : undefined,
		);
		const told = await back.prepare?.(updated, engine, signal);
		expect(told?.reach).toEqual([`Image: lab/busybox:2 → ${labImage}`]);
		// What somebody else changed meanwhile would go back to something else than was shown.
		await manager.docker('service', 'update', '-d', '--no-resolve-image', '--env-add', 'A=2', 'web');
		await expect(told?.request?.({}).run(engine, signal, () => undefined)).rejects.toThrow('look again');
		const after = await back.prepare?.(updated, engine, signal);
		expect(after?.reach).toEqual(['Env A: a value → another value']);
		expect(await after?.request?.({}).run(engine, signal, () => undefined)).toBe('done');
		await eventually('the value from before', async () => {
			const env = await manager.docker('service', 'inspect', '-f', '{{.Spec.TaskTemplate.ContainerSpec.Env}}', 'web');
			return env === '[A=1]' ? true : undefined;
		});
	});

	it('makes a service as a line of docker says it', {timeout: patience}, async () => {
		const line = `--name made --mode global -e A=1 --limit-memory 32m --constraint node.role==manager -l tier=lab ${labImage} sleep 1000`;
		const texts = serviceForm.textsOfLine(line);
		if ('fault' in texts) throw new Error(texts.fault);
		expect(await createRequest('create', texts.value).run(engine, signal, () => undefined)).toBe('done');
		await seen('its task', () =>
			[...view().state.tables.services.rows.values()].find(({name, running}) => name === 'made' && running === 1),
		);
		await expect(createRequest('create', texts.value).run(engine, signal, () => undefined)).rejects.toThrow(/exist/);
		await lab.manager.docker('service', 'rm', 'made');
	});

	it('takes an edited spec whole, and not over what somebody changed', {timeout: patience}, async () => {
		const edit = verbOf(serviceVerbs, 'edit');
		const service = await seen('the service', serviceNow);
		const draft = async (change: (text: string) => string) => {
			const prepared = await edit.prepare?.(service, engine, signal);
			const read = prepared?.draft?.read(change(prepared.draft.text));
			if (read === undefined || 'fault' in read) throw new Error(read?.fault ?? 'no change');
			return {reach: read.reach, send: () => done(read.request)};
		};
		const late = await draft(text => text.replace('- A=1', '- A=9'));
		const own = await draft(text => text.replace('Labels: {}', 'Labels:\n  edited: "yes"'));
		expect(own.reach).toEqual(['Labels.edited: – → yes']);
		expect(await own.send()).toBe('done');
		await expect(late.send()).rejects.toThrow('somebody changed it while you edited');
		expect(await takeBack()).toBe('done');
		expect((await engine.services.spec(service.id, signal)).spec.Labels).toEqual({});
	});

	it('goes on with an update that the engine paused, and loses the way back by it', {timeout: patience}, async () => {
		const goOn = verbOf(serviceVerbs, 'continue');
		const stuckNow = () => [...view().state.tables.services.rows.values()].find(({name}) => name === 'stuck');
		await lab.manager.docker(
			...['service', 'create', '-d', '--no-resolve-image', '--name', 'stuck', '--replicas', '2', labImage],
		);
		await seen('the service', () => (stuckNow()?.running === 2 ? true : undefined));
		await lab.manager.docker(
			...['service', 'update', '-d', '--no-resolve-image', '--update-monitor', '1m', '--args', 'false', 'stuck'],
		);
		const paused = await seen('it to be paused', () =>
			stuckNow()?.update?.state === 'paused' ? stuckNow() : undefined,
		);
		expect(await act(goOn, paused)).toBe('done');
		await seen('it to go on, with nothing to go back to', () => stuckNow()?.isResumed);
		await lab.manager.docker('service', 'rm', 'stuck');
	});

	it('sets limits, variables, labels, constraints, ports and the policy', {timeout: patience}, async () => {
		for (const [id, values, format, wanted] of serviceSettings) {
			const service = await seen('the service', serviceNow);
			const verb = verbOf(serviceVerbs, id);
			expect(await act(verb, service, values), id).toBe('done');
			const written = await lab.manager.docker('service', 'inspect', '-f', format, 'web');
			expect(JSON.parse(written), id).toEqual(wanted);
			expect(await act(verb, service, values), id).toBe('already');
			// Each is taken back, and done again for the next.
			const spec = async () => (await engine.services.spec(service.id, signal)).spec;
			const changed = await spec();
			expect(await takeBack(), id).toBe('done');
			expect(await spec(), id).not.toEqual(changed);
			expect(await act(verb, service, values), id).toBe('done');
			expect(await spec(), id).toEqual(changed);
		}
		await lab.manager.docker('service', 'update', '-d', '--no-resolve-image', '--label-add', 'late=1', 'web');
		await expect(takeBack()).rejects.toThrow('it was changed since');
	});

	it('promotes and demotes, and refuses what would stop the swarm', {timeout: 2 * patience}, async () => {
		const [one, two] = workers().map(
			({id}) =>
				() =>
					first(nodesNow().filter(node => node.id === id)),
		);
		if (one === undefined || two === undefined) throw new Error('there are no two workers');
		const promote = verbOf(nodeVerbs, 'promote');
		const demote = verbOf(nodeVerbs, 'demote');
		const self = (): SwarmNode => first(nodesNow().filter(({isSelf}) => isSelf));
		expect(demote.refusal(self(), view())).toBe('it is the only manager: a swarm without one is none');
		for (const next of [one, two]) {
			expect(await act(promote, next())).toBe('done');
			await seen('it to be a manager', () => (next().reachability === 'reachable' ? true : undefined));
		}
		expect(verbOf(nodeVerbs, 'remove').refusal(one(), view())).toContain('demote it first');
		expect(demote.reach(one(), view())[0]).toBe(
			'managers 3 of 3 reachable; demoting leaves 2 of 2: one more loss stops the swarm',
		);
		// One manager is lost: to demote another that is reached would leave one of two.
		const lost = lab.workers[1];
		await lost?.kill();
		const [gone, left] = await seen('a manager that is not reached', () => {
			const unreached = workers().find(({reachability}) => reachability === 'unreachable');
			const reached = workers().find(({reachability}) => reachability === 'reachable');
			return unreached === undefined || reached === undefined ? undefined : ([unreached, reached] as const);
		});
		expect(demote.refusal(left, view())).toBe(
			'it would leave 1 of 2 managers reachable where 2 are needed: the swarm would stop',
		);
		expect(demote.refusal(gone, view())).toBeUndefined();
		expect(await act(demote, gone)).toBe('done');
		await seen('it to be a worker', () =>
			nodesNow().some(({id, role}) => id === gone.id && role === 'worker') ? true : undefined,
		);
		const removable = await seen('a worker that is down', () =>
			nodesNow().find(({id, state, role}) => id === gone.id && state === 'down' && role === 'worker'),
		);
		expect(await act(verbOf(nodeVerbs, 'remove'), removable)).toBe('done');
		await seen('it to be gone', () => (nodesNow().some(({id}) => id === gone.id) ? undefined : true));
		// Of the two that are left each is needed, and once one is lost nothing is sent any more.
		const lastButOne = (): SwarmNode => first(nodesNow().filter(({id}) => id === left.id));
		await seen('two managers', () => (lastButOne().reachability === 'reachable' ? true : undefined));
		expect(demote.reach(lastButOne(), view())[0]).toBe(
			'managers 2 of 2 reachable; demoting leaves 1 of 1: one more loss stops the swarm',
		);
		await lab.workers[0]?.kill();
		expect(await seen('the quorum to be lost', () => demote.refusal(lastButOne(), view()))).toMatch(
			/^the swarm has no (?:quorum|leader): .*; bring one back first$/,
		);
		const service = first([...view().state.tables.services.rows.values()]);
		expect(verbOf(serviceVerbs, 'scale').refusal(service, view())).toMatch(/^the swarm has no (?:quorum|leader)/);
	});
});

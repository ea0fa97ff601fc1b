import {afterAll, beforeAll, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import type {Container} from '../../source/model/container.ts';
import type {EngineEvent} from '../../source/model/event.ts';
import type {LogLine} from '../../source/model/log-line.ts';
import type {Service, Task} from '../../source/model/swarm.ts';
import {usageBetween} from '../../source/model/usage.ts';
import {eventually} from '../lab/process.ts';
import {patience} from '../patience.ts';
import type {Scene} from './scene.ts';
import {longLine} from './scene.ts';

/** What every engine must do, simulated or real: one list of cases, so that the simulator stays honest. */
export const keepContract = (open: () => Promise<Scene>): void => {
	const ending = new AbortController();
	const {signal} = ending;
	let scene: Scene;
	let engine: Engine;

	beforeAll(async () => {
		scene = await open();
		engine = await connectEngine(scene.address, signal);
	});

	afterAll(async () => {
		ending.abort();
		engine?.close();
		await scene?.end();
	});

	const named = async (name: string): Promise<Container> => {
		const found = (await engine.containers.list({}, signal)).find(container => container.name === name);
		if (found === undefined) throw new Error(`there is no container ${name}`);
		return found;
	};

	const inState = (name: string, state: string): Promise<Container> =>
		eventually(`${name} to be ${state}`, async () => {
			const container = await named(name);
			return container.state === state ? container : undefined;
		});

	const service = async (): Promise<Service> => {
		const found = (await engine.services.list(signal)).find(candidate => candidate.name === scene.service);
		if (found === undefined) throw new Error(`there is no service ${scene.service}`);
		return found;
	};

	const runningTasks = (count: number): Promise<readonly Task[]> =>
		eventually(
			`${count} running tasks`,
			async () => {
				const {id} = await service();
				const services = await engine.services.list(signal);
				const nodes = await engine.nodes.list(undefined, signal);
				const known = {
					services: new Map(services.map(row => [row.id, row])),
					nodes: new Map(nodes.map(row => [row.id, row])),
				};
				const tasks = (await engine.tasks.list(known, signal)).filter(
					task => task.serviceId === id && task.state === 'running' && task.desiredState === 'running',
				);
				return tasks.length === count ? tasks : undefined;
			},
			2 * patience,
		);

	/** Lines of a log until enough are read or it ends. */
	const read = async (
		target: Parameters<Engine['logs']>[0],
		options: Parameters<Engine['logs']>[1],
		isEnough: (lines: readonly LogLine[]) => boolean = () => false,
	): Promise<readonly LogLine[]> => {
		const reading = new AbortController();
		const lines: LogLine[] = [];
		for await (const batch of engine.logs(target, options, AbortSignal.any([signal, reading.signal]))) {
			lines.push(...batch);
			if (isEnough(lines)) reading.abort();
		}
		return lines;
	};

	it('answers, and says what it is', async () => {
		expect(['manager', 'unknown']).toContain((await engine.ping(signal)).swarm);
		const info = await engine.info(signal);
		expect(info).toMatchObject({swarm: 'manager', isSimulated: scene.isSimulated, nodes: expect.any(Number)});
		expect(info.name).not.toBe('');
		expect(info.version).toMatch(/^\d+\.\d+/);
		expect(info.cpus).toBeGreaterThan(0);
		expect(info.memory).toBeGreaterThan(0);
		expect(info.containers).toBeGreaterThanOrEqual(3);
	});

	it('lists containers, all or some', async () => {
		const running = await named(scene.running);
		expect(running).toMatchObject({host: engine.host, state: 'running', status: expect.stringMatching(/^Up /)});
		expect(running.id).toMatch(/^[0-9a-f]{64}$/);
		expect(running.createdAt).toBeGreaterThan(0);
		const exited = await inState(scene.exited, 'exited');
		expect(exited).toMatchObject({exitCode: 3, status: expect.stringMatching(/^Exited \(3\)/)});
		const some = await engine.containers.list({ids: [running.id, exited.id]}, signal);
		expect(some.map(container => container.id).sort()).toEqual([running.id, exited.id].sort());
		expect(await engine.containers.list({ids: ['0'.repeat(64)]}, signal)).toEqual([]);
	});

	it('inspects a container', async () => {
		const {id, name, image} = await named(scene.running);
		const details = await engine.containers.inspect(id, signal);
		expect(details).toMatchObject({id, name, image, state: 'running', hasTty: false, isOutOfMemory: false});
		expect(details.startedAt).toBeGreaterThan(0);
		expect(details.finishedAt).toBeUndefined();
		expect((await engine.containers.inspect(id, signal)).raw).toMatchObject({Id: id});
		const missing = {name: 'EngineError', kind: 'missing', status: 404};
		await expect(engine.containers.inspect('f'.repeat(64), signal)).rejects.toMatchObject(missing);
	});

	it('measures usage: CPU from the second sample on, nothing of what does not run', async () => {
		const {id} = await named(scene.running);
		const first = await engine.containers.sample(id, signal);
		if (first === undefined) throw new Error('a running container has a sample');
		expect(usageBetween(undefined, first).cpu).toBeUndefined();
		expect(usageBetween(undefined, first).memory).toBeGreaterThan(0);
		const second = await eventually('a newer sample', async () => {
			const sample = await engine.containers.sample(id, signal);
			// Newer engines answer within one tick of the host's clock, which says nothing yet.
			return sample !== undefined && sample.at > first.at + 100 ? sample : undefined;
		});
		expect(usageBetween(first, second).cpu).toBeGreaterThanOrEqual(0);
		expect(usageBetween(first, second).receiveRate).toBeGreaterThanOrEqual(0);
		expect(await engine.containers.sample((await named(scene.exited)).id, signal)).toBeUndefined();
	});

	it('streams usage', async () => {
		const {id} = await named(scene.running);
		const reading = new AbortController();
		const times: number[] = [];
		for await (const sample of engine.containers.samples(id, AbortSignal.any([signal, reading.signal]))) {
			times.push(sample.at);
			if (times.length === 3) reading.abort();
		}
		expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
		expect(times.length).toBeGreaterThanOrEqual(3);
	});

	it('reads a log to its end: both outputs, long lines whole', async () => {
		const {id} = await named(scene.running);
		const lines = await read({kind: 'container', id}, {follow: false, tail: 'all'});
		expect(lines.find(line => line.text === 'to stdout')?.source).toBe('stdout');
		expect(lines.find(line => line.text === 'to stderr')?.source).toBe('stderr');
		expect(lines.find(line => line.text.startsWith('xx'))?.text).toHaveLength(longLine);
		for (const line of lines) expect(line.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/);
		expect(await read({kind: 'container', id}, {follow: false, tail: 2})).toHaveLength(2);
	});

	it('follows a log, and resumes it by time', async () => {
		const {id} = await named(scene.running);
		const target = {kind: 'container', id} as const;
		const lines = await read(target, {follow: true, tail: 1}, read => read.length >= 3);
		expect(lines.at(-1)?.text).toContain('tick');
		const since = lines.at(-1)?.timestamp ?? '';
		const resumed = await read(target, {follow: false, tail: 'all', since});
		expect(resumed[0]?.timestamp).toBe(since);
	});

	it('tells what happens', async () => {
		const {id} = await named(scene.victim);
		const listening = new AbortController();
		const events = await engine.events(undefined, AbortSignal.any([signal, listening.signal]));
		const heard: EngineEvent[] = [];
		const acting = (async () => {
			expect(await engine.containers.stop(id, signal)).toBe('done');
			expect(await engine.containers.start(id, signal)).toBe('done');
			expect(await engine.containers.restart(id, signal)).toBe('done');
		})();
		for await (const event of events) {
			if (event.type !== 'container' || event.id !== id) continue;
			heard.push(event);
			if (event.action === 'restart') listening.abort();
		}
		await acting;
		// Engines from 26 on tell `stop` before or after `die`.
		const stopping = ['kill', expect.stringMatching(/die|stop/), expect.stringMatching(/die|stop/)];
		// A process that was stopped before it could set its trap is killed a second time, after its grace period.
		const actions = heard
			.map(event => event.action)
			.filter((action, index, all) => action !== 'kill' || all[index - 1] !== 'kill');
		expect(actions).toEqual([...stopping, 'start', ...stopping, 'start', 'restart']);
		for (const action of ['die', 'stop']) expect(actions.filter(each => each === action)).toHaveLength(2);
		expect(heard.at(-1)?.attributes).toMatchObject({name: scene.victim});
		expect(heard.find(event => event.action === 'die')?.attributes.exitCode).toMatch(/^\d+$/);
	});

	it('acts on containers, and refuses in its own words', async () => {
		const {id} = await inState(scene.victim, 'running');
		const conflict = {name: 'EngineError', kind: 'conflict', message: expect.stringMatching(/./)};
		expect(await engine.containers.start(id, signal)).toBe('already');
		expect(await engine.containers.pause(id, signal)).toBe('done');
		await inState(scene.victim, 'paused');
		await expect(engine.containers.pause(id, signal)).rejects.toMatchObject(conflict);
		expect(await engine.containers.unpause(id, signal)).toBe('done');
		await expect(engine.containers.unpause(id, signal)).rejects.toMatchObject({name: 'EngineError'});
		expect(await engine.containers.kill(id, 'SIGTERM', signal)).toBe('done');
		// Its own answer to that signal, and not the end that KILL is. What came before its trap was set it did not hear.
		const ended = await eventually('its answer to TERM', async () => {
			const container = await named(scene.victim);
			if (container.state === 'exited') return container;
			await engine.containers.kill(id, 'SIGTERM', signal).catch(() => 'it ended meanwhile');
			return undefined;
		});
		expect(ended.exitCode).not.toBe(137);
		expect(await engine.containers.restart(id, signal)).toBe('done');
		await inState(scene.victim, 'running');
		await expect(engine.containers.remove(id, {force: false, volumes: false}, signal)).rejects.toMatchObject(conflict);
		expect(await engine.containers.kill(id, 'SIGKILL', signal)).toBe('done');
		expect((await inState(scene.victim, 'exited')).exitCode).toBe(137);
		await expect(engine.containers.kill(id, 'SIGKILL', signal)).rejects.toMatchObject(conflict);
		await expect(engine.containers.pause(id, signal)).rejects.toMatchObject({name: 'EngineError'});
		expect(await engine.containers.stop(id, signal)).toBe('already');
		expect(await engine.containers.start(id, signal)).toBe('done');
		expect(await engine.containers.remove(id, {force: true, volumes: true}, signal)).toBe('done');
		const missing = {name: 'EngineError', kind: 'missing', status: 404};
		await expect(engine.containers.start(id, signal)).rejects.toMatchObject(missing);
		await expect(engine.containers.remove(id, {force: true, volumes: false}, signal)).rejects.toMatchObject(missing);
	});

	it('knows the swarm: nodes, services, and tasks by the names that the docker CLI gives them', async () => {
		const info = await engine.info(signal);
		const nodes = await engine.nodes.list(info.nodeId, signal);
		expect(nodes.find(node => node.isSelf)).toMatchObject({id: info.nodeId, state: 'ready', role: 'manager'});
		expect(nodes.filter(node => node.isLeader)).toHaveLength(1);
		const tasks = await runningTasks(2);
		expect(tasks.map(task => task.name).sort()).toEqual([`${scene.service}.1`, `${scene.service}.2`]);
		for (const task of tasks) {
			expect(nodes.map(node => node.name)).toContain(task.nodeName);
			expect(task.containerId).toMatch(/^[0-9a-f]{64}$/);
		}
		const found = await eventually('2 of 2', async () => {
			const now = await service();
			return now.running === 2 ? now : undefined;
		});
		expect(found).toMatchObject({mode: 'replicated', desired: 2});
		expect(await engine.services.inspect(found.id, signal)).toMatchObject({ID: found.id});
		expect(await engine.nodes.inspect(nodes[0]?.id ?? '', signal)).toMatchObject({ID: nodes[0]?.id});
		expect(await engine.tasks.inspect(tasks[0]?.id ?? '', signal)).toMatchObject({ID: tasks[0]?.id});
	});

	it('merges the logs of a service and names the task of each line', async () => {
		const tasks = await runningTasks(2);
		const {id} = await service();
		// A task runs a moment before it writes.
		const lines = await eventually('a line of each task', async () => {
			const written = await read({kind: 'service', id}, {follow: false, tail: 'all'});
			return written.filter(line => scene.serviceLine.test(line.text)).length >= 2 ? written : undefined;
		});
		expect(new Set(lines.map(line => line.taskId))).toEqual(new Set(tasks.map(task => task.id)));
		const one = await read({kind: 'task', id: tasks[0]?.id ?? ''}, {follow: false, tail: 'all'});
		expect(one.some(line => scene.serviceLine.test(line.text))).toBe(true);
	});

	it('scales, restarts and removes a service', async () => {
		const {id, version} = await service();
		expect(await engine.services.scale(id, 3, signal)).toBe('done');
		const before = await runningTasks(3);
		expect((await service()).desired).toBe(3);
		expect((await service()).version).toBeGreaterThan(version);
		expect(await engine.services.scale(id, 1, signal)).toBe('done');
		const [last] = await runningTasks(1);
		expect(before.map(task => task.id)).toContain(last?.id);
		expect(await engine.services.restart(id, signal)).toBe('done');
		await eventually(
			'its task to be replaced',
			async () => {
				const [next] = await runningTasks(1);
				return next?.id === last?.id ? undefined : next;
			},
			2 * patience,
		);
		expect(await engine.services.remove(id, signal)).toBe('done');
		expect((await engine.services.list(signal)).map(left => left.id)).not.toContain(id);
		await expect(engine.services.remove(id, signal)).rejects.toMatchObject({kind: 'missing', status: 404});
	});

	it('says so where there is no swarm', async () => {
		const loner = await connectEngine(scene.loner, signal);
		try {
			expect((await loner.info(signal)).swarm).toBe('none');
			await expect(loner.services.list(signal)).rejects.toMatchObject({
				name: 'EngineError',
				kind: 'not-manager',
				status: 503,
			});
			await expect(loner.nodes.list(undefined, signal)).rejects.toMatchObject({kind: 'not-manager'});
		} finally {
			loner.close();
		}
	});
};

import {randomUUID} from 'node:crypto';
import {createEventRing, type EventRing} from './event-ring.ts';
import {imageOfContainer, repositoryOf} from './image-plan.ts';
import {planNetworks, type SimulatedNetwork} from './network-plan.ts';
import {Refusal} from './refusal.ts';
import {generationOf, imageOf, modeOf} from './swarm-json.ts';
import {taskContainer} from './task-container.ts';
import {planTaskFiles, type SimulatedTaskFile} from './task-file-plan.ts';
import {begunStatus, endedStatus} from './update-status.ts';
import {planVolumes, type SimulatedVolume} from './volume-plan.ts';
import {
	containerIdOf,
	type Fleet,
	type SimulatedContainer,
	type SimulatedImage,
	type SimulatedNode,
	type SimulatedService,
	type SimulatedTask,
	swarmIdOf,
} from './world.ts';

/** How long a process that ignores TERM keeps a stop waiting, ms. */
const grace = 10_000;

/** How long a task takes from one state to the next, ms. */
const taskStep = 300;

/** The simulated engine itself: what exists, and what verbs and time do to it. */
export type Machine = {
	/** The daemon's own id, another one for each. */
	readonly id: string;
	readonly fleet: Fleet;
	readonly containers: Map<string, SimulatedContainer>;
	readonly images: Map<string, SimulatedImage>;
	readonly volumes: Map<string, SimulatedVolume>;
	readonly networks: Map<string, SimulatedNetwork>;
	readonly taskFiles: Map<string, SimulatedTaskFile>;
	readonly services: Map<string, SimulatedService>;
	readonly tasks: Map<string, SimulatedTask>;
	readonly nodes: Map<string, SimulatedNode>;
	readonly events: EventRing;
	/** Finds by id, start of an id, or name; refuses with 404. */
	readonly container: (reference: string) => SimulatedContainer;
	readonly start: (container: SimulatedContainer) => void;
	/** Ends it with a code; swarm replaces a task's. */
	readonly end: (container: SimulatedContainer, exitCode: number, isOutOfMemory?: boolean) => void;
	readonly remove: (container: SimulatedContainer) => void;
	/** ms that a stop takes. */
	readonly stopDelay: (container: SimulatedContainer) => number;
	readonly updateService: (service: SimulatedService, spec: Record<string, unknown>, isRollback: boolean) => void;
	readonly removeService: (service: SimulatedService) => void;
	/** Lets time do its work; called a few times a second by the one timer. */
	readonly tick: () => void;
};

/** Starts a world from a fleet; the fleet itself is not changed. */
export const createMachine = (fleet: Fleet, now: () => number): Machine => {
	const containers = new Map(
		fleet.containers.map(container => [container.id, {...container, written: [...container.written]}]),
	);
	// Of several containers that share an image, the first says what it is: the last to be set stays.
	const images = new Map(
		[...fleet.containers.map(imageOfContainer).reverse(), ...fleet.unusedImages].map(image => [image.id, {...image}]),
	);
	const volumes = new Map(planVolumes(fleet, now()).map(volume => [volume.name, volume]));
	const networks = new Map(planNetworks(fleet, now()).map(network => [network.id, network]));
	const taskFiles = new Map(planTaskFiles(fleet, now()).map(file => [file.id, file]));
	const services = new Map((fleet.swarm?.services ?? []).map(service => [service.id, {...service}]));
	const tasks = new Map((fleet.swarm?.tasks ?? []).map(task => [task.id, {...task}]));
	const nodes = new Map((fleet.swarm?.nodes ?? []).map(node => [node.id, {...node}]));
	const events = createEventRing(now);
	let made = 0;
	let index = 1000;

	const tell = (
		container: SimulatedContainer,
		action: string,
		attributes: Readonly<Record<string, string>> = {},
	): void =>
		events.add('container', action, container.id, {
			image: container.image,
			name: container.name,
			...container.labels,
			...attributes,
		});

	const taskOf = (container: SimulatedContainer): SimulatedTask | undefined =>
		[...tasks.values()].find(task => task.containerId === container.id);

	const setTask = (task: SimulatedTask, state: string, message: string): void => {
		task.state = state;
		task.message = message;
		task.since = now();
	};

	const container = (reference: string): SimulatedContainer => {
		const found =
			containers.get(reference) ??
			[...containers.values()].find(
				candidate => candidate.name === reference || (reference.length >= 4 && candidate.id.startsWith(reference)),
			);
		if (found === undefined) throw new Refusal(404, `No such container: ${reference}`);
		return found;
	};

	const start = (target: SimulatedContainer): void => {
		target.state = 'running';
		target.startedAt = now();
		target.isOutOfMemory = false;
		target.error = '';
		tell(target, 'start');
	};

	const end = (target: SimulatedContainer, exitCode: number, isOutOfMemory = false): void => {
		target.state = 'exited';
		target.finishedAt = now();
		target.exitCode = exitCode;
		target.isOutOfMemory = isOutOfMemory;
		if (isOutOfMemory) tell(target, 'oom');
		tell(target, 'die', {exitCode: String(exitCode)});
		const task = taskOf(target);
		if (task === undefined || task.desired !== 'running') return;
		task.desired = 'shutdown';
		task.exitCode = exitCode;
		task.error = `task: non-zero exit (${exitCode})`;
		setTask(task, 'failed', 'started');
	};

	const remove = (target: SimulatedContainer): void => {
		if (target.state === 'running' || target.state === 'paused') end(target, 137);
		containers.delete(target.id);
		tell(target, 'destroy');
	};

	/** A new task in a slot, on the node that has the fewest; its container is listed when the node is ours. */
	const addTask = (service: SimulatedService, slot: number | undefined, nodeId?: string): void => {
		made++;
		const ready = [...nodes.values()].filter(node => node.state === 'ready' && node.availability === 'active');
		const load = (node: SimulatedNode): number =>
			[...tasks.values()].filter(task => task.nodeId === node.id && task.desired === 'running').length;
		const target = nodeId ?? [...ready].sort((a, b) => load(a) - load(b))[0]?.id;
		const id = swarmIdOf(`${service.name} ${slot ?? target} ${made}`);
		const task: SimulatedTask = {
			id,
			serviceId: service.id,
			slot,
			nodeId: target,
			image: imageOf(service),
			createdAt: now(),
			state: 'new',
			since: now(),
			desired: 'running',
			message: 'created',
			error: undefined,
			exitCode: 0,
			containerId: containerIdOf(`${service.name}.${slot ?? target}.${id}`),
			generation: generationOf(service),
		};
		tasks.set(id, task);
	};

	/** Gets the image of a task, unless it is here already. */
	const pull = (made: SimulatedContainer): void => {
		const image = imageOfContainer(made);
		const known = images.get(image.id);
		if (known !== undefined && image.tags.every(tag => known.tags.includes(tag))) return;
		images.set(image.id, image);
		events.add('image', 'pull', image.name, {name: repositoryOf(image.name)});
	};

	const startTaskContainer = (task: SimulatedTask, service: SimulatedService): void => {
		if (task.nodeId !== fleet.swarm?.selfId) return;
		const made = taskContainer(task, service, now());
		pull(made);
		containers.set(made.id, made);
		tell(made, 'create');
		tell(made, 'start');
	};

	const endTask = (task: SimulatedTask): void => {
		task.desired = 'shutdown';
		setTask(task, 'shutdown', 'shutdown');
		const own = containers.get(task.containerId);
		if (own !== undefined && own.state === 'running') end(own, 143);
	};

	const stepTask = (task: SimulatedTask, service: SimulatedService): void => {
		const path = ['new', 'pending', 'assigned', 'preparing', 'starting', 'running'];
		const at = path.indexOf(task.state);
		if (at === -1 || at === path.length - 1 || now() - task.since < taskStep) return;
		if (task.state === 'preparing' && service.rejection !== undefined) {
			task.error = service.rejection;
			task.desired = 'shutdown';
			setTask(task, 'rejected', 'preparing');
			return;
		}
		setTask(task, path[at + 1] ?? 'running', path[at + 1] === 'running' ? 'started' : 'preparing');
		if (task.state === 'running') startTaskContainer(task, service);
	};

	const replaceOneOld = (service: SimulatedService, wanted: readonly SimulatedTask[]): void => {
		const ended = endedStatus(service.updateStatus, now());
		if (ended === undefined) return;
		if (wanted.some(task => task.state !== 'running')) return;
		const old = wanted.find(task => task.generation < generationOf(service) || task.image !== imageOf(service));
		if (old === undefined) {
			events.add('service', 'update', service.id, {
				name: service.name,
				'updatestate.new': ended.State,
				'updatestate.old': service.updateStatus?.State ?? '',
			});
			service.updateStatus = ended;
			return;
		}
		// A rolling update takes its time between tasks.
		if (wanted.some(task => now() - task.since < 4000)) return;
		endTask(old);
	};

	const reconcile = (service: SimulatedService): void => {
		const {replicas, isJob} = modeOf(service);
		if (isJob) return;
		const own = [...tasks.values()].filter(task => task.serviceId === service.id);
		for (const task of own.filter(({desired}) => desired === 'running'))
			if (nodes.get(task.nodeId ?? '')?.availability === 'drain') endTask(task);
			else stepTask(task, service);
		const wanted = own.filter(task => task.desired === 'running');
		if (replicas === undefined) {
			for (const node of nodes.values())
				if (node.state === 'ready' && node.availability !== 'drain' && !wanted.some(task => task.nodeId === node.id))
					addTask(service, undefined, node.id);
			return;
		}
		for (const task of wanted) if ((task.slot ?? 0) > replicas) endTask(task);
		for (let slot = 1; slot <= replicas; slot++) {
			if (wanted.some(task => task.slot === slot)) continue;
			// What was rejected is tried again, but not at once.
			const last = own.filter(task => task.slot === slot).at(-1);
			if (last?.state !== 'rejected' || now() - last.since > 5000) addTask(service, slot);
		}
		replaceOneOld(service, wanted);
	};

	const forgetHistory = (): void => {
		for (const service of services.values()) {
			const ended = [...tasks.values()].filter(
				task => task.serviceId === service.id && task.desired !== 'running' && task.state !== 'complete',
			);
			for (const task of ended.slice(0, Math.max(0, ended.length - 12))) tasks.delete(task.id);
		}
	};

	return {
		id: randomUUID(),
		fleet,
		containers,
		images,
		volumes,
		networks,
		taskFiles,
		services,
		tasks,
		nodes,
		events,
		container,
		start,
		end,
		remove,
		stopDelay: target => (target.ignoresTerm ? grace : 50),
		updateService: (service, spec, isRollback) => {
			service.previousSpec = service.spec;
			service.spec = spec;
			service.version = ++index;
			service.updatedAt = now();
			service.updateStatus = begunStatus(isRollback, now());
			events.add('service', 'update', service.id, {name: service.name});
		},
		removeService: service => {
			services.delete(service.id);
			for (const task of [...tasks.values()].filter(candidate => candidate.serviceId === service.id)) {
				tasks.delete(task.id);
				const own = containers.get(task.containerId);
				if (own !== undefined) remove(own);
			}
			events.add('service', 'remove', service.id, {name: service.name});
		},
		tick: () => {
			for (const target of containers.values()) {
				if (target.lifetime === undefined) continue;
				if (target.state === 'running' && now() - target.startedAt > target.lifetime) {
					end(target, 137, true);
					target.restartCount++;
				} else if (target.state === 'exited' && now() - target.finishedAt > 2000) start(target);
			}
			for (const service of services.values()) reconcile(service);
			forgetHistory();
		},
	};
};

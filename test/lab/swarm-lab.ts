import {existsSync, readFileSync} from 'node:fs';
import {paths} from './daemon.ts';
import {type Lab, startLab} from './lab.ts';
import {eventually, run} from './process.ts';

/** A swarm of several private engines on this machine; the first is its only manager. */
export type SwarmLab = {
	readonly manager: Lab;
	readonly workers: readonly Lab[];
	/** The manager, then the workers: `node1`, `node2` … */
	readonly nodes: readonly Lab[];
	/** Starts one again that was killed, at the address that it had. */
	restart(node: Lab): Promise<void>;
	/** Waits until the manager tells that all nodes are ready. */
	ready(timeout?: number): Promise<void>;
	stop(): Promise<void>;
};

/** What each worker calls its end of the cable. */
const cable = 'cable';

/** What the manager calls the other ends together. */
const bridge = 'switch';

/** The address of a node in the network of a swarm lab, counted from 1. */
export const addressOf = (number: number): string => `10.77.0.${number}`;

const pidOf = (lab: Lab): string => readFileSync(paths(lab.folder).namespacePidFile, 'utf8').trim();

/** Runs `ip` in the network of a lab. */
const ip = (lab: Lab, words: string): Promise<string> =>
	run('nsenter', ['-t', pidOf(lab), '-n', 'ip', ...words.split(' ')]);

/** Puts a cable from a worker into the manager's switch. */
const plug = async (manager: Lab, worker: Lab, index: number): Promise<void> => {
	const link = `link add port${index} type veth peer name ${cable} netns ${pidOf(worker)}`;
	// One that it had before goes with the network of its other end, which may take a moment.
	await eventually('a cable', () =>
		ip(manager, link).then(
			() => true,
			() =>
				ip(worker, `link del ${cable}`)
					.then(() => undefined)
					.catch(() => undefined),
		),
	);
	await ip(manager, `link set port${index} master ${bridge} up`);
	await ip(worker, `addr add ${addressOf(index + 2)}/24 dev ${cable}`);
	await ip(worker, `link set ${cable} up`);
};

/** Puts a cable from each worker into a switch of the manager's. */
const wire = async (manager: Lab, workers: readonly Lab[]): Promise<void> => {
	await ip(manager, `link add ${bridge} type bridge`);
	await ip(manager, `addr add ${addressOf(1)}/24 dev ${bridge}`);
	await ip(manager, `link set ${bridge} up`);
	for (const [index, worker] of workers.entries()) await plug(manager, worker, index);
};

const startAgain = async (node: Lab, [manager, ...workers]: readonly Lab[]): Promise<void> => {
	if (manager === undefined) return;
	const isManager = node === manager;
	const started = node.restart(isManager ? bridge : cable);
	const file = paths(node.folder).namespacePidFile;
	const wired = eventually('the network of the node', () => existsSync(file) || undefined).then(() =>
		isManager ? wire(manager, workers) : plug(manager, node, workers.indexOf(node)),
	);
	await Promise.all([started, wired]);
};

/** Starts a swarm of a manager and so many workers. */
export const startSwarmLab = async (workerCount: number): Promise<SwarmLab> => {
	const labs: Lab[] = [];
	const stop = async (): Promise<void> => {
		await Promise.all(labs.map(lab => lab.stop()));
	};
	try {
		const started = await Promise.allSettled(
			Array.from({length: workerCount + 1}, (_, index) => startLab({hostname: `node${index + 1}`})),
		);
		for (const lab of started) if (lab.status === 'fulfilled') labs.push(lab.value);
		const failure = started.find(lab => lab.status === 'rejected');
		if (failure !== undefined) throw failure.reason;
		const [manager, ...workers] = labs;
		if (manager === undefined) throw new Error('there is no manager');
		await wire(manager, workers);
		await manager.docker('swarm', 'init', '--advertise-addr', addressOf(1));
		const token = await manager.docker('swarm', 'join-token', '--quiet', 'worker');
		for (const [index, worker] of workers.entries())
			await worker.docker(
				'swarm',
				'join',
				'--token',
				token,
				'--advertise-addr',
				addressOf(index + 2),
				`${addressOf(1)}:2377`,
			);
		const ready = async (timeout?: number): Promise<void> => {
			await eventually(
				'all nodes to be ready',
				async () => {
					const told = await manager.docker('node', 'ls', '--format', '{{.Status}}').catch(() => '');
					const states = told.split('\n');
					return (states.length === labs.length && states.every(state => state === 'Ready')) || undefined;
				},
				timeout,
			);
		};
		await ready();
		return {manager, workers, nodes: labs, restart: node => startAgain(node, labs), ready, stop};
	} catch (error) {
		await stop();
		throw error;
	}
};

import {existsSync, readFileSync} from 'node:fs';
import {paths} from './daemon.ts';
import {type Lab, startLab} from './lab.ts';
import {eventually, run} from './process.ts';

/** A swarm of several private engines on this machine; the first is its only manager. */
export type SwarmLab = {
	readonly manager: Lab;
	readonly workers: readonly Lab[];
	/** Starts a worker again that was killed, at the address that it had. */
	restart(worker: Lab): Promise<void>;
	stop(): Promise<void>;
};

/** What each worker calls its end of the cable. */
const cable = 'cable';

const addressOf = (number: number): string => `10.77.0.${number}`;

const pidOf = (lab: Lab): string => readFileSync(paths(lab.folder).namespacePidFile, 'utf8').trim();

/** Runs `ip` in the network of a lab. */
const ip = (lab: Lab, words: string): Promise<string> =>
	run('nsenter', ['-t', pidOf(lab), '-n', 'ip', ...words.split(' ')]);

/** Puts a cable from a worker into the manager's switch; one that it had before went with its network. */
const plug = async (manager: Lab, worker: Lab, index: number): Promise<void> => {
	await ip(manager, `link add port${index} type veth peer name ${cable} netns ${pidOf(worker)}`);
	await ip(manager, `link set port${index} master switch up`);
	await ip(worker, `addr add ${addressOf(index + 2)}/24 dev ${cable}`);
	await ip(worker, `link set ${cable} up`);
};

/** Puts a cable from each worker into a switch of the manager's. */
const wire = async (manager: Lab, workers: readonly Lab[]): Promise<void> => {
	await ip(manager, 'link add switch type bridge');
	await ip(manager, `addr add ${addressOf(1)}/24 dev switch`);
	await ip(manager, 'link set switch up');
	for (const [index, worker] of workers.entries()) await plug(manager, worker, index);
};

/** Starts a swarm of a manager and so many workers; their nodes are told apart by id, as all are named alike. */
export const startSwarmLab = async (workerCount: number): Promise<SwarmLab> => {
	const labs: Lab[] = [];
	const stop = async (): Promise<void> => {
		await Promise.all(labs.map(lab => lab.stop()));
	};
	try {
		const started = await Promise.allSettled(Array.from({length: workerCount + 1}, () => startLab()));
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
		await eventually('all nodes to be ready', async () => {
			const states = (await manager.docker('node', 'ls', '--format', '{{.Status}}')).split('\n');
			return (states.length === labs.length && states.every(state => state === 'Ready')) || undefined;
		});
		return {
			manager,
			workers,
			restart: async worker => {
				const file = paths(worker.folder).namespacePidFile;
				const started = worker.restart(cable);
				await eventually('the network of the worker', () => existsSync(file) || undefined);
				await Promise.all([started, plug(manager, worker, workers.indexOf(worker))]);
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
};

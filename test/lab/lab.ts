import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Daemon} from './daemon.ts';
import {clientEnvironment, endDaemon, paths, startDaemon} from './daemon.ts';
import {importImage} from './image.ts';
import {eventually, isAlive, kill, mountNamespace, run} from './process.ts';

/** The client's side of a private engine: what tests need to set a scene and to check what really is. */
export type LabClient = {
	/** Folder that holds everything of this lab. */
	readonly folder: string;
	/** Such as `unix:///…/docker.sock`, for `--host`. */
	readonly url: string;
	readonly socketPath: string;
	/** Environment in which the docker CLI finds this lab and nothing else. */
	readonly env: NodeJS.ProcessEnv;
	/** Runs the docker CLI and returns its trimmed output; rejects with what it said on stderr. */
	docker(...args: readonly string[]): Promise<string>;
	/** The same with something to read, such as a compose file for `-c -`. */
	dockerWith(input: string, ...args: readonly string[]): Promise<string>;
};

/** A private real engine. */
export type Lab = LabClient & {
	/** Ends dockerd and all that it started at once, leaving its stale socket behind. */
	kill(): Promise<void>;
	/** Starts it again on the same data; kills it first if it runs. It waits for `cable`, where that is named. */
	restart(cable?: string): Promise<void>;
	/** Ends it and removes every trace. */
	stop(): Promise<void>;
};

const prefix = 'tallyman-lab-';

/** The client's side of the lab in a folder, also from a process that did not start it. */
export const labClient = (folder: string): LabClient => {
	const {socket} = paths(folder);
	const env = clientEnvironment(folder);
	const dockerWith = async (input: string, ...args: readonly string[]): Promise<string> =>
		(await run('docker', args, {env, input})).trim();
	return {
		folder,
		url: `unix://${socket}`,
		socketPath: socket,
		env,
		dockerWith,
		docker: (...args) => dockerWith('', ...args),
	};
};

const remove = (folder: string): void => rmSync(folder, {recursive: true, force: true, maxRetries: 5});

/** Ends the labs of test runs that were killed before they could clean up after themselves. */
const sweep = async (): Promise<void> => {
	for (const name of readdirSync(tmpdir()).filter(entry => entry.startsWith(prefix))) {
		const folder = join(tmpdir(), name);
		try {
			const owner = Number(readFileSync(join(folder, 'owner'), 'utf8'));
			if (isAlive(owner)) continue;
			const pid = Number(readFileSync(paths(folder).pidFile, 'utf8'));
			const namespace = mountNamespace(pid);
			const isOurs = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
			if (isOurs && namespace !== undefined && namespace !== mountNamespace('self')) {
				await endDaemon(folder, {pid, namespace});
			}
		} catch {
			// It has no owner or no daemon any more: only its folder is left.
		}
		remove(folder);
	}
};

/** How a lab is made. */
export type LabOptions = {
	/** Whether it is a swarm of one node. */
	readonly swarm?: boolean;
	/** What the machine takes itself for. */
	readonly hostname?: string;
};

/** Starts a private dockerd with one image (`labImage`). Takes 2-4 s. */
export const startLab = async ({swarm = false, hostname = 'lab'}: LabOptions = {}): Promise<Lab> => {
	await sweep();
	const folder = mkdtempSync(join(tmpdir(), prefix));
	writeFileSync(join(folder, 'owner'), String(process.pid));
	const client = labClient(folder);
	let daemon: Daemon | undefined;
	const end = async (): Promise<void> => {
		if (daemon !== undefined) await endDaemon(folder, daemon);
		daemon = undefined;
	};
	const endAtExit = (): void => {
		if (daemon !== undefined) kill(daemon.pid);
	};
	const stop = async (): Promise<void> => {
		process.off('exit', endAtExit);
		await end();
		remove(folder);
	};
	process.once('exit', endAtExit);
	try {
		daemon = await startDaemon(folder, hostname);
		await importImage(folder, client.env);
		if (swarm) await client.docker('swarm', 'init', '--advertise-addr', '127.0.0.1');
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		...client,
		kill: end,
		restart: async cable => {
			await end();
			daemon = await startDaemon(folder, hostname, cable);
			if (swarm) {
				await eventually('the swarm to have a leader again', () =>
					client.docker('node', 'ls', '--quiet').catch(() => undefined),
				);
			}
		},
		stop,
	};
};

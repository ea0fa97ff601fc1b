import type {ChildProcess} from 'node:child_process';
import {spawn} from 'node:child_process';
import {closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {searchPath} from './availability.ts';
import {eventually, isAlive, kill, mountNamespace, processesIn, processesOf, removeCgroup, run} from './process.ts';

/**
 * A dockerd in namespaces of its own: its bridge, firewall, `/run` and host name are nobody else's, and everything it
 * starts can be found by them. Its process ids and cgroups stay the machine's, as an engine on this host would have them.
 */
export type Daemon = {readonly pid: number; readonly namespace: string};

// A resolver or a default route that leads nowhere would cost 10 s and more per task.
const prepare = `
hostname "$LAB_NAME"
ip link set lo up
mount -t tmpfs tmpfs /run
echo $$ >"$LAB_PID_FILE"
[ "$LAB_CABLE" = none ] || until ip -4 addr show dev "$LAB_CABLE" 2>/dev/null | grep -q inet; do sleep 0.05; done
echo nameserver 127.0.0.1 >/run/resolv.conf
mount --bind /run/resolv.conf /etc/resolv.conf || true
exec dockerd "$@"
`;

/** Where a lab keeps its parts. */
export const paths = (folder: string) => ({
	socket: join(folder, 'docker.sock'),
	pidFile: join(folder, 'dockerd.pid'),
	/** Of the process in whose namespaces dockerd starts: there before dockerd is. */
	namespacePidFile: join(folder, 'namespace.pid'),
	log: join(folder, 'dockerd.log'),
	config: join(folder, 'config'),
});

/** The environment in which the docker CLI talks to a lab, and to nothing that a person has configured. */
export const clientEnvironment = (folder: string): NodeJS.ProcessEnv => ({
	PATH: searchPath,
	HOME: folder,
	DOCKER_CONFIG: paths(folder).config,
	DOCKER_HOST: `unix://${paths(folder).socket}`,
});

const cgroupParent = (folder: string): string => `/${folder.split('/').at(-1)}`;

/** Its cgroup in the unified hierarchy, or in each controller's. */
const cgroupsOf = (folder: string): string[] =>
	['.', ...readdirSync('/sys/fs/cgroup')].map(controller => join('/sys/fs/cgroup', controller, cgroupParent(folder)));

const containersOf = (folder: string): number[] => cgroupsOf(folder).flatMap(processesOf);

const exited = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/**
 * Starts a dockerd that keeps everything in `folder`, and waits until it answers. A member of a swarm starts only where it
 * has a way to the others: it waits for `cable`, a network interface with an address.
 */
export const startDaemon = async (folder: string, hostname: string, cable = 'none'): Promise<Daemon> => {
	const {socket, pidFile, namespacePidFile, log, config} = paths(folder);
	mkdirSync(config, {recursive: true});
	for (const file of [pidFile, namespacePidFile]) rmSync(file, {force: true});
	writeFileSync(join(folder, 'daemon.json'), '{}');
	const output = openSync(log, 'a');
	const child = spawn(
		'unshare',
		['--net', '--mount', '--uts', '--propagation', 'private', 'sh', '-c', prepare, 'dockerd'].concat([
			`--data-root=${folder}/data`,
			`--exec-root=${folder}/exec`,
			`--pidfile=${pidFile}`,
			`--config-file=${folder}/daemon.json`,
			`--host=unix://${socket}`,
			`--cgroup-parent=${cgroupParent(folder)}`,
			'--exec-opt=native.cgroupdriver=cgroupfs',
		]),
		{
			detached: true,
			stdio: ['ignore', output, output],
			env: {...process.env, PATH: searchPath, LAB_PID_FILE: namespacePidFile, LAB_CABLE: cable, LAB_NAME: hostname},
		},
	);
	closeSync(output);
	// It outlives this process only if that is killed; the next lab then ends it (see sweep.ts).
	child.unref();
	const pid = child.pid;
	if (pid === undefined) throw new Error('unshare could not be started');
	const version = ['version', '--format', '{{.Server.Version}}'];
	await eventually('dockerd to answer', async () => {
		if (exited(child)) throw new Error(`dockerd ended at once:\n${readFileSync(log, 'utf8').slice(-3000)}`);
		return run('docker', version, {env: clientEnvironment(folder), timeout: 20_000}).catch(() => undefined);
	});
	const namespace = mountNamespace(pid);
	if (namespace === undefined || namespace === mountNamespace('self'))
		throw new Error('dockerd has no namespace of its own');
	return {pid, namespace};
};

/** Ends a daemon with all that it started, as a power cut would, and waits until nothing is left. */
export const endDaemon = async (folder: string, daemon: Daemon): Promise<void> => {
	const left = (): number[] => [
		...new Set([daemon.pid, ...processesIn(daemon.namespace), ...containersOf(folder)].filter(isAlive)),
	];
	await eventually('the processes of the lab to end', () => {
		const processes = left();
		for (const pid of processes) kill(pid);
		return processes.length === 0 ? true : undefined;
	});
	for (const file of [paths(folder).pidFile, paths(folder).namespacePidFile]) rmSync(file, {force: true});
	// As a reboot clears /run: a stale containerd.pid in here would keep the next daemon from starting its own.
	rmSync(join(folder, 'exec'), {recursive: true, force: true});
	for (const root of cgroupsOf(folder)) removeCgroup(root);
};

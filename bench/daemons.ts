import {readFileSync} from 'node:fs';
import {mountNamespace, processesIn} from '../test/lab/process.ts';
import {allProcesses, processStat} from './processes.ts';

const isDaemon = (name: string): boolean => /^(?:dockerd|containerd|containerd-shim.*)$/.test(name);

/** The daemons that share a dockerd's mount namespace: a machine may have several engines. */
export const daemonsBeside = (dockerd: number): readonly number[] => {
	const namespace = mountNamespace(dockerd);
	if (namespace === undefined) return [];
	return processesIn(namespace).filter(pid => isDaemon(processStat(pid)?.name ?? ''));
};

const commandLine = (pid: number): string => {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
	} catch {
		return '';
	}
};

/** The daemons behind a socket: those beside the dockerd that was told of it, or all there are. */
export const daemonsOf = (socketPath: string | undefined): readonly number[] => {
	const daemons = allProcesses().filter(({name}) => isDaemon(name));
	const owner = daemons.find(
		({name, pid}) => name === 'dockerd' && socketPath !== undefined && commandLine(pid).includes(socketPath),
	);
	return owner === undefined ? daemons.map(({pid}) => pid) : daemonsBeside(owner.pid);
};

import type {DiskUsage} from '../model/disk-usage.ts';
import type {EngineFacts} from '../model/engine-facts.ts';
import {objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {decodeDiskUsage} from './decode-disk.ts';
import {decodeCluster, decodeFacts} from './decode-facts.ts';
import {EngineError} from './engine-error.ts';
import {readHostLoad} from './host-load.ts';
import {ofKnownRoute} from './known-route.ts';
import {readLogFiles} from './log-files.ts';
import {text, wire} from './wire.ts';

/** What an engine tells of itself as a whole, when somebody asks. */
export type System = {
	/**
	 * Counted file by file: it takes as long as the engine needs, minutes on a large disk. The signal ends the request
	 * itself.
	 */
	diskUsage(signal: AbortSignal): Promise<DiskUsage>;
	/** With the swarm where it manages one, and how its machine stands where that is this one. */
	facts(signal: AbortSignal): Promise<EngineFacts>;
};

/** What `/system/df` holds of any version. */
const parts = ['LayersSize', 'Images', 'Containers', 'Volumes', 'ImageUsage', 'ContainerUsage', 'VolumeUsage'];

/** What the swarm's managers tell of it, or why they do not: the rest is told without it. */
const clusterOf = async (calls: Calls, signal: AbortSignal): Promise<Partial<EngineFacts['swarm']>> => {
	try {
		return {cluster: decodeCluster(await calls.swarm(signal).swarmInspect())};
	} catch (error) {
		if (error instanceof EngineError && !signal.aborted) return {clusterFault: error.message};
		throw error;
	}
};

/** The engine as a whole over dockerode's routes. */
export const createSystem = (calls: Calls): System => ({
	diskUsage: async signal => {
		const usage = decodeDiskUsage(
			objectAnswer('its disk', parts, await ofKnownRoute('disk usage', calls.verbs(signal).df())),
		);
		if (!calls.isLocal || usage.containers === undefined) return usage;
		const root = text(wire(await calls.containers(signal).info()).DockerRootDir);
		const logs = root === undefined ? undefined : await readLogFiles(root, usage.containers.entries, signal);
		return logs === undefined ? usage : {...usage, logs};
	},
	facts: async signal => {
		const [info, version] = await Promise.all([calls.swarm(signal).info(), calls.containers(signal).version()]);
		const facts = decodeFacts(objectAnswer('the engine', ['ServerVersion', 'Name', 'ID'], info), version);
		const [host, cluster] = await Promise.all([
			readHostLoad(facts, calls.isLocal, signal),
			facts.swarm.isManager ? clusterOf(calls, signal) : {},
		]);
		return {...facts, host, swarm: {...facts.swarm, ...cluster}};
	},
});

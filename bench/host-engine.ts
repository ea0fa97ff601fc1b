import {daemonsOf} from './daemons.ts';
import {engineVersion, runningContainers} from './docker.ts';
import type {BenchEngine} from './engine.ts';

/** The engine that DOCKER_HOST names: only read, nothing is started on it. */
export const hostEngine = async (
	url = process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock',
): Promise<BenchEngine> => ({
	kind: 'host',
	url,
	version: await engineVersion(url),
	containers: await runningContainers(url),
	processes: () => daemonsOf(url.startsWith('unix://') ? url.slice('unix://'.length) : undefined),
	stop: () => Promise.resolve(),
});

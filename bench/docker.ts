import {run} from '../test/lab/process.ts';
import type {Known} from './readiness.ts';

/** Runs the docker CLI on an engine and returns its trimmed output. */
export const docker = async (url: string, ...args: readonly string[]): Promise<string> =>
	(await run('docker', args, {env: {...process.env, DOCKER_HOST: url}, timeout: 120_000})).trim();

/** What runs, with the CPU that `docker stats` tells: a second opinion on what the tools show. */
export const runningContainers = async (url: string): Promise<readonly Known[]> => {
	const text = await docker(url, 'stats', '--no-stream', '--format', '{{.Name}} {{.CPUPerc}}');
	return text
		.split('\n')
		.filter(Boolean)
		.map(line => {
			const [name = '', cpu = '0'] = line.split(' ');
			return {name, cpu: Number.parseFloat(cpu) || 0};
		});
};

/** The engine's version. */
export const engineVersion = (url: string): Promise<string> =>
	docker(url, 'version', '--format', '{{.Server.Version}}').catch(() => 'unknown');

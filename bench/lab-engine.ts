import {readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {paths} from '../test/lab/daemon.ts';
import {labImage} from '../test/lab/image.ts';
import {type Lab, startLab} from '../test/lab/lab.ts';
import {eventually} from '../test/lab/process.ts';
import {daemonsBeside} from './daemons.ts';
import {engineVersion, runningContainers} from './docker.ts';
import type {BenchEngine, Flood} from './engine.ts';

/** A little arithmetic each second. */
const working = (turns: number): string =>
	`while :; do i=0; while [ $i -lt ${turns} ]; do i=$((i+1)); done; sleep 1; done`;

const light = 1500;
/** Enough for tools that show whole percents to show one. */
const heavy = 30_000;
const heavyEvery = 8;

const chatter = 'n=0; while :; do echo log5 line $n; n=$((n+1)); sleep 0.2; done';
/** 10,000 lines a second for at most five minutes, whatever becomes of the bench; late batches are made up for. */
const flooding = `awk 'BEGIN {
	start = systime();
	for (n = 0; n < 3000000;) {
		for (end = n + 1000; n < end; n++) printf "flood line %d\\n", n;
		fflush();
		if (n > (systime() - start + 1) * 10000) system("sleep 0.1"); else system("sleep 0.08");
	}
}'`;

const startContainers = async (lab: Lab, count: number): Promise<void> => {
	const run = (name: string, script: string): Promise<string> =>
		lab.docker('run', '-d', '--name', name, labImage, 'sh', '-c', script);
	const names = Array.from({length: count}, (_, index) => `web-${String(index + 1).padStart(2, '0')}`);
	const queue = names.entries();
	const work = async (): Promise<void> => {
		for (const [index, name] of queue) await run(name, working((index + 1) % heavyEvery === 0 ? heavy : light));
	};
	await Promise.all([work(), work(), work()]);
	await run('log5', chatter);
};

const startServices = async (lab: Lab, names: readonly string[]): Promise<void> => {
	for (const name of names) {
		await lab.docker('service', 'create', '-d', '--no-resolve-image', '--name', name, labImage);
	}
	await eventually('the services to run', async () => {
		const replicas = await lab.docker('service', 'ls', '--format', '{{.Replicas}}');
		return replicas.split('\n').every(text => text.startsWith('1/1')) ? true : undefined;
	});
};

const floodOf = (lab: Lab): Flood & {readonly create: () => Promise<void>} => {
	const create = async (): Promise<void> => {
		await lab.docker('create', '--name', 'flood', labImage, 'sh', '-c', flooding);
	};
	return {
		name: 'flood',
		create,
		start: async () => {
			await lab.docker('start', 'flood');
		},
		stop: async () => {
			// Its log goes with it: no tool has to read what was left by the one before.
			await lab.docker('rm', '-f', 'flood');
			await create();
		},
	};
};

/** A private dockerd with `count` running containers, each of which does something, and a swarm with two services. */
export const labEngine = async (count: number): Promise<BenchEngine> => {
	const lab = await startLab({swarm: true});
	try {
		const services = ['front', 'queue'];
		await startContainers(lab, Math.max(1, count - 1 - services.length));
		await startServices(lab, services);
		const flood = floodOf(lab);
		await flood.create();
		await sleep(3000);
		const dockerd = Number(readFileSync(paths(lab.folder).pidFile, 'utf8'));
		return {
			kind: 'lab',
			url: lab.url,
			version: await engineVersion(lab.url),
			containers: await runningContainers(lab.url),
			processes: () => daemonsBeside(dockerd),
			log: 'log5',
			flood,
			stop: lab.stop,
		};
	} catch (error) {
		await lab.stop();
		throw error;
	}
};

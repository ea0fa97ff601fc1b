import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {BenchEngine} from './engine.ts';
import type {Known} from './readiness.ts';

type Greeting = {readonly url: string; readonly containers: readonly Known[]};

/** A simulated engine in a process of its own, so that its work is not the bench's. */
export const simulatorEngine = async (count: number): Promise<BenchEngine> => {
	const script = join(import.meta.dirname, 'simulator.ts');
	const child = spawn(process.execPath, [script, '--containers', String(count)], {stdio: ['pipe', 'pipe', 'inherit']});
	const pid = child.pid;
	if (pid === undefined) throw new Error('the simulator could not be started');
	const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
	const greeting = await new Promise<Greeting>((resolve, reject) => {
		createInterface({input: child.stdout}).once('line', line => resolve(JSON.parse(line) as Greeting));
		child.once('close', code => reject(new Error(`the simulator ended with ${code}`)));
	});
	const tell = (word: string): Promise<void> =>
		new Promise((resolve, reject) => {
			child.stdin.write(`${word}\n`, error => (error ? reject(error) : resolve()));
		});
	return {
		kind: 'simulator',
		...greeting,
		version: 'simulator',
		processes: () => [pid],
		log: 'log5',
		flood: {name: 'flood', start: () => tell('flood'), stop: () => tell('calm')},
		stop: async () => {
			child.stdin.end();
			const late = setTimeout(() => child.kill('SIGKILL'), 3000);
			await ended;
			clearTimeout(late);
		},
	};
};

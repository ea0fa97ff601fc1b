import {spawn} from 'node:child_process';
import {readdirSync, readFileSync, readlinkSync, rmdirSync} from 'node:fs';
import {patience} from '../patience.ts';

/** Runs a command to its end and returns its output; rejects with what it printed on stderr. */
export const run = (
	command: string,
	args: readonly string[],
	options: {
		readonly env?: NodeJS.ProcessEnv;
		readonly input?: string;
		readonly timeout?: number;
		readonly signal?: AbortSignal;
	} = {},
): Promise<string> =>
	new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			env: options.env,
			stdio: ['pipe', 'pipe', 'pipe'],
			timeout: options.timeout ?? 60_000,
			...(options.signal === undefined ? {} : {signal: options.signal}),
			killSignal: 'SIGKILL',
		});
		let output = '';
		let problems = '';
		child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
			output += chunk;
		});
		child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
			problems += chunk;
		});
		child.on('error', reject);
		child.on('close', (code, signal) => {
			if (code === 0) resolve(output);
			else reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}: ${problems || output}`));
		});
		child.stdin.on('error', () => {
			// The command ended without reading its input; its exit code tells the rest.
		});
		child.stdin.end(options.input ?? '');
	});

/** Asks again and again until the answer is not undefined. */
export const eventually = async <T>(
	what: string,
	ask: () => Promise<T | undefined> | T | undefined,
	timeout = patience,
): Promise<T> => {
	const deadline = Date.now() + timeout;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`waited ${timeout} ms for ${what}`);
		await new Promise(resolve => setTimeout(resolve, 40));
	}
};

const isGone = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH');

const isForbidden = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EACCES';

/** The mount namespace of a process, which its children share; undefined when it is gone or not ours to look into. */
export const mountNamespace = (pid: number | 'self'): string | undefined => {
	try {
		return readlinkSync(`/proc/${pid}/ns/mnt`);
	} catch (error) {
		if (isGone(error) || isForbidden(error)) return undefined;
		throw error;
	}
};

/** Every process in a mount namespace. */
export const processesIn = (namespace: string): number[] =>
	readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.map(Number)
		.filter(pid => mountNamespace(pid) === namespace);

/** Every process in a cgroup and the groups below it. */
export const processesOf = (cgroup: string): number[] => {
	try {
		const own = readFileSync(`${cgroup}/cgroup.procs`, 'utf8').split('\n').filter(Boolean).map(Number);
		const below = readdirSync(cgroup, {withFileTypes: true}).filter(entry => entry.isDirectory());
		return [...own, ...below.flatMap(entry => processesOf(`${cgroup}/${entry.name}`))];
	} catch (error) {
		if (isGone(error)) return [];
		throw error;
	}
};

/** Removes a cgroup and the groups below it; one that still ends its last process is left. */
export const removeCgroup = (cgroup: string): void => {
	try {
		for (const entry of readdirSync(cgroup, {withFileTypes: true})) {
			if (entry.isDirectory()) removeCgroup(`${cgroup}/${entry.name}`);
		}
		rmdirSync(cgroup);
	} catch {
		// An empty group does no harm, and most controllers have none of this name.
	}
};

/** Ends a process at once; one that is gone already is no matter. */
export const kill = (pid: number): void => {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if (!isGone(error)) throw error;
	}
};

/** Whether a process still runs (a zombie does not). */
export const isAlive = (pid: number): boolean => {
	try {
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch (error) {
		if (isGone(error)) return false;
		throw error;
	}
};

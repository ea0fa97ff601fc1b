import type {Container, ContainerDetails} from '../model/container.ts';
import type {RunPlan} from '../model/run-plan.ts';
import type {UsageSample} from '../model/usage.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import {attachTo, debugBeside} from './attach.ts';
import {type AwaitedState, awaitContainer} from './await-container.ts';
import {untilAborted} from './body-stream.ts';
import type {Calls} from './calls.ts';
import {createCgroupReader} from './cgroup-usage.ts';
import {type ContainerChanges, createContainerChanges} from './container-changes.ts';
import {type ContainerFiles, createContainerFiles} from './container-files.ts';
import {decodeContainer} from './decode-container.ts';
import {decodeContainerDetails} from './decode-details.ts';
import {decodeUsage} from './decode-usage.ts';
import {EngineError} from './engine-error.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import {createRecreation, type Recreation} from './recreate-container.ts';
import {removing} from './removal.ts';
import {type MadeContainer, runContainer} from './run-container.ts';
import {openShell, type Shell, type ShellOptions, type TerminalSize} from './shell.ts';
import {readUsage} from './usage-reader.ts';
import {positive, text, type Wire, wire, wires} from './wire.ts';

/** An answer to a question about a container's processes: titles and rows as `docker top` prints them. */
export type ProcessTable = {readonly titles: readonly string[]; readonly rows: ReadonlyArray<readonly string[]>};

/** Containers of one engine. */
export type Containers = ContainerChanges &
	Recreation & {
		/** What lies in their file systems. */
		readonly files: ContainerFiles;
		/** All containers, or those with the given ids. Never asks for sizes. */
		list(filter: {readonly ids?: readonly string[]}, signal: AbortSignal): Promise<readonly Container[]>;
		inspect(id: string, signal: AbortSignal): Promise<ContainerDetails>;
		processes(id: string, signal: AbortSignal): Promise<ProcessTable>;
		/** One sample, asked for with `one-shot`. Undefined for a container that is not running. */
		sample(id: string, signal: AbortSignal): Promise<UsageSample | undefined>;
		/**
		 * The same sample from the kernel's files on this machine, which costs the daemon nothing. Fails as `forbidden`
		 * where they cannot be read: the engine is elsewhere, or the files are not ours to read.
		 */
		localSample(id: string, signal: AbortSignal): Promise<UsageSample | undefined>;
		/** Samples about once a second until aborted or the container stops. */
		samples(id: string, signal: AbortSignal): AsyncIterable<UsageSample>;

		/** Makes a container and starts it; one that does not start is there. */
		run(plan: RunPlan, signal: AbortSignal): Promise<MadeContainer>;
		/** Attaches to its main process; the signal lets go of it. */
		attach(id: string, size: TerminalSize, signal: AbortSignal): Promise<Shell>;
		/** A shell in a new container of an image, which shares its processes and network and goes with the shell. */
		debug(
			id: string,
			options: {readonly image: string; readonly size: TerminalSize},
			signal: AbortSignal,
		): Promise<Shell>;
		/** Starts a command on a terminal; the signal ends it. */
		shell(id: string, options: ShellOptions, signal: AbortSignal): Promise<Shell>;

		start(id: string, signal: AbortSignal): Promise<ActionOutcome>;
		/** Waits, as long as it takes, until one that was started is as others need it; fails where it never will be. */
		awaited(id: string, state: AwaitedState, signal: AbortSignal): Promise<void>;
		/** Waits for the grace period of the container. */
		stop(id: string, signal: AbortSignal): Promise<ActionOutcome>;
		restart(id: string, signal: AbortSignal): Promise<ActionOutcome>;
		/** `killSignal` such as `SIGKILL`. */
		kill(id: string, killSignal: string, signal: AbortSignal): Promise<ActionOutcome>;
		pause(id: string, signal: AbortSignal): Promise<ActionOutcome>;
		unpause(id: string, signal: AbortSignal): Promise<ActionOutcome>;
		remove(
			id: string,
			options: {readonly force: boolean; readonly volumes: boolean},
			signal: AbortSignal,
		): Promise<ActionOutcome>;
	};

/** What is asked of `ps`: its usual columns tell of neither CPU nor memory in figures. */
const processColumns = '-eo pid,user,pcpu,rss,etime,args';

const networkModeOf = (body: Wire): string | undefined => text(wire(body.HostConfig).NetworkMode);

/** Whether an engine's refusal to measure may mean that there is nothing that runs. */
const isRefusal = (error: unknown): boolean =>
	error instanceof EngineError && (error.status === 500 || error.status === 409);

/** Verbs on containers. */
const verbs = (
	calls: Calls,
	docker = calls.verbs,
): Pick<Containers, 'start' | 'stop' | 'restart' | 'kill' | 'pause' | 'unpause' | 'remove'> => ({
	start: (id, signal) => outcome(docker(signal).getContainer(id).start()),
	stop: (id, signal) => outcome(docker(signal).getContainer(id).stop()),
	restart: (id, signal) => outcome(docker(signal).getContainer(id).restart()),
	kill: (id, killSignal, signal) => outcome(docker(signal).getContainer(id).kill({signal: killSignal})),
	pause: (id, signal) => outcome(docker(signal).getContainer(id).pause()),
	unpause: (id, signal) => outcome(docker(signal).getContainer(id).unpause()),
	remove: (id, {force, volumes}, signal) =>
		removing(
			calls,
			{kind: 'containers', id, ...(volumes ? {lost: 'the data of volumes that only it had'} : {})},
			() => outcome(docker(signal).getContainer(id).remove({force, v: volumes})),
			signal,
		),
});

/** Containers over dockerode's routes. */
export const createContainers = (calls: Calls): Containers => {
	const docker = calls.containers;
	/** By id, as the last list told them: where the counters of a container's network are. */
	let networkModes = new Map<string, string>();
	const cgroups = createCgroupReader({
		networkMode: id => networkModes.get(id),
		find: async (id, signal) => {
			const body = wire(await docker(signal).getContainer(id).inspect());
			const pid = positive(wire(body.State).Pid);
			return pid === undefined ? undefined : {pid, networkMode: networkModeOf(body)};
		},
	});
	const noteNetworks = (rows: readonly unknown[], isWhole: boolean): void => {
		if (isWhole) networkModes = new Map();
		for (const row of rows) {
			const mode = networkModeOf(wire(row));
			if (mode !== undefined) networkModes.set(text(wire(row).Id) ?? '', mode);
		}
	};
	return {
		list: async ({ids}, signal) => {
			const answer: unknown = await docker(signal).listContainers({
				all: true,
				...(ids === undefined ? {} : {filters: {id: [...ids]}}),
			});
			const rows = listAnswer('the containers', answer);
			const now = calls.now();
			if (calls.isLocal) noteNetworks(rows, ids === undefined);
			return rows.map(row => decodeContainer(row, calls.host, now)).filter(row => row !== undefined);
		},
		inspect: async (id, signal) =>
			decodeContainerDetails(objectAnswer('the container', ['Id'], await docker(signal).getContainer(id).inspect())),
		processes: async (id, signal) => {
			const container = docker(signal).getContainer(id);
			const told = await container.top({ps_args: processColumns}).catch((error: unknown) => {
				// The ps of a small host, or another engine's own, knows no such columns.
				if (error instanceof EngineError && error.kind === 'rejected') return container.top();
				throw error;
			});
			const answer = objectAnswer('the processes', ['Titles'], told);
			return {
				titles: wires(answer.Titles).map(title => text(title) ?? ''),
				rows: wires(answer.Processes).map(row => wires(row).map(cell => text(cell) ?? '')),
			};
		},
		sample: async (id, signal) => {
			const container = calls.stats(signal).getContainer(id);
			try {
				return decodeUsage(await container.stats({stream: false, 'one-shot': true}));
			} catch (error) {
				// Podman refuses for what does not run, with a 500 that says nothing else.
				if (isRefusal(error) && wire(wire(await container.inspect()).State).Running === false) return undefined;
				throw error;
			}
		},
		localSample: calls.isLocal
			? cgroups
			: () => Promise.reject(new EngineError('forbidden', 'the engine is not on this machine')),
		samples: (id, signal) => untilAborted(readUsage(calls.streams(signal).getContainer(id), signal), signal),
		run: (plan, signal) => runContainer(calls, plan, signal),
		attach: (id, size, signal) => attachTo(calls, id, size, signal),
		debug: (id, options, signal) => debugBeside(calls, id, options, signal),
		shell: (id, options, signal) => openShell(calls, id, options, signal),
		...createContainerChanges(calls),
		...createRecreation(calls),
		files: createContainerFiles(calls),
		awaited: (id, state, signal) => awaitContainer(calls, id, state, signal),
		...verbs(calls),
	};
};

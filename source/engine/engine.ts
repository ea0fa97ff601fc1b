import type {Container, ContainerDetails} from '../model/container.ts';
import type {EngineInfo} from '../model/engine-info.ts';
import type {EngineEvent} from '../model/event.ts';
import type {LogLine} from '../model/log-line.ts';
import type {Service, SwarmNode, SwarmRole, Task} from '../model/swarm.ts';
import type {UsageSample} from '../model/usage.ts';

/** Whose log is read. */
export type LogTarget = {readonly kind: 'container' | 'service' | 'task'; readonly id: string};

/** How a log is read. */
export type LogOptions = {
	readonly follow: boolean;
	/** Lines from the end (of each task, for a service). */
	readonly tail: number | 'all';
	/** RFC 3339 with nanoseconds, or unix seconds: only lines from then on. */
	readonly since?: string;
};

/** An answer to a question about a container's processes: titles and rows as `docker top` prints them. */
export type ProcessTable = {readonly titles: readonly string[]; readonly rows: ReadonlyArray<readonly string[]>};

/** Anything that can be inspected. */
export type ObjectKind = 'container' | 'service' | 'task' | 'node';

/** What changed: `already` when the engine says that it is so already (304). */
export type ActionOutcome = 'done' | 'already';

/**
 * One Docker engine. Questions are promises, streams are async iterables; each takes an AbortSignal last,
 * settles by a deadline of its own, and fails with an EngineError only.
 * A stream ends (returns) when the engine ends it, throws when the connection dies, and returns on abort.
 */
export type Engine = {
	/** Short name that objects carry in `host`. */
	readonly host: string;
	/** What was connected to, for people: `unix:///var/run/docker.sock`. */
	readonly address: string;
	/** API version in use, such as `1.41`. */
	readonly apiVersion: string;
	/** Whether the engine runs on this machine (unix socket), so that its cgroup files can be tried. */
	readonly isLocal: boolean;

	/** How far its clock is ahead of ours by its answers' Date header, ms; 0 where they agree within 2 s or it is not told. */
	clockOffset(): number;
	/** How many requests were sent so far; a stream is one. */
	requests(): number;
	/** Deadline 2 s. Tells the role in the swarm where the header is sent (1.42 on), else unknown. */
	ping(signal: AbortSignal): Promise<{readonly swarm: SwarmRole}>;
	/** In the swarm lane: hangs while quorum is lost. Deadline 3 s. */
	info(signal: AbortSignal): Promise<EngineInfo>;

	/** All containers, or those with the given ids. Never asks for sizes. */
	containers(filter: {readonly ids?: readonly string[]}, signal: AbortSignal): Promise<readonly Container[]>;
	container(id: string, signal: AbortSignal): Promise<ContainerDetails>;
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

	services(signal: AbortSignal): Promise<readonly Service[]>;
	/** All tasks with the names that the docker CLI gives them; node names and lost nodes are filled in from `nodes`. */
	tasks(
		known: {readonly services: readonly Service[]; readonly nodes: readonly SwarmNode[]},
		signal: AbortSignal,
	): Promise<readonly Task[]>;
	nodes(selfId: string | undefined, signal: AbortSignal): Promise<readonly SwarmNode[]>;

	/** The engine's own JSON of an object, its text cleaned. */
	inspect(kind: ObjectKind, id: string, signal: AbortSignal): Promise<unknown>;

	/**
	 * Resolves when the engine has sent the headers, so that nothing is missed by a list read after it. Health probes' exec
	 * events are left out. With `since` (ms, its clock) it first tells what it remembers from then on.
	 */
	events(since: number | undefined, signal: AbortSignal): Promise<AsyncIterable<EngineEvent>>;
	/** Whole lines in batches as they come. */
	logs(target: LogTarget, options: LogOptions, signal: AbortSignal): AsyncIterable<readonly LogLine[]>;

	startContainer(id: string, signal: AbortSignal): Promise<ActionOutcome>;
	/** Waits for the grace period of the container. */
	stopContainer(id: string, signal: AbortSignal): Promise<ActionOutcome>;
	restartContainer(id: string, signal: AbortSignal): Promise<ActionOutcome>;
	/** `killSignal` such as `SIGKILL`. */
	killContainer(id: string, killSignal: string, signal: AbortSignal): Promise<ActionOutcome>;
	pauseContainer(id: string, signal: AbortSignal): Promise<ActionOutcome>;
	unpauseContainer(id: string, signal: AbortSignal): Promise<ActionOutcome>;
	removeContainer(
		id: string,
		options: {readonly force: boolean; readonly volumes: boolean},
		signal: AbortSignal,
	): Promise<ActionOutcome>;

	/** Reads the spec, changes only the replicas (or a job's completions), and tries again at most 3 times when out of sequence. */
	scaleService(id: string, replicas: number, signal: AbortSignal): Promise<ActionOutcome>;
	/** Adds 1 to ForceUpdate: a rolling restart. */
	restartService(id: string, signal: AbortSignal): Promise<ActionOutcome>;
	removeService(id: string, signal: AbortSignal): Promise<ActionOutcome>;

	/** Ends all streams and sockets; every pending call fails as unreachable. */
	close(): void;
};

/** Where an engine is, found from flags, environment and docker's contexts. */
export type EngineAddress = {
	/** Short name: the context's, or the host's. */
	readonly name: string;
	/** Such as `unix:///var/run/docker.sock` or `tcp://10.0.0.5:2376`. */
	readonly url: string;
	/** Where it came from, for messages: `--host`, `DOCKER_HOST`, `context prod`, `default socket`. */
	readonly origin: string;
	readonly tls?: {
		/** PEM texts. */
		readonly ca?: string;
		readonly cert?: string;
		readonly key?: string;
		readonly isVerified: boolean;
	};
};

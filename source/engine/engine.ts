import type {EngineInfo} from '../model/engine-info.ts';
import type {EngineEvent} from '../model/event.ts';
import type {LogLine} from '../model/log-line.ts';
import type {SwarmRole} from '../model/swarm.ts';
import type {Nouns} from './nouns.ts';

/** Whose log is read. */
export type LogTarget = {readonly kind: 'container' | 'service' | 'task'; readonly id: string};

/** How a log is read. */
export type LogOptions = {
	readonly follow: boolean;
	/** Lines from the end (of each task, for a service). */
	readonly tail: number | 'all';
	/** RFC 3339 with nanoseconds, or unix seconds: only lines from then on. */
	readonly since?: string;
	/** In the same form: only lines up to then. Engines count `tail` before they leave later lines out. */
	readonly until?: string;
};

/**
 * One Docker engine; what it keeps is asked for by noun, a file each. Questions are promises, streams are async iterables; each takes an AbortSignal last,
 * settles by a deadline of its own, and fails with an EngineError only.
 * A stream ends (returns) when the engine ends it, throws when the connection dies, and returns on abort.
 */
export type Engine = Nouns & {
	/** Short name that objects carry in `host`. */
	readonly host: string;
	/** What was connected to, for people: `unix:///var/run/docker.sock`. */
	readonly address: string;
	/** The first words of docker's own program with which it reaches this engine: `--host`, and where that is. */
	readonly dockerWords: readonly string[];
	/** API version in use, such as `1.41`. */
	readonly apiVersion: string;
	/** Whether the engine runs on this machine (unix socket), so that its cgroup files can be tried. */
	readonly isLocal: boolean;
	/** Whether few connections carry everything, as over ssh: usage is asked for, not streamed. */
	readonly isNarrow: boolean;

	/** How far its clock is ahead of ours by its answers' Date header, ms; 0 where they agree within 2 s or it is not told. */
	clockOffset(): number;
	/** How many requests were sent so far; a stream is one. */
	requests(): number;
	/** Deadline 2 s. Tells the role in the swarm where the header is sent (1.42 on), else unknown. */
	ping(signal: AbortSignal): Promise<{readonly swarm: SwarmRole}>;
	/** Among the calls of the swarm: hangs while quorum is lost. Deadline 3 s. */
	info(signal: AbortSignal): Promise<EngineInfo>;

	/**
	 * Resolves when the engine has sent the headers, so that nothing is missed by a list read after it. Health probes' exec
	 * events are left out. With `since` (ms, its clock) it first tells what it remembers from then on.
	 */
	events(since: number | undefined, signal: AbortSignal): Promise<AsyncIterable<EngineEvent>>;
	/** What it remembers from a moment (ms, its clock) until another. Deadline 3 s. */
	pastEvents(
		range: {readonly since: number; readonly until: number},
		signal: AbortSignal,
	): Promise<readonly EngineEvent[]>;
	/** Whole lines in batches as they come. */
	logs(target: LogTarget, options: LogOptions, signal: AbortSignal): AsyncIterable<readonly LogLine[]>;

	/** Ends all streams and sockets; every pending call fails as unreachable. */
	close(): void;
};

/** Whole paths of certificates and their key, as far as there are any. */
export type TlsFiles = {readonly ca?: string; readonly cert?: string; readonly key?: string};

/** Where an engine is, found from flags, environment and docker's contexts. */
export type EngineAddress = {
	/** Short name: the context's, or the host's. */
	readonly name: string;
	/** Such as `unix:///var/run/docker.sock` or `tcp://10.0.0.5:2376`. */
	readonly url: string;
	/** Where it came from, for messages: `--host`, `DOCKER_HOST`, `context prod`, `default socket`. */
	readonly origin: string;
	/** docker's context that it is of, where one was named. */
	readonly context?: string;
	readonly tls?: {
		/** PEM texts. */
		readonly ca?: string;
		readonly cert?: string;
		readonly key?: string;
		readonly isVerified: boolean;
		/** Where these were read. */
		readonly files?: TlsFiles;
	};
};

/** How much a simulated container does: averages that its figures wander round. */
export type Load = {
	/** Percent of one core. */
	readonly cpu: number;
	/** Bytes. */
	readonly memory: number;
	/** Bytes per second. */
	readonly network: number;
	readonly block: number;
};

/** Which kind of lines a simulated container writes. */
export type LogKind = 'web' | 'json' | 'database' | 'trace' | 'colour' | 'silent';

/** A container of the simulated engine. Times in ms. */
export type SimulatedContainer = {
	readonly id: string;
	name: string;
	readonly image: string;
	readonly command: string;
	readonly createdAt: number;
	state: 'created' | 'running' | 'paused' | 'exited' | 'restarting';
	startedAt: number;
	finishedAt: number;
	exitCode: number;
	isOutOfMemory: boolean;
	/** Why its last start failed, as `State.Error` tells it; empty when it did not. */
	error: string;
	health: 'healthy' | 'unhealthy' | 'starting' | undefined;
	readonly probeOutput: string;
	restartCount: number;
	restartPolicy: string;
	/** How often it is started again with the policy on-failure. */
	retries?: number;
	/** Processes; no limit where it is absent. */
	pidsLimit?: number;
	/** Memory and swap together, bytes; -1 is no limit. */
	swapLimit?: number;
	readonly ports: ReadonlyArray<{readonly privatePort: number; readonly publicPort?: number}>;
	networks: readonly string[];
	readonly volumes: readonly string[];
	readonly environment: readonly string[];
	readonly labels: Readonly<Record<string, string>>;
	memoryLimit: number;
	cpuLimit: number;
	readonly load: Load;
	readonly logs: LogKind;
	readonly hasTty: boolean;
	/** A process that does not listen to SIGTERM makes a stop wait for the grace period. */
	readonly ignoresTerm: boolean;
	/** Dies by itself after this many ms, out of memory, and is started again. */
	readonly lifetime: number | undefined;
	/** Lines that a test added; a container with such lines writes no others. */
	written: Array<{readonly at: number; readonly source: 'stdout' | 'stderr'; readonly text: string}>;
};

/** A service of the simulated swarm. */
export type SimulatedService = {
	readonly id: string;
	readonly name: string;
	readonly createdAt: number;
	updatedAt: number;
	version: number;
	spec: Record<string, unknown>;
	previousSpec: Record<string, unknown> | undefined;
	updateStatus: {State: string; StartedAt: string; CompletedAt?: string; Message: string} | undefined;
	readonly ports: ReadonlyArray<{readonly published: number; readonly target: number}>;
	readonly load: Load;
	readonly logs: LogKind;
	/** Why its tasks are rejected, if they are. */
	readonly rejection: string | undefined;
};

/** A task of the simulated swarm. */
export type SimulatedTask = {
	readonly id: string;
	readonly serviceId: string;
	readonly slot: number | undefined;
	nodeId: string | undefined;
	readonly image: string;
	readonly createdAt: number;
	state: string;
	since: number;
	desired: string;
	message: string;
	error: string | undefined;
	exitCode: number;
	readonly containerId: string;
	/** `ForceUpdate` that it was made for: a rolling restart replaces older ones. */
	readonly generation: number;
};

/** A node of the simulated swarm. */
export type SimulatedNode = {
	readonly id: string;
	readonly name: string;
	role: 'manager' | 'worker';
	readonly isLeader: boolean;
	readonly address: string;
	state: 'ready' | 'down';
	availability: 'active' | 'pause' | 'drain';
	/** Those of its spec; none where it is absent. */
	labels?: Readonly<Record<string, string>>;
	/** `Version.Index`, once it was changed. */
	version?: number;
};

/** An image of the simulated engine; one without any reference is dangling. */
export type SimulatedImage = {
	readonly id: string;
	/** What it was made as: its layers follow from it, whatever becomes of its tags. */
	readonly name: string;
	/** ms. */
	readonly createdAt: number;
	/** Bytes. */
	readonly size: number;
	readonly command: string;
	readonly ports: readonly number[];
	readonly labels: Readonly<Record<string, string>>;
	tags: readonly string[];
	/** References by digest, such as `nginx@sha256:…`. */
	digests: readonly string[];
};

/** Everything that exists at the start. */
export type Fleet = {
	readonly engineName: string;
	readonly cpus: number;
	readonly memory: number;
	readonly containers: readonly SimulatedContainer[];
	/** Those that no container was made from. */
	readonly unusedImages: readonly SimulatedImage[];
	/** Absent: the engine is not part of a swarm. */
	readonly swarm?: {
		readonly selfId: string;
		readonly nodes: readonly SimulatedNode[];
		readonly services: readonly SimulatedService[];
		readonly tasks: readonly SimulatedTask[];
	};
};

/** A hash of text as an unsigned 32-bit number (FNV-1a). */
export const hashOf = (text: string): number => {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
	return hash;
};

const digits = (text: string, base: number, length: number): string => {
	let result = '';
	for (let round = 0; result.length < length; round++) result += hashOf(`${text}#${round}`).toString(base);
	return result.slice(0, length);
};

/** A container's id made from its name: 64 hexadecimal characters, the same every time. */
export const containerIdOf = (name: string): string => digits(`container ${name}`, 16, 64);

/** A swarm object's id made from its name: 25 base-36 characters, the same every time. */
export const swarmIdOf = (name: string): string => digits(`swarm ${name}`, 36, 25);

/** A digest made from a text: `sha256:` and 64 hexadecimal characters, the same every time. */
export const digestOf = (text: string): string => `sha256:${digits(text, 16, 64)}`;

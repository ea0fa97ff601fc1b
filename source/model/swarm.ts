import type {PlacementWishes, PluginName, Reservation} from './placement.ts';
import type {FileReference} from './task-file.ts';

/** What this engine's part in a swarm is. */
export type SwarmRole = 'manager' | 'worker' | 'none' | 'unknown';

/** How a service places its tasks. */
export type ServiceMode = 'replicated' | 'global' | 'replicated-job' | 'global-job';

/** A port that a service publishes. */
export type ServicePort = {
	readonly protocol: string;
	readonly targetPort: number;
	readonly publishedPort?: number;
	readonly publishMode: 'ingress' | 'host' | (string & {});
};

/** How far the last update or rollback of a service is. */
export type UpdateStatus = {
	/** Docker's words: updating, paused, completed, rollback_started, rollback_paused, rollback_completed. */
	readonly state: string;
	readonly message?: string;
	readonly startedAt?: number;
	readonly completedAt?: number;
};

/** How a service is updated, or rolled back; docker's defaults where its spec says nothing. */
export type UpdatePolicy = {
	/** Tasks that are replaced at once; 0 is all. */
	readonly parallelism: number;
	/** ms between them. */
	readonly delay: number;
	/** pause, continue, rollback. */
	readonly failureAction: string;
	/** Of the tasks that are replaced, the part that may fail, from 0 to 1. */
	readonly ratio: number;
	/** stop-first, start-first. */
	readonly order: string;
	/** ms for which a new task is watched: a failure in that time counts. */
	readonly monitor?: number;
};

/** A row of `docker service ls`. All text is cleaned. */
export type Service = {
	readonly host: string;
	readonly id: string;
	readonly name: string;
	/** `Version.Index`, which every update must name. */
	readonly version: number;
	readonly mode: ServiceMode;
	/** Tasks that run; undefined when the engine did not say. */
	readonly running?: number;
	/** Tasks that should run now; for jobs not the total to complete. */
	readonly desired?: number;
	/** Tasks of a job that completed. */
	readonly completed?: number;
	/** Of replicated jobs: completions that are wanted in all, and how many may run at once. */
	readonly totalCompletions?: number;
	readonly maxConcurrent?: number;
	readonly maxPerNode?: number;
	/** Without digest. */
	readonly image: string;
	readonly command?: string;
	readonly ports: readonly ServicePort[];
	readonly stack?: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly update?: UpdateStatus;
	readonly hasPreviousSpec: boolean;
	/** Image of the spec before, without digest. */
	readonly previousImage?: string;
	/** Whether that spec is the present one: an update that was paused was told to go on. */
	readonly isResumed?: boolean;
	/** How its tasks are replaced, forward and back. */
	readonly updatePolicy?: UpdatePolicy;
	readonly rollbackPolicy?: UpdatePolicy;
	readonly createdAt?: number;
	readonly updatedAt?: number;
	/** CPUs per task. */
	readonly cpuLimit?: number;
	/** Bytes per task. */
	readonly memoryLimit?: number;
	/** Held for each task. */
	readonly reservation?: Reservation;
	readonly restartCondition?: string;
	readonly networks: readonly string[];
	/** What its tasks get as files; absent where they get none. */
	readonly secrets?: readonly FileReference[];
	readonly configs?: readonly FileReference[];
	readonly constraints: readonly string[];
};

/** Docker's task states; an engine may add others. */
export type TaskState =
	| 'new'
	| 'allocated'
	| 'pending'
	| 'assigned'
	| 'accepted'
	| 'preparing'
	| 'ready'
	| 'starting'
	| 'running'
	| 'complete'
	| 'shutdown'
	| 'failed'
	| 'rejected'
	| 'remove'
	| 'orphaned'
	| (string & {});

/** A row of `docker service ps`. All text is cleaned. */
export type Task = {
	readonly host: string;
	readonly id: string;
	/** `service.slot`, or `service.nodeId` where there is no slot, as the docker CLI names it. */
	readonly name: string;
	readonly serviceId: string;
	readonly serviceName: string;
	readonly slot?: number;
	readonly nodeId?: string;
	/** The node's hostname, when it is known. */
	readonly nodeName?: string;
	/** Without digest. */
	readonly image: string;
	readonly state: TaskState;
	readonly desiredState: TaskState;
	/** When it entered its state, ms. */
	readonly since?: number;
	readonly createdAt?: number;
	readonly message?: string;
	/** `Status.Err`, absent when empty. */
	readonly error?: string;
	readonly exitCode?: number;
	readonly containerId?: string;
	/** Networks that it is attached to, by id. */
	readonly networkNames: Readonly<Record<string, string>>;
	/** True when its node is Down, so that nothing it says of itself can be trusted. */
	readonly isOnLostNode: boolean;
	readonly ports: readonly ServicePort[];
	readonly stack?: string;
	/** What it holds of its node. */
	readonly reservation?: Reservation;
	/** What it asks of a node; only of a task that has none yet. */
	readonly wishes?: PlacementWishes;
};

/** A row of `docker node ls`. All text is cleaned. */
export type SwarmNode = {
	readonly host: string;
	readonly id: string;
	readonly version: number;
	readonly name: string;
	/** ready, down, disconnected, unknown. */
	readonly state: string;
	readonly message?: string;
	/** active, pause, drain. */
	readonly availability: string;
	readonly role: 'manager' | 'worker' | (string & {});
	/** Of managers only: reachable, unreachable. */
	readonly reachability?: string;
	readonly isLeader: boolean;
	/** The node that we are connected to. */
	readonly isSelf: boolean;
	readonly engineVersion?: string;
	readonly address?: string;
	/** CPUs. */
	readonly cpus?: number;
	/** Bytes. */
	readonly memory?: number;
	readonly platform?: string;
	readonly labels: Readonly<Record<string, string>>;
	/** Labels of its engine, which constraints may name too. */
	readonly engineLabels?: Readonly<Record<string, string>>;
	/** Absent where its engine tells none. */
	readonly plugins?: readonly PluginName[];
	/** By kind, what it offers beside CPUs and memory. */
	readonly generic?: Readonly<Record<string, number>>;
};

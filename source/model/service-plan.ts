import type {MountPlan} from './run-plan.ts';

/** A port of a service's tasks: on all nodes (`ingress`) or on the task's own (`host`); the swarm chooses where none is named. */
export type ServicePortPlan = {
	readonly target: number;
	readonly published?: number;
	readonly protocol: 'tcp' | 'udp' | 'sctp';
	readonly mode: 'ingress' | 'host';
};

/** How often its tasks run: so many, one on each node, or until so many, or one on each node, have completed. */
export type ServiceMode = 'replicated' | 'global' | 'replicated-job' | 'global-job';

/** A service to be made: what `docker service create -d` is told. */
export type ServicePlan = {
	readonly image: string;
	readonly name?: string;
	readonly mode: ServiceMode;
	/** How many tasks; 1 where nothing is said. */
	readonly replicas?: number;
	readonly command: readonly string[];
	readonly entrypoint?: readonly string[];
	readonly ports: readonly ServicePortPlan[];
	readonly endpointMode?: 'vip' | 'dnsrr';
	/** As `NAME=value`. */
	readonly environment: readonly string[];
	readonly mounts: readonly MountPlan[];
	readonly networks: readonly string[];
	readonly constraints: readonly string[];
	/** As `NAME=value`: of the service, and of its containers. */
	readonly labels: readonly string[];
	readonly containerLabels: readonly string[];
	/** CPUs and bytes that each task may take, and holds. */
	readonly cpus?: number;
	readonly memory?: number;
	readonly reservedCpus?: number;
	readonly reservedMemory?: number;
	readonly user?: string;
	readonly directory?: string;
	readonly hostname?: string;
	readonly restart?: 'none' | 'on-failure' | 'any';
	readonly isReadOnly: boolean;
	readonly hasInit: boolean;
	readonly hasTty: boolean;
};

/** A plan for an image with nothing said of it. */
export const servicePlanFor = (image: string): ServicePlan => ({
	image,
	mode: 'replicated',
	command: [],
	ports: [],
	environment: [],
	mounts: [],
	networks: [],
	constraints: [],
	labels: [],
	containerLabels: [],
	isReadOnly: false,
	hasInit: false,
	hasTty: false,
});

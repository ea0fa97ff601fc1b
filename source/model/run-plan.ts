import type {Limits} from './limits.ts';

/** A port of a container and where it is published; the engine chooses a port where none is named. */
export type PortPlan = {
	readonly containerPort: number;
	readonly protocol: 'tcp' | 'udp' | 'sctp';
	readonly hostPort?: number;
	/** On which address of the engine's machine; on all where none is named. */
	readonly ip?: string;
};

/** What is mounted into a container. */
export type MountPlan = {
	readonly type: 'bind' | 'volume' | 'tmpfs';
	/** Path on the engine's machine, or name of a volume; absent for an anonymous one. */
	readonly source?: string;
	readonly target: string;
	readonly isReadOnly: boolean;
};

/** A container to be made and started: what `docker run -d` is told. */
export type RunPlan = {
	readonly image: string;
	readonly name?: string;
	readonly command: readonly string[];
	readonly entrypoint?: string;
	readonly ports: readonly PortPlan[];
	/** Whether all ports that the image exposes are published. */
	readonly isPublishingAll: boolean;
	/** As `NAME=value`. */
	readonly environment: readonly string[];
	readonly mounts: readonly MountPlan[];
	/** As `-v` says it: `volume:/path:ro`. */
	readonly binds: readonly string[];
	readonly network?: string;
	readonly networkAliases: readonly string[];
	readonly hostname?: string;
	readonly user?: string;
	readonly directory?: string;
	/** As `NAME=value`. */
	readonly labels: readonly string[];
	readonly limits: Limits;
	/** Whether it is removed when it ends. */
	readonly isRemoved: boolean;
	readonly hasTty: boolean;
	readonly isInteractive: boolean;
	readonly isPrivileged: boolean;
	readonly hasReadOnlyFiles: boolean;
	readonly hasInit: boolean;
	readonly addedCapabilities: readonly string[];
	readonly droppedCapabilities: readonly string[];
	/** As `name:address`. */
	readonly hosts: readonly string[];
};

/** A plan for an image with nothing said of it. */
export const planFor = (image: string): RunPlan => ({
	image,
	command: [],
	ports: [],
	isPublishingAll: false,
	environment: [],
	mounts: [],
	binds: [],
	networkAliases: [],
	labels: [],
	limits: {restart: 'no', retries: 0},
	isRemoved: false,
	hasTty: false,
	isInteractive: false,
	isPrivileged: false,
	hasReadOnlyFiles: false,
	hasInit: false,
	addedCapabilities: [],
	droppedCapabilities: [],
	hosts: [],
});

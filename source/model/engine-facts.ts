/** A name and what stands behind it, as an engine tells it. */
export type Fact = readonly [name: string, value: string];

/** The swarm as a manager tells it. Times in ms. */
export type ClusterFacts = {
	readonly id?: string;
	readonly createdAt?: number;
	/** When the certificate of its authority ends. */
	readonly rootEndsAt?: number;
	/** ms that the certificate of a node holds before it is made anew. */
	readonly nodeCertificateLife?: number;
	readonly isRotatingRoot: boolean;
	readonly isAutolocked?: boolean;
	readonly taskHistory?: number;
	/** Log entries between two snapshots of raft, and further settings of it. */
	readonly raft: readonly Fact[];
};

/** What `/info`, `/version` and `/swarm` tell of an engine. All text is cleaned; absent means not told. */
export type EngineFacts = {
	readonly warnings: readonly string[];
	readonly name: string;
	readonly version?: string;
	/** The newest and the oldest version of the API that it speaks. */
	readonly apiVersion?: string;
	readonly oldestApiVersion?: string;
	/** Its parts and their versions: containerd, runc, docker-init. */
	readonly components: readonly Fact[];
	readonly operatingSystem?: string;
	readonly kernel?: string;
	readonly architecture?: string;
	readonly cpus?: number;
	/** Bytes. */
	readonly memory?: number;
	/** Folder of all that it keeps. */
	readonly root?: string;
	readonly storageDriver?: string;
	readonly storage: readonly Fact[];
	readonly cgroupDriver?: string;
	readonly cgroupVersion?: string;
	readonly logDriver?: string;
	readonly defaultRuntime?: string;
	readonly runtimes: readonly string[];
	/** By sort: Volume, Network, Authorization, Log. */
	readonly plugins: readonly Fact[];
	readonly security: readonly string[];
	readonly isRootless: boolean;
	readonly isLiveRestored?: boolean;
	readonly isExperimental?: boolean;
	readonly isDebugging?: boolean;
	readonly proxies: readonly Fact[];
	readonly registry?: string;
	readonly insecureRegistries: readonly string[];
	readonly mirrors: readonly string[];
	readonly labels: readonly string[];
	readonly swarm: {
		readonly state: string;
		readonly error?: string;
		readonly nodeId?: string;
		readonly address?: string;
		readonly isManager: boolean;
		readonly nodes?: number;
		readonly managers?: number;
		/** Addresses of the managers that this node knows. */
		readonly remoteManagers: readonly string[];
		readonly cluster?: ClusterFacts;
		/** Why a manager did not tell of it. */
		readonly clusterFault?: string;
	};
	/** The machine that it runs on, where that is this one; else why it is not known. */
	readonly host: HostLoad | {readonly unknown: string};
};

/** How a machine stands just now. Bytes, and percent of all its cores. */
export type HostLoad = {
	/** Over the last 1, 5 and 15 minutes. */
	readonly load: readonly number[];
	readonly cores: number;
	readonly cpu?: number;
	readonly memory: number;
	readonly freeMemory: number;
	/** Of the file system that the engine keeps all in. */
	readonly disk?: {readonly path: string; readonly size: number; readonly free: number};
};

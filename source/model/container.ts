/** Docker's container states; an engine may add others, so any string is accepted. */
export type ContainerState =
	| 'created'
	| 'running'
	| 'paused'
	| 'restarting'
	| 'removing'
	| 'exited'
	| 'dead'
	| (string & {});

/** The verdict of a container's health check; undefined on a container means that it has none. */
export type Health = 'healthy' | 'unhealthy' | 'starting';

/** One exposed or published port. `publicPort` is absent when it is only exposed. */
export type Port = {
	readonly ip?: string;
	readonly privatePort: number;
	readonly publicPort?: number;
	readonly protocol: string;
};

/** A row of `docker container ls -a`. All text is cleaned. */
export type Container = {
	/** Name of the engine that it belongs to. */
	readonly host: string;
	/** 64 hexadecimal characters. */
	readonly id: string;
	/** Without the leading `/`. */
	readonly name: string;
	/** As Docker shows it; the digest, if any, is kept. The image's id once its name is on another. */
	readonly image: string;
	/** Id of the image that it was made from, wherever that one's names are by now: `sha256:…`, Podman's without that. */
	readonly imageId?: string;
	readonly command: string;
	readonly state: ContainerState;
	/** Docker's own words, such as `Up 3 minutes (healthy)`. True when the list was read. */
	readonly status: string;
	readonly health?: Health;
	/** Parsed from the status of a stopped container. */
	readonly exitCode?: number;
	/** Milliseconds since the epoch. */
	readonly createdAt?: number;
	/** Start of the present state in ms, at most `sinceUnit` ms off: Docker's words tell whole units. */
	readonly since?: number;
	readonly sinceUnit?: number;
	readonly ports: readonly Port[];
	readonly networks: readonly string[];
	/** Id of the container whose network it joined, as with `--network container:NAME`. */
	readonly joinedNetworkOf?: string;
	readonly mounts: readonly string[];
	readonly labels: Readonly<Record<string, string>>;
	/** Compose project, from its label. */
	readonly project?: string;
	/** Swarm stack, from its label. */
	readonly stack?: string;
	/** Swarm ids and names, from the labels of a task's container. */
	readonly serviceId?: string;
	readonly serviceName?: string;
	readonly taskId?: string;
	readonly nodeId?: string;
};

/**
 * A row as just read, with what was known better of the same state before: what was told in finer units, or earlier in
 * the same ones, as ages are rounded down up to an hour. (Docker rounds hours to the nearest.) What tells nothing new
 * stays equal.
 */
export const withKnownSince = (before: Container | undefined, row: Container): Container => {
	const {since, sinceUnit} = before ?? {};
	if (since === undefined || sinceUnit === undefined || row.since === undefined) return row;
	const unit = row.sinceUnit ?? 0;
	const isSameState = before?.state === row.state && Math.abs(row.since - since) <= unit;
	return isSameState && (sinceUnit < unit || since <= row.since) ? {...row, since, sinceUnit} : row;
};

/** A row with the exact moment that inspecting tells of its present state; the same row where that is no news. */
export const withExactSince = (row: Container, details: ContainerDetails): Container => {
	const since = ['running', 'paused'].includes(row.state) ? details.startedAt : details.finishedAt;
	const isNews = details.state === row.state && since !== undefined && since !== row.since;
	return isNews ? {...row, since, sinceUnit: 0} : row;
};

/** How health is checked; what is absent is the engine's own. Spans in ms. */
export type HealthCheck = {
	readonly command: string;
	readonly interval?: number;
	readonly timeout?: number;
	readonly retries?: number;
};

/** One run of a health check. */
export type HealthProbe = {
	/** Milliseconds since the epoch. */
	readonly startedAt?: number;
	readonly endedAt?: number;
	readonly exitCode: number;
	readonly output: string;
};

/** What inspecting a container adds to its row. */
export type ContainerDetails = {
	readonly id: string;
	readonly name: string;
	readonly image: string;
	readonly command: string;
	readonly state: ContainerState;
	readonly health?: Health;
	readonly exitCode?: number;
	/** Docker's `State.Error`, absent when empty. */
	readonly error?: string;
	readonly isOutOfMemory: boolean;
	readonly restartCount: number;
	readonly restartPolicy?: string;
	readonly startedAt?: number;
	readonly finishedAt?: number;
	readonly createdAt?: number;
	readonly pid?: number;
	/** With a TTY, logs are one raw stream. */
	readonly hasTty: boolean;
	readonly hostname?: string;
	readonly user?: string;
	readonly workingDirectory?: string;
	readonly logDriver?: string;
	/** Bytes; absent when unlimited. */
	readonly memoryLimit?: number;
	/** Bytes; what the kernel leaves it while memory is short. */
	readonly memoryReservation?: number;
	/** Its weight among others where they compete for CPU. */
	readonly cpuShares?: number;
	/** CPUs, such as 0.5; absent when unlimited. */
	readonly cpuLimit?: number;
	/** CPUs that it is held to, such as `0-1`; absent when it may run on all. */
	readonly cpuSet?: string;
	readonly pidsLimit?: number;
	readonly ports: readonly Port[];
	readonly mounts: readonly Mount[];
	readonly networks: readonly NetworkAttachment[];
	readonly environment: readonly EnvironmentVariable[];
	readonly labels: Readonly<Record<string, string>>;
	readonly probes: readonly HealthProbe[];
	readonly check?: HealthCheck;
	/** Checks that failed one after the other, up to now. */
	readonly failingStreak?: number;
	/** The engine's JSON with all text cleaned, for the raw view. */
	readonly raw: unknown;
};

/** A mount as inspect tells it. */
export type Mount = {
	readonly type: string;
	/** Volume name or host path. */
	readonly source: string;
	readonly destination: string;
	readonly isReadOnly: boolean;
};

/** A network that a container is attached to. */
export type NetworkAttachment = {
	readonly name: string;
	readonly ip?: string;
	readonly gateway?: string;
	readonly aliases: readonly string[];
};

/** One variable of the environment; its value is masked on screen until asked for. */
export type EnvironmentVariable = {readonly name: string; readonly value: string};

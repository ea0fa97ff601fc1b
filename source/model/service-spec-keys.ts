/** Keys that a part of a spec may have, each with those of what is in it; `any` where whatever is in it is taken. */
export type SpecKeys = {readonly [key: string]: SpecKeys | 'any' | 'value'};

/** Keys by their names alone. */
const plain = (...names: readonly string[]): SpecKeys => Object.fromEntries(names.map(name => [name, 'value']));

const file = plain('Name', 'UID', 'GID', 'Mode');

const mount: SpecKeys = {
	...plain('Type', 'Source', 'Target', 'ReadOnly', 'Consistency'),
	BindOptions: plain(
		'Propagation',
		'NonRecursive',
		'CreateMountpoint',
		'ReadOnlyNonRecursive',
		'ReadOnlyForceRecursive',
	),
	VolumeOptions: {...plain('NoCopy', 'Subpath'), Labels: 'any', DriverConfig: {Name: 'value', Options: 'any'}},
	TmpfsOptions: {...plain('SizeBytes', 'Mode'), Options: 'any'},
	ImageOptions: 'any',
	ClusterOptions: 'any',
};

const container: SpecKeys = {
	...plain('Image', 'Command', 'Args', 'Hostname', 'Env', 'Dir', 'User', 'Groups', 'TTY', 'OpenStdin', 'ReadOnly'),
	...plain('StopSignal', 'StopGracePeriod', 'Hosts', 'OomScoreAdj', 'Isolation', 'Init'),
	...plain('CapabilityAdd', 'CapabilityDrop'),
	Labels: 'any',
	Sysctls: 'any',
	Privileges: {
		CredentialSpec: plain('Config', 'File', 'Registry'),
		SELinuxContext: plain('Disable', 'User', 'Role', 'Type', 'Level'),
		Seccomp: plain('Mode', 'Profile'),
		AppArmor: plain('Mode'),
		NoNewPrivileges: 'value',
	},
	Mounts: mount,
	Healthcheck: plain('Test', 'Interval', 'Timeout', 'Retries', 'StartPeriod', 'StartInterval'),
	DNSConfig: plain('Nameservers', 'Search', 'Options'),
	Secrets: {...plain('SecretID', 'SecretName'), File: file},
	Configs: {...plain('ConfigID', 'ConfigName'), File: file, Runtime: 'any'},
	Ulimits: plain('Name', 'Soft', 'Hard'),
};

const networks: SpecKeys = {...plain('Target', 'Aliases'), DriverOpts: 'any'};

const policy = plain('Parallelism', 'Delay', 'FailureAction', 'Monitor', 'MaxFailureRatio', 'Order');

/** All keys of a service's spec, as engines up to 28 know them. Keys of a list are those of each of its parts. */
export const serviceSpecKeys: SpecKeys = {
	Name: 'value',
	Labels: 'any',
	TaskTemplate: {
		...plain('ForceUpdate', 'Runtime'),
		PluginSpec: 'any',
		NetworkAttachmentSpec: 'any',
		ContainerSpec: container,
		Resources: {
			Limits: plain('NanoCPUs', 'MemoryBytes', 'Pids'),
			Reservations: {...plain('NanoCPUs', 'MemoryBytes'), GenericResources: 'any'},
			...plain('SwapBytes', 'MemorySwappiness'),
		},
		RestartPolicy: plain('Condition', 'Delay', 'MaxAttempts', 'Window'),
		Placement: {...plain('Constraints', 'MaxReplicas'), Preferences: 'any', Platforms: 'any'},
		Networks: networks,
		LogDriver: {Name: 'value', Options: 'any'},
	},
	Mode: {
		Replicated: plain('Replicas'),
		Global: {},
		ReplicatedJob: plain('MaxConcurrent', 'TotalCompletions'),
		GlobalJob: {},
	},
	UpdateConfig: policy,
	RollbackConfig: policy,
	Networks: networks,
	EndpointSpec: {
		Mode: 'value',
		Ports: plain('Name', 'Protocol', 'TargetPort', 'PublishedPort', 'PublishMode'),
	},
};

type Path = ReadonlyArray<string | number>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const memberOf = (value: unknown, key: string | number): unknown => {
	if (Array.isArray(value)) return value[Number(key)];
	return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

/**
 * The way to the first key that is none of a spec's and stood at no such place before: engines leave such keys out without a
 * word. Undefined where there is none.
 */
export const unknownKey = (spec: unknown, before: unknown, keys: SpecKeys = serviceSpecKeys): Path | undefined => {
	const parts: ReadonlyArray<readonly [string | number, unknown]> = Array.isArray(spec)
		? [...spec.entries()]
		: isObject(spec)
			? Object.entries(spec)
			: [];
	for (const [key, value] of parts) {
		const old = memberOf(before, key);
		const own = typeof key === 'number' ? keys : Object.hasOwn(keys, key) ? keys[key] : undefined;
		if (own === undefined && old === undefined) return [key];
		if (own === undefined || own === 'any' || own === 'value') continue;
		const found = unknownKey(value, old, own);
		if (found !== undefined) return [key, ...found];
	}
	return undefined;
};

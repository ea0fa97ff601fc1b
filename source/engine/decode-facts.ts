import {X509Certificate} from 'node:crypto';
import type {ClusterFacts, EngineFacts, Fact} from '../model/engine-facts.ts';
import {boundedText, moment, number, positive, present, text, type Wire, wire, wires} from './wire.ts';

/** Entries of one list that are kept. */
const mostOfOne = 1000;

const textsOf = (value: unknown): readonly string[] =>
	wires(value)
		.slice(0, mostOfOne)
		.map(text)
		.filter(entry => entry !== undefined);

const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

const facts = (pairs: ReadonlyArray<readonly [string, unknown]>): readonly Fact[] =>
	pairs.flatMap(([name, value]): readonly Fact[] => {
		const told = typeof value === 'number' ? String(value) : text(value);
		return told === undefined ? [] : [[name, told]];
	});

const pluginsOf = (plugins: Wire): readonly Fact[] =>
	Object.entries(plugins)
		.slice(0, mostOfOne)
		.flatMap(([sort, names]): readonly Fact[] => {
			const told = textsOf(names);
			return told.length === 0 ? [] : [[boundedText(sort), told.join(', ')]];
		});

const componentsOf = (version: Wire): readonly Fact[] =>
	facts(
		wires(version.Components)
			.slice(0, mostOfOne)
			.map((component): readonly [string, unknown] => [text(wire(component).Name) ?? '?', wire(component).Version]),
	);

const mirrorsOf = (registry: Wire): readonly string[] => [
	...new Set([
		...textsOf(registry.Mirrors),
		...Object.values(wire(registry.IndexConfigs)).flatMap(index => textsOf(wire(index).Mirrors)),
	]),
];

const insecureOf = (registry: Wire): readonly string[] => [
	...textsOf(registry.InsecureRegistryCIDRs),
	...Object.entries(wire(registry.IndexConfigs))
		.filter(([, index]) => wire(index).Secure === false)
		.map(([name]) => boundedText(name)),
];

/** `name=seccomp,profile=default` as `seccomp default`. */
const securityOf = (options: readonly string[]): readonly string[] =>
	options.map(option => option.replaceAll(/(?:^|,)\w+=/g, ' ').trim());

/** An address without the name and the password that may stand before its host. */
const withoutUser = (address: string | undefined): string | undefined => address?.replace(/^(\w+:\/\/)?.*@/, '$1…@');

const endOf = (certificate: string | undefined): number | undefined => {
	if (certificate === undefined) return undefined;
	try {
		return moment(new Date(new X509Certificate(certificate).validTo).toISOString());
	} catch {
		return undefined;
	}
};

const nanoseconds = (value: unknown): number | undefined => {
	const found = positive(value);
	return found === undefined ? undefined : found / 1e6;
};

/** `GET /swarm`. The tokens by which others join are in it too: they are not kept. */
export const decodeCluster = (value: unknown): ClusterFacts => {
	const swarm = wire(value);
	const spec = wire(swarm.Spec);
	const raft = wire(spec.Raft);
	const {TrustRoot: root} = wire(swarm.TLSInfo);
	return present<ClusterFacts>({
		id: text(swarm.ID),
		createdAt: moment(swarm.CreatedAt),
		rootEndsAt: endOf(typeof root === 'string' ? root : undefined),
		nodeCertificateLife: nanoseconds(wire(spec.CAConfig).NodeCertExpiry),
		isRotatingRoot: swarm.RootRotationInProgress === true,
		isAutolocked: flag(wire(spec.EncryptionConfig).AutoLockManagers),
		taskHistory: number(wire(spec.Orchestration).TaskHistoryRetentionLimit),
		raft: facts([
			['snapshot interval', raft.SnapshotInterval],
			['old snapshots kept', raft.KeepOldSnapshots],
			['log entries for slow followers', raft.LogEntriesForSlowFollowers],
			['election tick', raft.ElectionTick],
			['heartbeat tick', raft.HeartbeatTick],
		]),
	});
};

const swarmOf = (swarm: Wire): EngineFacts['swarm'] =>
	present<EngineFacts['swarm']>({
		state: text(swarm.LocalNodeState) ?? 'inactive',
		error: text(swarm.Error),
		nodeId: text(swarm.NodeID),
		address: text(swarm.NodeAddr),
		isManager: swarm.ControlAvailable === true,
		nodes: positive(swarm.Nodes),
		managers: positive(swarm.Managers),
		remoteManagers: wires(swarm.RemoteManagers)
			.slice(0, mostOfOne)
			.map(manager => text(wire(manager).Addr))
			.filter(address => address !== undefined),
		cluster: undefined,
		clusterFault: undefined,
	});

/** `GET /info` and `GET /version` together. */
export const decodeFacts = (infoBody: unknown, versionBody: unknown): Omit<EngineFacts, 'host'> => {
	const info = wire(infoBody);
	const version = wire(versionBody);
	const registry = wire(info.RegistryConfig);
	const security = textsOf(info.SecurityOptions);
	return present<Omit<EngineFacts, 'host'>>({
		warnings: textsOf(info.Warnings),
		name: text(info.Name) ?? 'docker',
		version: text(info.ServerVersion) ?? text(version.Version),
		apiVersion: text(version.ApiVersion),
		oldestApiVersion: text(version.MinAPIVersion),
		components: componentsOf(version),
		operatingSystem: text(info.OperatingSystem),
		kernel: text(info.KernelVersion),
		architecture: text(info.Architecture),
		cpus: positive(info.NCPU),
		memory: positive(info.MemTotal),
		root: text(info.DockerRootDir),
		storageDriver: text(info.Driver),
		storage: facts(
			wires(info.DriverStatus)
				.slice(0, mostOfOne)
				.map((pair): readonly [string, unknown] => [text(wires(pair)[0]) ?? '?', wires(pair)[1]]),
		),
		cgroupDriver: text(info.CgroupDriver),
		cgroupVersion: text(info.CgroupVersion),
		logDriver: text(info.LoggingDriver),
		defaultRuntime: text(info.DefaultRuntime),
		runtimes: Object.keys(wire(info.Runtimes)).slice(0, mostOfOne).map(boundedText),
		plugins: pluginsOf(wire(info.Plugins)),
		security: securityOf(security),
		isRootless: security.some(option => option.includes('rootless')),
		isLiveRestored: flag(info.LiveRestoreEnabled),
		isExperimental: flag(info.ExperimentalBuild),
		isDebugging: flag(info.Debug),
		proxies: facts([
			['HTTP', withoutUser(text(info.HttpProxy))],
			['HTTPS', withoutUser(text(info.HttpsProxy))],
			['not for', info.NoProxy],
		]),
		registry: text(info.IndexServerAddress),
		insecureRegistries: insecureOf(registry),
		mirrors: mirrorsOf(registry),
		labels: textsOf(info.Labels),
		swarm: swarmOf(wire(info.Swarm)),
	});
};

import {cleanJson} from '../model/clean-text.ts';
import type {
	ContainerDetails,
	EnvironmentVariable,
	Health,
	HealthCheck,
	HealthProbe,
	Mount,
	NetworkAttachment,
	Port,
} from '../model/container.ts';
import {stateOf} from './decode-container.ts';
import {boundedText, id, labels, moment, number, positive, present, text, type Wire, wire, wires} from './wire.ts';

const healthOf = (value: unknown): Health | undefined =>
	value === 'healthy' || value === 'unhealthy' || value === 'starting' ? value : undefined;

const probeOf = (value: unknown): HealthProbe => {
	const probe = wire(value);
	return present<HealthProbe>({
		startedAt: moment(probe.Start),
		endedAt: moment(probe.End),
		exitCode: number(probe.ExitCode) ?? -1,
		output: (text(probe.Output) ?? '').trim().slice(0, 2000),
	});
};

/** Nanoseconds as ms. */
const span = (value: unknown): number | undefined => {
	const nanoseconds = positive(value);
	return nanoseconds === undefined ? undefined : nanoseconds / 1e6;
};

/** A health check's settings; those that the engine leaves to its own are absent. */
const checkOf = (value: unknown): HealthCheck | undefined => {
	const check = wire(value);
	const [kind, ...words] = wires(check.Test).map(text);
	if (kind === undefined || kind === 'NONE') return undefined;
	return present<HealthCheck>({
		command: words
			.filter(word => word !== undefined)
			.join(' ')
			.slice(0, 500),
		interval: span(check.Interval),
		timeout: span(check.Timeout),
		retries: positive(check.Retries),
	});
};

/** Ports of inspect's map from `80/tcp` to bindings, or to null where it is only exposed. */
const portsOf = (map: Wire): readonly Port[] =>
	Object.entries(map).flatMap(([key, value]): readonly Port[] => {
		const [port = '', protocol = 'tcp'] = key.split('/');
		const privatePort = Number(port);
		if (!Number.isInteger(privatePort)) return [];
		const bindings = wires(value);
		if (bindings.length === 0) return [{privatePort, protocol: boundedText(protocol)}];
		return bindings.map(binding => {
			const published = Number(wire(binding).HostPort);
			return present<Port>({
				ip: text(wire(binding).HostIp),
				privatePort,
				publicPort: published > 0 ? published : undefined,
				protocol: boundedText(protocol),
			});
		});
	});

/** What is open; of one that does not run, what is configured: the engine empties the other list with its end. */
const openOrConfigured = (settings: Wire, hostConfig: Wire, config: Wire): readonly Port[] => {
	const open = portsOf(wire(settings.Ports));
	return open.length > 0 ? open : portsOf({...wire(config.ExposedPorts), ...wire(hostConfig.PortBindings)});
};

/** A word of a command as docker prints it. Source: moby, daemon/container/view.go. */
const quoted = (word: string): string => (/\s/.test(word) ? `'${word}'` : word);

const mountOf = (value: unknown): Mount => {
	const mount = wire(value);
	return {
		type: text(mount.Type) ?? 'unknown',
		source: text(mount.Name) ?? text(mount.Source) ?? '',
		destination: text(mount.Destination) ?? '',
		isReadOnly: mount.RW === false,
	};
};

const networkOf = ([name, value]: [string, unknown]): NetworkAttachment => {
	const network = wire(value);
	return present<NetworkAttachment>({
		name: boundedText(name),
		ip: text(network.IPAddress),
		gateway: text(network.Gateway),
		aliases: wires(network.Aliases)
			.map(text)
			.filter(alias => alias !== undefined),
	});
};

const variableOf = (value: unknown): EnvironmentVariable => {
	const [, name = '', rest = ''] = /^([^=]*)=?([\s\S]*)$/.exec(typeof value === 'string' ? value : '') ?? [];
	return {name: boundedText(name), value: boundedText(rest)};
};

const cpuLimitOf = (hostConfig: Wire): number | undefined => {
	const nano = positive(hostConfig.NanoCpus);
	if (nano !== undefined) return nano / 1e9;
	const quota = positive(hostConfig.CpuQuota);
	return quota === undefined ? undefined : quota / (positive(hostConfig.CpuPeriod) ?? 100_000);
};

/** `GET /containers/{id}/json`. */
export const decodeContainerDetails = (value: unknown): ContainerDetails => {
	const body = wire(value);
	const state = wire(body.State);
	const config = wire(body.Config);
	const hostConfig = wire(body.HostConfig);
	const settings = wire(body.NetworkSettings);
	const health = wire(state.Health);
	const policy = wire(hostConfig.RestartPolicy);
	const policyName = text(policy.Name);
	const retries = positive(policy.MaximumRetryCount);
	const command = [text(body.Path), ...wires(body.Args).map(text)]
		.filter(part => part !== undefined)
		.map(quoted)
		.join(' ');
	return present<ContainerDetails>({
		id: id(body.Id) ?? '',
		name: (text(body.Name) ?? '').replace(/^\//, ''),
		image: text(config.Image) ?? text(body.Image) ?? '',
		command,
		state: stateOf(state.Status),
		health: healthOf(health.Status),
		exitCode: number(state.ExitCode),
		error: text(state.Error),
		isOutOfMemory: state.OOMKilled === true,
		restartCount: number(body.RestartCount) ?? 0,
		restartPolicy:
			policyName === undefined ? undefined : retries === undefined ? policyName : `${policyName}:${retries}`,
		startedAt: moment(state.StartedAt),
		finishedAt: moment(state.FinishedAt),
		createdAt: moment(body.Created),
		pid: positive(state.Pid),
		hasTty: config.Tty === true,
		hostname: text(config.Hostname),
		user: text(config.User),
		workingDirectory: text(config.WorkingDir),
		logDriver: text(wire(hostConfig.LogConfig).Type),
		memoryLimit: positive(hostConfig.Memory),
		memoryReservation: positive(hostConfig.MemoryReservation),
		cpuShares: positive(hostConfig.CpuShares),
		cpuLimit: cpuLimitOf(hostConfig),
		cpuSet: text(hostConfig.CpusetCpus),
		pidsLimit: positive(hostConfig.PidsLimit),
		ports: openOrConfigured(settings, hostConfig, config),
		mounts: wires(body.Mounts).map(mountOf),
		networks: Object.entries(wire(settings.Networks)).map(networkOf),
		environment: wires(config.Env).map(variableOf),
		labels: labels(config.Labels),
		probes: wires(health.Log).map(probeOf),
		check: checkOf(config.Healthcheck),
		failingStreak: positive(health.FailingStreak),
		raw: cleanJson(value),
	});
};

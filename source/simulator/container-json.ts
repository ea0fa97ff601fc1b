import {imageIdOf} from './image-plan.ts';
import {addressIn, gatewayOf} from './network-plan.ts';
import {momentText, statusWords} from './words.ts';
import {hashOf, type SimulatedContainer} from './world.ts';

const networksOf = (container: SimulatedContainer) =>
	Object.fromEntries(
		container.networks.map(name => [
			name,
			{
				IPAMConfig: null,
				Links: null,
				Aliases: null,
				NetworkID: '',
				EndpointID: '',
				Gateway: gatewayOf(name),
				IPAddress: addressIn(name, container),
				IPPrefixLen: 16,
				MacAddress: '',
			},
		]),
	);

const mountsOf = (container: SimulatedContainer) =>
	container.volumes.map(volume => {
		const [name = '', destination = ''] = volume.split(':');
		return {
			Type: 'volume',
			Name: name,
			Source: `/var/lib/docker/volumes/${name}/_data`,
			Destination: destination,
			Driver: 'local',
			Mode: 'z',
			RW: true,
			Propagation: '',
		};
	});

/** A row of `GET /containers/json`. */
export const containerRow = (container: SimulatedContainer, now: number): object => ({
	Id: container.id,
	Names: [`/${container.name}`],
	Image: container.image,
	ImageID: imageIdOf(container.image),
	Command: container.command,
	Created: Math.floor(container.createdAt / 1000),
	Ports: (container.state === 'running' || container.state === 'paused' ? container.ports : []).flatMap(port =>
		port.publicPort === undefined
			? [{PrivatePort: port.privatePort, Type: 'tcp'}]
			: ['0.0.0.0', '::'].map(ip => ({
					IP: ip,
					PrivatePort: port.privatePort,
					PublicPort: port.publicPort,
					Type: 'tcp',
				})),
	),
	Labels: container.labels,
	State: container.state,
	Status: statusWords(container, now),
	HostConfig: {NetworkMode: container.networks[0] ?? 'default'},
	NetworkSettings: {Networks: networksOf(container)},
	Mounts: mountsOf(container),
});

const portMap = (container: SimulatedContainer) =>
	Object.fromEntries(
		container.ports.map(port => [
			`${port.privatePort}/tcp`,
			port.publicPort === undefined ? null : [{HostIp: '0.0.0.0', HostPort: String(port.publicPort)}],
		]),
	);

const healthOf = (container: SimulatedContainer, now: number) => {
	if (container.health === undefined) return {};
	const isFailing = container.health === 'unhealthy';
	const probes = [4, 3, 2, 1, 0].map(back => {
		const at = now - 30_000 * back - 5000;
		return {
			Start: momentText(at),
			End: momentText(at + 80),
			ExitCode: isFailing ? 1 : 0,
			Output: container.probeOutput,
		};
	});
	return {Health: {Status: container.health, FailingStreak: isFailing ? 5 : 0, Log: probes}};
};

/** `GET /containers/{id}/json`. */
export const containerInspection = (container: SimulatedContainer, now: number): object => {
	const isUp = container.state === 'running' || container.state === 'paused';
	const [path = '', ...args] = container.command.split(' ');
	return {
		Id: container.id,
		Created: momentText(container.createdAt),
		Path: path,
		Args: args,
		State: {
			Status: container.state,
			Running: isUp,
			Paused: container.state === 'paused',
			Restarting: container.state === 'restarting',
			OOMKilled: container.isOutOfMemory,
			Dead: false,
			Pid: isUp ? 1000 + (hashOf(container.id) % 30_000) : 0,
			ExitCode: isUp ? 0 : container.exitCode,
			Error: container.error,
			StartedAt: momentText(container.startedAt),
			FinishedAt: momentText(container.finishedAt),
			...healthOf(container, now),
		},
		Image: imageIdOf(container.image),
		Name: `/${container.name}`,
		RestartCount: container.restartCount,
		Driver: 'overlay2',
		Platform: 'linux',
		MountLabel: '',
		ProcessLabel: '',
		HostConfig: {
			LogConfig: {Type: 'json-file', Config: {}},
			RestartPolicy: {Name: container.restartPolicy, MaximumRetryCount: container.retries ?? 0},
			Memory: container.memoryLimit,
			NanoCpus: Math.round(container.cpuLimit * 1e9),
			MemorySwap: container.swapLimit ?? 2 * container.memoryLimit,
			PidsLimit: container.pidsLimit ?? null,
			NetworkMode: container.networks[0] ?? 'default',
			PortBindings: portMap(container),
		},
		Mounts: mountsOf(container),
		Config: {
			Hostname: container.id.slice(0, 12),
			User: '',
			Tty: container.hasTty,
			Env: container.environment,
			Cmd: container.command.split(' '),
			Image: container.image,
			Volumes: null,
			WorkingDir: '',
			Labels: container.labels,
		},
		NetworkSettings: {
			Ports: isUp ? portMap(container) : {},
			Networks: networksOf(container),
		},
	};
};

/** `GET /containers/{id}/top`: as `ps -ef` prints it, or in the columns that `-o` names. */
export const containerProcesses = (container: SimulatedContainer, psArguments: string): object => {
	const pid = 1000 + (hashOf(container.id) % 30_000);
	const worker = `${container.command.split(' ')[0] ?? ''}: worker`;
	if (psArguments.includes('pcpu')) {
		const kibibytes = (part: number): string => String(Math.round((container.load.memory * part) / 1024));
		const percent = (part: number): string => (container.load.cpu * part).toFixed(1);
		return {
			Titles: ['PID', 'USER', '%CPU', 'RSS', 'ELAPSED', 'COMMAND'],
			Processes: [
				[String(pid), 'root', percent(0.2), kibibytes(0.3), '10:02', container.command],
				[String(pid + 7), 'root', percent(0.8), kibibytes(0.7), '10:02', worker],
			],
		};
	}
	return {
		Titles: ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'],
		Processes: [
			['root', String(pid), '1', '0', '10:02', '?', '00:00:12', container.command],
			['root', String(pid + 7), String(pid), '0', '10:02', '?', '00:00:03', worker],
		],
	};
};

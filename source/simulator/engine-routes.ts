import type {SimulatedEvent} from './event-ring.ts';
import {parseFilters, passes} from './filters.ts';
import type {Route, Visit} from './route.ts';

const info = (visit: Visit): object => {
	const {machine} = visit;
	const containers = [...machine.containers.values()];
	const {swarm} = machine.fleet;
	const nodes = [...machine.nodes.values()];
	return {
		ID: machine.id,
		Name: machine.fleet.engineName,
		Containers: containers.length,
		ContainersRunning: containers.filter(container => container.state === 'running').length,
		ContainersPaused: containers.filter(container => container.state === 'paused').length,
		ContainersStopped: containers.filter(container => container.state === 'exited').length,
		Images: machine.images.size,
		NCPU: machine.fleet.cpus,
		MemTotal: machine.fleet.memory,
		ServerVersion: '27.5.1',
		OperatingSystem: 'Simulated Linux',
		KernelVersion: '6.1.0',
		OSType: 'linux',
		Architecture: 'x86_64',
		CgroupDriver: 'systemd',
		CgroupVersion: '2',
		Driver: 'overlay2',
		DriverStatus: [
			['Backing Filesystem', 'extfs'],
			['Supports d_type', 'true'],
		],
		DockerRootDir: '/var/lib/docker',
		LoggingDriver: 'json-file',
		Plugins: {
			Volume: ['local'],
			Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
			Authorization: null,
			Log: ['fluentd', 'journald', 'json-file', 'local', 'syslog'],
		},
		Runtimes: {'io.containerd.runc.v2': {path: 'runc'}, runc: {path: 'runc'}},
		DefaultRuntime: 'runc',
		SecurityOptions: ['name=seccomp,profile=builtin', 'name=cgroupns'],
		LiveRestoreEnabled: false,
		ExperimentalBuild: false,
		Debug: false,
		HttpProxy: '',
		HttpsProxy: 'http://operator:secret@proxy.example:3128',
		NoProxy: 'localhost,10.0.0.0/8',
		IndexServerAddress: 'https://index.docker.io/v1/',
		RegistryConfig: {
			InsecureRegistryCIDRs: ['127.0.0.0/8'],
			IndexConfigs: {
				'docker.io': {Name: 'docker.io', Mirrors: ['https://mirror.example/'], Secure: true, Official: true},
			},
			Mirrors: ['https://mirror.example/'],
		},
		Warnings: ['WARNING: No swap limit support'],
		Labels: ['tallyman.simulated=true'],
		Swarm:
			swarm === undefined
				? {
						NodeID: '',
						NodeAddr: '',
						LocalNodeState: 'inactive',
						ControlAvailable: false,
						Error: '',
						RemoteManagers: null,
					}
				: {
						NodeID: swarm.selfId,
						NodeAddr: '10.0.0.1',
						LocalNodeState: 'active',
						ControlAvailable: !visit.isWorker,
						Error: '',
						RemoteManagers: [{NodeID: swarm.selfId, Addr: '10.0.0.1:2377'}],
						Nodes: nodes.length,
						Managers: nodes.filter(node => node.role === 'manager').length,
					},
	};
};

const events = (visit: Visit): void => {
	const filters = parseFilters(visit.query.get('filters'));
	const isWanted = (event: SimulatedEvent): boolean =>
		passes(filters, 'type', wanted => event.Type === wanted) &&
		passes(filters, 'event', wanted => event.Action === wanted || event.Action.startsWith(`${wanted}:`));
	const until = Number(visit.query.get('until') ?? Number.NaN) * 1e9;
	visit.stream('application/json', (write, end) => {
		const tell = (event: SimulatedEvent): void => {
			if (isWanted(event)) write(Buffer.from(`${JSON.stringify(event)}\n`));
		};
		const since = visit.query.get('since');
		const past = since === null ? [] : visit.machine.events.since(Number(since));
		for (const event of past) if (!(event.timeNano > until)) tell(event);
		if (!Number.isNaN(until)) {
			// Only what was is asked for.
			end();
			return () => undefined;
		}
		return visit.machine.events.listen(tell);
	});
};

/** What an engine tells of itself. */
export const engineRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: /^\/_ping$/,
		answer: visit => {
			visit.response.writeHead(200, {'content-type': 'text/plain; charset=utf-8', 'content-length': 2});
			visit.response.end('OK');
		},
	},
	{
		method: 'GET',
		pattern: /^\/version$/,
		answer: visit =>
			visit.json(200, {
				Version: '27.5.1',
				ApiVersion: '1.47',
				MinAPIVersion: '1.24',
				Os: 'linux',
				Arch: 'amd64',
				Components: [
					{Name: 'Engine', Version: '27.5.1', Details: {}},
					{Name: 'containerd', Version: '1.7.25', Details: {}},
					{Name: 'runc', Version: '1.2.4', Details: {}},
				],
			}),
	},
	{method: 'GET', pattern: /^\/info$/, answer: visit => visit.json(200, info(visit))},
	{method: 'GET', pattern: /^\/events$/, answer: events},
];

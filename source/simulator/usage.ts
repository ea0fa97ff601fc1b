import type {Fleet, SimulatedContainer} from './world.ts';
import {hashOf} from './world.ts';

/** Smooth wandering round 1, between about 0.4 and 1.6: three waves whose phases come from the id. */
const wander = (id: string, seconds: number): number => {
	const phase = hashOf(id) % 1000;
	return (
		1 +
		0.3 * Math.sin(seconds / 7 + phase) +
		0.2 * Math.sin(seconds / 23 + phase * 2) +
		0.1 * Math.sin(seconds / 3 + phase * 3)
	);
};

/** The integral of `wander` from 0: counters made of it never go backwards. */
const wandered = (id: string, seconds: number): number => {
	const phase = hashOf(id) % 1000;
	const integral = (at: number): number =>
		at -
		0.3 * 7 * Math.cos(at / 7 + phase) -
		0.2 * 23 * Math.cos(at / 23 + phase * 2) -
		0.1 * 3 * Math.cos(at / 3 + phase * 3);
	return integral(seconds) - integral(0);
};

/** The body of `/containers/{id}/stats` at a moment; of a container that does not run, the empty one that Docker sends. */
export const statsOf = (container: SimulatedContainer, fleet: Pick<Fleet, 'cpus' | 'memory'>, now: number): object => {
	const identity = {name: `/${container.name}`, id: container.id};
	if (container.state !== 'running' && container.state !== 'paused') {
		const nothing = {
			cpu_usage: {total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0},
			throttling_data: {periods: 0, throttled_periods: 0, throttled_time: 0},
		};
		return {
			read: '0001-01-01T00:00:00Z',
			preread: '0001-01-01T00:00:00Z',
			pids_stats: {},
			blkio_stats: {},
			num_procs: 0,
			storage_stats: {},
			cpu_stats: nothing,
			precpu_stats: nothing,
			memory_stats: {},
			...identity,
		};
	}
	const {load} = container;
	const seconds = Math.max(0, (now - container.startedAt) / 1000);
	const growth = container.lifetime === undefined ? 1 : Math.min(1, 0.2 + (seconds * 1000) / container.lifetime);
	const amount = (perSecond: number): number => Math.floor(perSecond * wandered(container.id, seconds));
	const total = Math.floor((load.cpu / 100) * 1e9 * wandered(container.id, seconds));
	const system = Math.floor((now / 1000) * fleet.cpus * 1e9);
	const cache = Math.floor(load.memory * 0.1);
	const usage = Math.floor(
		Math.min(
			container.memoryLimit === 0 ? fleet.memory : container.memoryLimit,
			load.memory * growth * (0.9 + 0.1 * wander(container.id, seconds / 5)),
		),
	);
	const cpu = {
		cpu_usage: {
			total_usage: total,
			usage_in_kernelmode: Math.floor(total / 4),
			usage_in_usermode: Math.floor((total * 3) / 4),
		},
		system_cpu_usage: system,
		online_cpus: fleet.cpus,
		throttling_data: {periods: 0, throttled_periods: 0, throttled_time: 0},
	};
	const io = (op: string, value: number) => ({major: 8, minor: 0, op, value});
	return {
		read: new Date(now).toISOString(),
		preread: '0001-01-01T00:00:00Z',
		pids_stats: {current: 1 + (hashOf(container.id) % 12), limit: 18_446_744_073_709_552_000},
		blkio_stats: {
			io_service_bytes_recursive: [io('read', amount(load.block)), io('write', amount(load.block * 0.6))],
			io_serviced_recursive: null,
			io_queue_recursive: null,
		},
		num_procs: 0,
		storage_stats: {},
		cpu_stats: cpu,
		precpu_stats: {
			cpu_usage: {total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0},
			throttling_data: {periods: 0, throttled_periods: 0, throttled_time: 0},
		},
		memory_stats: {
			usage: usage + cache,
			stats: {inactive_file: cache, active_file: 0, anon: usage},
			limit: container.memoryLimit === 0 ? fleet.memory : container.memoryLimit,
		},
		networks: {
			eth0: {
				rx_bytes: amount(load.network),
				rx_packets: 0,
				rx_errors: 0,
				rx_dropped: 0,
				tx_bytes: amount(load.network * 0.7),
				tx_packets: 0,
				tx_errors: 0,
				tx_dropped: 0,
			},
		},
		...identity,
	};
};

import {describe, expect, it} from 'vitest';
import {decodeUsage} from '../../source/engine/decode-usage.ts';

const read = '2026-11-24T03:14:11.5Z';
const cpu_stats = {cpu_usage: {total_usage: 100, percpu_usage: [60, 40]}, system_cpu_usage: 1000, online_cpus: 4};
const sample = (rest: object) => decodeUsage({read, cpu_stats, ...rest});

describe('a sample', () => {
	it('counts memory without the page cache, in both versions of cgroups', () => {
		const v1 = {usage: 1000, limit: 4000, stats: {total_inactive_file: 300, inactive_file: 100}};
		expect(sample({memory_stats: v1})).toMatchObject({memory: 700, memoryLimit: 4000});
		expect(sample({memory_stats: {usage: 1000, stats: {inactive_file: 100}}})?.memory).toBe(900);
		expect(sample({memory_stats: {usage: 1000, stats: {total_inactive_file: 2000}}})?.memory).toBe(1000);
		expect(sample({memory_stats: {usage: 1000}})?.memory).toBe(1000);
		expect(sample({memory_stats: {}})).not.toHaveProperty('memory');
	});

	it('adds up all networks, and knows nothing of the host’s', () => {
		const networks = {eth0: {rx_bytes: 1, tx_bytes: 2}, eth1: {rx_bytes: 10, tx_bytes: 20}};
		expect(sample({networks})).toMatchObject({received: 11, sent: 22});
		expect(sample({})).not.toHaveProperty('received');
	});

	it('adds up blocks however the engine spells the operation', () => {
		const io_service_bytes_recursive = [
			{op: 'Read', value: 1},
			{op: 'read', value: 2},
			{op: 'Write', value: 10},
			{op: 'write', value: 20},
			{op: 'Total', value: 99},
		];
		expect(sample({blkio_stats: {io_service_bytes_recursive}})).toMatchObject({read: 3, written: 30});
		expect(sample({blkio_stats: {io_service_bytes_recursive: null}})).toMatchObject({read: 0, written: 0});
	});

	it('counts CPUs by the list where the engine does not tell', () => {
		expect(sample({})).toMatchObject({cpuTotal: 100, systemTotal: 1000, onlineCpus: 4, at: Date.parse(read)});
		expect(decodeUsage({read, cpu_stats: {...cpu_stats, online_cpus: 0}})?.onlineCpus).toBe(2);
		expect(decodeUsage({read, cpu_stats: {cpu_usage: {total_usage: 5}}})).not.toHaveProperty('onlineCpus');
	});

	it('is none of a container that does not run', () => {
		const empty = {read: '0001-01-01T00:00:00Z', cpu_stats: {cpu_usage: {total_usage: 0}}, memory_stats: {}};
		expect(decodeUsage(empty)).toBeUndefined();
		for (const nothing of [undefined, null, {}, '']) expect(decodeUsage(nothing)).toBeUndefined();
	});
});

import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {decodeUsage} from '../../source/engine/decode-usage.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {formatBytes, formatMemory, formatPercent} from '../../source/model/bytes.ts';
import {type UsageSample, usageBetween} from '../../source/model/usage.ts';
import {startEngineProxy} from '../lab/engine-proxy.ts';
import {labImage} from '../lab/image.ts';
import {eventually} from '../lab/process.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';

const ending = new AbortController();
const {signal} = ending;

// Writes a file once, so that there is page cache to be counted wrongly, then keeps half a core busy or not at all.
const still = 'trap exit TERM; head -c 20000000 /dev/zero >/tmp/file; cat /tmp/file >/dev/null; sleep 1000 & wait';
const busy = 'trap exit TERM; while :; do i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; sleep 0.05; done';

describe.skipIf(!hasLab)('usage', () => {
	let engine: Engine;
	const ids: string[] = [];

	beforeAll(async () => {
		const lab = sharedLab();
		engine = await connectEngine({name: 'lab', url: lab.url, origin: 'test'}, signal);
		const run = async (script: string, ...options: readonly string[]): Promise<string> => {
			const id = await lab.docker('run', '-d', ...options, '--memory', '100m', labImage, 'sh', '-c', script);
			ids.push(id);
			return id;
		};
		const first = await run(still);
		await run(busy);
		for (const network of [`container:${first}`, 'host', 'none']) await run(still, '--network', network);
	});

	afterAll(async () => {
		ending.abort();
		engine?.close();
		await sharedLab()
			.docker('rm', '-f', ...ids)
			.catch(() => '');
	});

	const statsOf = async (id: string, url = sharedLab().url): Promise<Readonly<Record<string, string>>> =>
		JSON.parse(await sharedLab().docker('--host', url, 'stats', '--no-stream', '--format', '{{json .}}', id));

	it('is what docker stats prints of the same sample, to the last digit', async () => {
		const lab = sharedLab();
		const proxy = await startEngineProxy(join(lab.folder, 'stats.sock'), lab.socketPath);
		try {
			for (const id of ids.slice(0, 2)) {
				const printed = await statsOf(id, proxy.url);
				const [answer = ''] = proxy.answersTo(new RegExp(`${id}/stats`));
				const body = JSON.parse(answer);
				const sample = decodeUsage(body);
				if (sample === undefined) throw new Error(`The engine told nothing: ${answer}`);
				const usage = usageBetween(decodeUsage({...body, read: body.preread, cpu_stats: body.precpu_stats}), sample);
				expect(printed).toMatchObject({
					CPUPerc: formatPercent(usage.cpu ?? Number.NaN),
					MemUsage: `${formatMemory(usage.memory ?? -1)} / ${formatMemory(usage.memoryLimit ?? -1)}`,
					MemPerc: formatPercent(usage.memoryPercent ?? Number.NaN),
					NetIO: `${formatBytes(usage.received ?? -1)} / ${formatBytes(usage.sent ?? -1)}`,
					BlockIO: `${formatBytes(usage.read ?? -1)} / ${formatBytes(usage.written ?? -1)}`,
					PIDs: String(usage.pids),
				});
			}
		} finally {
			await proxy.close();
		}
	});

	it.each([
		['a network of its own', 0],
		['the network of another', 2],
		['the host’s network', 3],
		['no network', 4],
	])('reads the same from the kernel’s files as the engine tells, with %s', async (_, index) => {
		const figures = ({memory, memoryLimit, received, sent, read, written, pids, onlineCpus}: UsageSample) => ({
			memory,
			memoryLimit,
			received,
			sent,
			read,
			written,
			pids,
			onlineCpus,
		});
		const id = ids[index] ?? '';
		// Which network a container joined is known from the list.
		await engine.containers.list({}, signal);
		// The kernel moves pages between its lists, and every container on the bridge hears its broadcasts: no moment is surely still.
		await eventually(
			'the same figures from both',
			async () => {
				const before = await engine.containers.localSample(id, signal);
				const told = await engine.containers.sample(id, signal);
				const after = await engine.containers.localSample(id, signal);
				if (before === undefined || told === undefined || after === undefined) return undefined;
				// Counters only rise. The kernel adds ticks up by 10 ms, a few at a time.
				expect(told.cpuTotal).toBeGreaterThanOrEqual(before.cpuTotal);
				expect(told.cpuTotal).toBeLessThanOrEqual(after.cpuTotal);
				return isDeepStrictEqual(figures(before), figures(told)) ? true : undefined;
			},
			40_000,
		);
	});

	it('is about the CPU that docker stats prints where something moves', async () => {
		const [, id = ''] = ids;
		await eventually(
			'a figure near to that of docker stats',
			async () => {
				const streaming = new AbortController();
				let previous: UsageSample | undefined;
				let cpu: number | undefined;
				const said = statsOf(id);
				for await (const sample of engine.containers.samples(id, AbortSignal.any([signal, streaming.signal]))) {
					cpu = usageBetween(previous, sample).cpu;
					previous = sample;
					if (cpu !== undefined) streaming.abort();
				}
				const printed = Number.parseFloat((await said).CPUPerc ?? '');
				expect(cpu).toBeGreaterThan(0);
				return cpu !== undefined && Math.abs(cpu - printed) < Math.max(3, printed * 0.25) ? true : undefined;
			},
			40_000,
		);
	});
});

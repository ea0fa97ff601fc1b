import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createCgroupReader} from '../../source/engine/cgroup-usage.ts';
import {decodeUsage} from '../../source/engine/decode-usage.ts';
import recorded from './cgroup-v2.json' with {type: 'json'};

// The unified hierarchy as a real engine left it, with what it told of the same container at that moment; version 1 is
// tried on the engine of the test run, in usage.engine.test.ts.

const {signal} = new AbortController();
const ids = ['a', 'b'].map(letter => letter.repeat(64)) as [string, string];
let root: string;

const write = (path: string, text: string): void => {
	mkdirSync(dirname(join(root, path)), {recursive: true});
	writeFileSync(join(root, path), text);
};

/** Puts a container's files where a cgroup driver keeps them. */
const place = (pid: number, cgroup: string): void => {
	for (const [name, text] of Object.entries(recorded.files)) {
		if (name.startsWith('cgroup/')) write(`cgroup${cgroup}/${name.slice('cgroup/'.length)}`, text);
	}
	write(`cgroup${cgroup}/cgroup.procs`, `${pid}\n`);
	write(`proc/${pid}/cgroup`, `0::${cgroup}\n`);
	write(`proc/${pid}/net/dev`, recorded.files['process/net/dev']);
	write('proc/stat', recorded.files.stat);
};

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'tallyman-cgroup-'));
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

/** Modes are those of the two containers, by their ids. */
const open = (...modes: readonly string[]) => {
	const modeOf = (id: string) => (ids.includes(id) ? (modes[ids.indexOf(id)] ?? 'bridge') : undefined);
	const asked: string[] = [];
	const read = createCgroupReader(
		{
			find: async id => {
				asked.push(id);
				return {pid: ids.indexOf(id) + 100, networkMode: modeOf(id)};
			},
			networkMode: modeOf,
		},
		{cgroup: join(root, 'cgroup'), proc: join(root, 'proc')},
	);
	return {read: (id: string) => read(id, signal), asked};
};

describe.each([
	['cgroupfs', (id: string) => `/docker/${id}`],
	['systemd', (id: string) => `/system.slice/docker-${id}.scope`],
])('cgroup v2 by the %s driver', (_, pathOf) => {
	beforeEach(() => {
		for (const [index, id] of ids.entries()) place(index + 100, pathOf(id));
	});

	it('tells what the engine told', async () => {
		const {at: _at, systemTotal: _total, ...told} = decodeUsage(recorded.stats) ?? {at: 0, cpuTotal: 0};
		const sample = await open().read(ids[0]);
		expect(sample).toMatchObject(told);
		// The first seven fields of /proc/stat, in ticks of 10 ms.
		expect(sample?.systemTotal).toBe((6331 + 3086 + 4216 + 190) * 1e7);
	});

	it('asks the engine about one container, and finds the others beside it', async () => {
		const {read, asked} = open();
		for (const id of [...ids, ...ids]) expect((await read(id))?.cpuTotal).toBe(3_244_902_000);
		expect(asked).toEqual([ids[0]]);
	});

	it('counts the network that a container joined, unless that is the host’s or not known', async () => {
		const received = async (...modes: readonly string[]) => (await open(...modes).read(ids[0]))?.received;
		expect(await received(`container:${ids[1]}`)).toBe(1294);
		expect(await received(`container:${ids[1]}`, 'host')).toBeUndefined();
		expect(await received('container:gone')).toBeUndefined();
		expect(await received('none')).toBeUndefined();
	});

	it('knows no limit but the machine’s memory, and no network on the host’s', async () => {
		write(`cgroup${pathOf(ids[0])}/memory.max`, 'max\n');
		const sample = await open('host').read(ids[0]);
		expect(sample?.memoryLimit).toBeGreaterThan(67_108_864);
		expect(sample?.received).toBeUndefined();
		expect(sample?.sent).toBeUndefined();
	});
});

it('does not take another machine’s process for the container’s', async () => {
	place(100, `/docker/${ids[0]}`);
	write('proc/100/cgroup', '0::/user.slice\n');
	await expect(open().read(ids[0])).rejects.toMatchObject({kind: 'forbidden'});
});

import {mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, it, vi} from 'vitest';
import type {MainOptions} from '../../source/main.ts';
import {hasOpenssl, makeCertificates} from '../lab/certificates.ts';
import {labImage} from '../lab/image.ts';
import type {Lab} from '../lab/lab.ts';
import {eventually} from '../lab/process.ts';
import {hasLab} from '../lab/shared-lab.ts';
import {hasSshServer, startSshServer} from '../lab/ssh-server.ts';
import {type SwarmLab, startSwarmLab} from '../lab/swarm-lab.ts';
import {loopback, startTcpWays} from '../lab/tcp-ways.ts';
import {keys} from '../terminal/screen.ts';
import {openScreenOn} from './program.ts';

/** How long a swarm may take on a busy machine, ms. */
const patience = 90_000;

/** Percent of a CPU that each of the busy tasks may use. */
const share = 10;

describe.skipIf(!hasLab)('a whole swarm of three engines, from its manager', () => {
	let lab: SwarmLab;
	let folder: string;
	let program: Awaited<ReturnType<typeof openScreenOn>>;
	/** Looks at the whole swarm by ways to its nodes, at their tasks. */
	const open = async (nodeHost: string, host = lab.manager.url, more: Partial<MainOptions> = {}): Promise<void> => {
		program = await openScreenOn({columns: 180, rows: 30, host, nodeHost, ...more});
		await program.screen.waitFor('Overview', patience);
		await program.screen.press('4');
		await program.screen.waitFor(/TASKS \d/, patience);
	};

	/** The cells of each line that begins with a task's name and that it runs, by it: those before it stand there too. */
	const tasks = (): ReadonlyMap<string, readonly string[]> =>
		new Map(
			program.screen
				.text()
				.map(line => line.slice(2).trimEnd().split(/\s+/))
				.filter(([name = '', state]) => /^(?:web|busy)\.\w+$/.test(name) && state === 'running')
				.map(cells => [cells[0] ?? '', cells]),
		);
	/** What docker stats tells on each node of its tasks: memory as it prints it, by the task's name. */
	const told = async (): Promise<ReadonlyMap<string, {readonly memory: string; readonly cpu: number}>> => {
		const lines = await Promise.all(
			[lab.manager, ...lab.workers].map((node: Lab) =>
				node.docker('stats', '--no-stream', '--format', '{{.Name}} {{.MemUsage}} {{.CPUPerc}}'),
			),
		);
		return new Map(
			lines
				.join('\n')
				.split('\n')
				.filter(Boolean)
				.map(line => {
					const [name = '', memory = '', , , cpu = ''] = line.split(' ');
					return [name.split('.').slice(0, 2).join('.'), {memory, cpu: Number.parseFloat(cpu)}] as const;
				}),
		);
	};
	const serve = (name: string, command: string, ...rest: readonly string[]): Promise<string> =>
		lab.manager.docker(
			'service',
			'create',
			'-d',
			'--no-resolve-image',
			'--name',
			name,
			...rest,
			labImage,
			'sh',
			'-c',
			command,
		);

	beforeAll(async () => {
		lab = await startSwarmLab(2);
		folder = mkdtempSync(join(tmpdir(), 'tallyman-nodes-'));
		for (const node of [lab.manager, ...lab.workers])
			symlinkSync(node.socketPath, join(folder, await node.docker('info', '--format', '{{.Swarm.NodeID}}')));
		await serve('web', 'exec sleep 1000000', '--replicas', '3', '--replicas-max-per-node', '1');
		await serve('busy', 'while :; do :; done', '--mode', 'global', '--limit-cpu', String(share / 100));
		await open(`unix://${folder}/{id}`);
		await program.screen.waitFor(/TASKS 6/, patience);
	}, 2 * patience);

	afterAll(async () => {
		await program?.close();
		await lab?.stop();
		if (folder !== undefined) rmSync(folder, {recursive: true, force: true});
	}, patience);

	/** Each task has the memory that docker stats tells on its node, and the CPU that it may use. */
	const tellsUsage = async (): Promise<void> => {
		await program.screen.waitFor('usage from 3/3 nodes', patience);
		await eventually(
			'the same memory for each task, and the CPU that it may use',
			async () => {
				const [expected, shown] = [await told(), tasks()];
				if (expected.size !== 6 || shown.size !== 6) return undefined;
				return (
					([...expected].every(([name, {memory}]) => shown.get(name)?.at(-2) === memory) &&
						[...shown].every(([name, cells]) => {
							const cpu = Number.parseFloat(cells.at(-1) ?? '');
							return name.startsWith('web') ? cpu < share / 2 : Math.abs(cpu - share) < share / 2;
						})) ||
					undefined
				);
			},
			patience,
		);
	};

	/** One that dies is told, the others go on, and it is seen again when it is back. */
	const outlivesNode = async (): Promise<void> => {
		const [, dying] = lab.workers;
		if (dying === undefined) throw new Error('there is no second worker');
		await dying.kill();
		await program.screen.waitFor('usage from 2/3 nodes', patience);
		await program.screen.waitFor(
			() => [...tasks()].filter(([, cells]) => /%$/.test(cells.at(-1) ?? '')).length >= 4,
			patience,
		);
		await lab.restart(dying);
		await program.screen.waitFor('usage from 3/3 nodes', patience);
	};

	it('shows the usage of every task as docker stats tells it on its node', {timeout: 2 * patience}, tellsUsage);

	it('sums it up for services and nodes', {timeout: patience}, async () => {
		await program.screen.press('3');
		await program.screen.waitFor(/busy .*3\/3/, patience);
		await program.screen.waitFor(lines => {
			const cpu = /^..busy .*\s([\d.]+)%/.exec(
				lines.find(line => line.startsWith('  busy') || line.startsWith('▌ busy') || /^..busy/.test(line)) ?? '',
			)?.[1];
			return Math.abs(Number(cpu) - 3 * share) < share;
		}, patience);
		await program.screen.press('5');
		await program.screen.waitFor(lines => lines.filter(line => /\bReady\b.*\d%/.test(line)).length === 3, patience);
	});

	it('stays live when a node dies, says what is not seen, and sees it again by itself', {
		timeout: 3 * patience,
	}, async () => {
		await program.screen.press('4');
		await program.screen.waitFor(/TASKS \d/, patience);
		await outlivesNode();
	});

	it('reads the log of a task on another node, and opens its page', {timeout: patience}, async () => {
		await program.screen.press('4', '/', ...'web.', keys.enter);
		await program.screen.waitFor(/TASKS .*web\./, patience);
		await program.screen.press('i');
		await program.screen.waitFor(/TASK web\.[\s\S]*Node/, patience);
	});

	it('does the same over tcp', {timeout: 5 * patience}, async () => {
		await program.close();
		const ways = await startTcpWays(lab);
		try {
			await open(ways.template, ways.manager);
			await tellsUsage();
			await outlivesNode();
		} finally {
			await program.close();
			await ways.close();
		}
	});

	it.skipIf(!hasOpenssl)(
		'shows the same over tcp with TLS, to who has a certificate',
		{timeout: 3 * patience},
		async () => {
			const certificates = await makeCertificates(lab.nodes.map((_, index) => loopback(index)));
			const ways = await startTcpWays(lab, certificates.server);
			const fileOf = (name: string): string => join(certificates.folder, `${name}.pem`);
			try {
				await open(ways.template, lab.manager.url, {tls: {isOn: true, isVerified: true, ca: fileOf('ca')}});
				await program.screen.waitFor(/node2 ✗ lost: (?:TLS|connection).* usage from 1\/3 nodes/, patience);
				await program.close();
				const tls = {isOn: true, isVerified: true, ca: fileOf('ca'), cert: fileOf('cert'), key: fileOf('key')};
				await open(ways.template, ways.manager, {tls});
				await tellsUsage();
			} finally {
				await program.close();
				await ways.close();
				certificates.remove();
			}
		},
	);

	it.skipIf(!hasSshServer)('does the same over ssh', {timeout: 5 * patience}, async () => {
		await program.close();
		const server = await startSshServer();
		vi.stubEnv('PATH', `${server.path}:${process.env.PATH}`);
		vi.stubEnv('TMPDIR', server.temporary);
		try {
			const through = `ssh://root@127.0.0.1:${server.port}`;
			await open(`${through}${folder}/{id}`, `${through}${lab.manager.socketPath}`);
			await tellsUsage();
			await outlivesNode();
		} finally {
			await program.close();
			await eventually('no ssh to be left', () => server.clients().length === 0 || undefined, patience);
			vi.unstubAllEnvs();
			await server.stop();
		}
	});
});

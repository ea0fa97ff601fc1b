import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {networks as kind} from '../../source/resources/networks/networks.ts';
import {labImage} from '../lab/image.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {container, now, viewOf} from '../resources/container-view.ts';
import {keepNetworkContract, type NetworkScene} from './network-contract.ts';

const open = async (): Promise<NetworkScene> => {
	const lab = sharedLab();
	const scene = {
		used: 'contract-used',
		user: 'contract-user',
		idle: 'contract-idle',
		waiting: 'contract-waiting',
		overlay: 'contract-overlay',
		service: 'contract-service',
	};
	await lab.docker('network', 'create', '--subnet', '10.98.0.0/24', scene.used);
	await lab.docker('network', 'create', '--internal', scene.idle);
	await lab.docker('network', 'create', '--driver', 'overlay', '--opt', 'encrypted', scene.overlay);
	await lab.docker('run', '-d', '--name', scene.user, '--network', scene.used, labImage);
	await lab.docker('create', '--name', scene.waiting, '--network', scene.idle, labImage);
	const options = ['--detach', '--no-resolve-image', '--replicas', '0', '--network', scene.overlay];
	await lab.docker('service', 'create', ...options, '--name', scene.service, labImage);
	return {
		...scene,
		address: {name: 'lab', url: lab.url, origin: 'test'},
		end: async () => {
			await lab.docker('service', 'rm', scene.service).catch(() => '');
			await lab.docker('rm', '-f', scene.user, scene.waiting).catch(() => '');
			await lab.docker('network', 'rm', scene.used, scene.overlay).catch(() => '');
		},
	};
};

describe.skipIf(!hasLab)('networks of a real engine', () => keepNetworkContract(open));

describe.skipIf(!hasLab)('a list of networks', () => {
	const ending = new AbortController();
	const {signal} = ending;
	let engine: Engine;

	beforeAll(async () => {
		const lab = sharedLab();
		engine = await connectEngine({name: 'lab', url: lab.url, origin: 'test'}, signal);
		await lab.docker('network', 'create', '--subnet', '10.97.0.0/24', '--gateway', '10.97.0.9', 'listed-used');
		await lab.docker('network', 'create', '--attachable', '--driver', 'overlay', 'listed-free');
		await lab.docker('run', '-d', '--name', 'contract-listed', '--network', 'listed-used', labImage);
	});

	afterAll(async () => {
		ending.abort();
		engine?.close();
		const lab = sharedLab();
		await lab.docker('rm', '-f', 'contract-listed').catch(() => '');
		await lab.docker('network', 'rm', 'listed-used', 'listed-free').catch(() => '');
	});

	it('tells what docker network ls and inspect tell, and which of them nothing uses', async () => {
		const lab = sharedLab();
		const rows = await engine.networks.list(signal);
		const containers = await engine.containers.list({}, signal);
		const services = await engine.services.list(signal);
		const view = viewOf(container(), {
			state: {
				role: 'manager',
				tables: {
					containers: {at: now, rows: new Map(containers.map(row => [row.id, row]))},
					services: {at: now, rows: new Map(services.map(row => [row.id, row]))},
				},
			},
		});
		const ours = (...ids: readonly string[]): readonly string[] =>
			rows
				.map(row =>
					ids
						.map(id => {
							const cell = kind.columns.find(column => column.id === id)?.cell(row, view);
							return cell !== undefined && 'text' in cell ? cell.text : '';
						})
						.join(' ')
						.trimEnd(),
				)
				.sort();
		const printed = (await lab.docker('network', 'ls', '--format', '{{.ID}} {{.Name}} {{.Driver}} {{.Scope}}')).split(
			'\n',
		);
		expect(ours('id', 'name', 'driver', 'scope')).toEqual(printed.sort());
		const format = '{{.Name}} {{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}}';
		const inspected = await lab.docker('network', 'inspect', '--format', format, ...rows.map(({id}) => id));
		expect(ours('name', 'subnet', 'gateway')).toEqual(
			inspected
				.split('\n')
				.map(line => line.trimEnd())
				.sort(),
		);
		expect(inspected).toContain('listed-used 10.97.0.0/24 10.97.0.9');
		const free = rows.filter(row => kind.condition(row, view).word === 'unused').map(({name}) => name);
		expect(free).toContain('listed-free');
		expect(free).not.toContain('listed-used');
		for (const name of ['bridge', 'host', 'none', 'ingress', 'docker_gwbridge']) expect(free).not.toContain(name);
	});
});

import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {volumes as kind} from '../../source/resources/volumes/volumes.ts';
import {labImage} from '../lab/image.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {container, now, viewOf} from '../resources/container-view.ts';
import {keepVolumeContract, type VolumeScene} from './volume-contract.ts';

const users = ['contract-user', 'contract-exited'];

const open = async (): Promise<VolumeScene> => {
	const lab = sharedLab();
	const [used, idle, alone] = ['contract-used', 'contract-idle', 'contract-alone'];
	const options = ['--opt', 'type=tmpfs', '--opt', 'device=tmpfs', '--label', 'team=web'];
	await lab.docker('volume', 'create', ...options, alone);
	await lab.docker('run', '-d', '--name', 'contract-user', '-v', `${used}:/data`, '-v', '/anonymous', labImage);
	await lab.docker('run', '--name', 'contract-exited', '-v', `${idle}:/data`, labImage, 'true');
	return {
		address: {name: 'lab', url: lab.url, origin: 'test'},
		used,
		user: 'contract-user',
		idle,
		alone: {name: alone, label: 'team', option: 'type'},
		end: async () => {
			await lab.docker('rm', '-f', '-v', ...users).catch(() => '');
			await lab.docker('volume', 'rm', used, idle).catch(() => '');
		},
	};
};

describe.skipIf(!hasLab)('volumes of a real engine', () => keepVolumeContract(open));

describe.skipIf(!hasLab)('a list of volumes', () => {
	const ending = new AbortController();
	const {signal} = ending;
	let engine: Engine;

	beforeAll(async () => {
		const lab = sharedLab();
		engine = await connectEngine({name: 'lab', url: lab.url, origin: 'test'}, signal);
		await lab.docker('volume', 'create', 'listed-free');
		await lab.docker('create', '--name', 'contract-user', '-v', 'listed-used:/data', '-v', '/anonymous', labImage);
	});

	afterAll(async () => {
		ending.abort();
		engine?.close();
		const lab = sharedLab();
		await lab.docker('rm', '-f', '-v', 'contract-user').catch(() => '');
		await lab.docker('volume', 'rm', 'listed-free', 'listed-used').catch(() => '');
	});

	it('tells what docker volume ls tells, and which of them nobody uses', async () => {
		const rows = await engine.volumes.list(signal);
		const containers = await engine.containers.list({}, signal);
		const view = viewOf(container(), {
			state: {tables: {containers: {at: now, rows: new Map(containers.map(row => [row.id, row]))}}},
		});
		const printed = async (...filter: readonly string[]): Promise<readonly string[]> =>
			(await sharedLab().docker('volume', 'ls', '--format', '{{.Driver}} {{.Name}} {{.Scope}}', ...filter))
				.split('\n')
				.sort();
		const ours = (wanted = rows): readonly string[] =>
			wanted.map(({driver, name, scope}) => `${driver} ${name} ${scope}`).sort();
		expect(ours()).toEqual(await printed());
		expect(ours(rows.filter(row => kind.condition(row, view).word === 'unused'))).toEqual(
			await printed('--filter', 'dangling=true'),
		);
		expect(rows.length).toBeGreaterThanOrEqual(3);
	});
});

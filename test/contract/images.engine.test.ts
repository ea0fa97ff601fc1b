import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {images as kind} from '../../source/resources/images/images.ts';
import {labImage} from '../lab/image.ts';
import {hasLab, sharedLab} from '../lab/shared-lab.ts';
import {container, viewOf} from '../resources/container-view.ts';
import {type ImageScene, keepImageContract} from './image-contract.ts';

/** An image of its own for each label, made from the one of the lab. */
const commit = (label: string, ...name: readonly string[]): Promise<string> =>
	sharedLab().docker('commit', '--change', `LABEL made=${label}`, 'contract-template', ...name);

const template = (): Promise<string> => sharedLab().docker('create', '--name', 'contract-template', labImage);

const open = async (): Promise<ImageScene> => {
	const lab = sharedLab();
	const [used, user, alone] = ['contract/used:1', 'contract-user', 'contract/alone:latest'];
	const twice = ['contract/twice:2', 'contract/twice:latest'] as const;
	await template();
	await commit('used', used);
	await commit('twice', twice[0]);
	await lab.docker('tag', ...twice);
	await commit('alone', alone);
	await commit('nameless');
	await lab.docker('run', '-d', '--name', user, used);
	return {
		address: {name: 'lab', url: lab.url, origin: 'test'},
		used,
		user,
		twice,
		alone,
		end: async () => {
			await lab.docker('rm', '-f', user, 'contract-template').catch(() => '');
			await lab.docker('rmi', used, alone, ...twice).catch(() => '');
		},
	};
};

describe.skipIf(!hasLab)('images of a real engine', () => keepImageContract(open));

describe.skipIf(!hasLab)('a list of images', () => {
	const ending = new AbortController();
	const {signal} = ending;
	let engine: Engine;

	beforeAll(async () => {
		const lab = sharedLab();
		engine = await connectEngine({name: 'lab', url: lab.url, origin: 'test'}, signal);
		await template();
		await commit('old', 'moved/web:1');
		await commit('none');
		await lab.docker('run', '-d', '--name', 'contract-behind', 'moved/web:1');
		await commit('new', 'moved/web:1');
		await lab.docker('tag', 'moved/web:1', 'registry.local:5000/moved/web:latest');
	});

	afterAll(async () => {
		ending.abort();
		engine?.close();
		const lab = sharedLab();
		await lab.docker('rm', '-f', 'contract-behind', 'contract-template').catch(() => '');
		await lab.docker('rmi', 'moved/web:1', 'registry.local:5000/moved/web:latest').catch(() => '');
		await lab.docker('image', 'prune', '--force').catch(() => '');
	});

	it('tells what docker image ls tells', async () => {
		const rows = await engine.images.list([], signal);
		const view = viewOf(container());
		const ours = rows.map(row =>
			['repository', 'tag', 'id', 'size'].map(id => {
				const cell = kind.columns.find(column => column.id === id)?.cell(row, view);
				return cell !== undefined && 'text' in cell ? cell.text : '';
			}),
		);
		const format = '{{.Repository}} {{.Tag}} {{.ID}} {{.Size}}';
		const printed = (await sharedLab().docker('image', 'ls', '--format', format)).split('\n');
		expect(ours.map(cells => cells.join(' ')).sort()).toEqual(printed.sort());
		// The old one lost its name, and another one never had any.
		expect(printed.filter(line => line.startsWith('<none> <none> '))).toHaveLength(2);
	});

	it('tells who was made from a name that is on another image by now', async () => {
		const containers = await engine.containers.list({}, signal);
		const behind = containers.find(({name}) => name === 'contract-behind');
		if (behind === undefined) throw new Error('there is no container');
		const rows = await engine.images.list([behind.id], signal);
		expect(rows.filter(row => row.leftBehind.length > 0)).toMatchObject([
			{reference: 'moved/web:1', leftBehind: [behind.id]},
		]);
		expect(behind.image).toBe(behind.imageId);
		expect(rows.find(row => row.imageId === behind.imageId)?.tags).toEqual([]);
	});
});

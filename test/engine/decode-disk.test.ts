import {describe, expect, it} from 'vitest';
import {decodeDiskUsage} from '../../source/engine/decode-disk.ts';
import {freeableOf} from '../../source/model/disk-usage.ts';

const hex = (letter: string) => letter.repeat(64);

const images = [
	{Id: `sha256:${hex('a')}`, RepoTags: ['web:1'], Size: 100, SharedSize: 40, Containers: 2},
	{Id: `sha256:${hex('b')}`, RepoTags: null, RepoDigests: null, Size: 70, SharedSize: 40, Containers: 0},
	{Id: `sha256:${hex('c')}`, RepoTags: ['<none>:<none>'], Size: 500, SharedSize: -1, Containers: -1},
];
const containers = [
	{Id: hex('1'), Names: ['/web'], SizeRw: 7, State: 'running', Status: 'Up 2 hours'},
	{Id: hex('2'), Names: ['/old'], SizeRw: 9, State: 'exited', Status: 'Exited (0) 3 days ago'},
	{Id: hex('3'), Names: ['/new'], State: 'created', Status: 'Created'},
];
const volumes = [
	{Name: 'data', Driver: 'local', UsageData: {Size: 1000, RefCount: 1}},
	{Name: 'left', Driver: 'local', UsageData: {Size: 300, RefCount: 0}},
	{Name: 'share', Driver: 'nfs', UsageData: {Size: -1, RefCount: -1}},
];
const cache = [
	{
		ID: 'one',
		Type: 'regular',
		Description: 'RUN a',
		Size: 50,
		InUse: false,
		Shared: false,
		LastUsedAt: '2026-11-01T00:00:00Z',
	},
	{ID: 'two', Type: 'regular', Description: 'RUN b', Size: 60, InUse: true, Shared: false},
	{ID: 'three', Type: 'regular', Description: 'RUN c', Size: 70, InUse: false, Shared: true},
];

describe('what docker system df -v tells', () => {
	const older = decodeDiskUsage({
		LayersSize: 130,
		Images: images.slice(0, 2),
		Containers: containers,
		Volumes: volumes,
		BuildCache: cache,
	});

	it('counts layers of images once, and frees what is no one’s', () => {
		// docker's own sum: all layers without what those in use have for themselves.
		expect(older.images).toMatchObject({size: 130, freeable: 70});
		expect(older.images?.entries.map(({name, size, freeable, note}) => [name, size, freeable, note])).toEqual([
			['<none> bbbbbbbbbbbb', 30, 30, 'unused, dangling'],
			['web:1', 60, 0, '2 containers'],
		]);
	});

	it('frees what stopped containers wrote', () => {
		expect(older.containers).toMatchObject({size: 16, freeable: 9});
		expect(older.containers?.entries[0]).toMatchObject({name: 'old', isUsed: false, note: 'Exited (0) 3 days ago'});
	});

	it('knows of a volume that is not counted no size, and no use', () => {
		expect(older.volumes).toMatchObject({size: 1300, freeable: 300});
		const share = older.volumes?.entries.find(({name}) => name === 'share');
		expect(share).toEqual({id: 'share', name: 'share', isUsed: false, note: 'use not told, nfs'});
	});

	it('leaves out of a cache what is shared, and frees what is not in use', () => {
		expect(older.buildCache).toMatchObject({size: 110, freeable: 50});
		expect(older.buildCache?.entries[0]).toMatchObject({name: 'RUN a', usedAt: Date.UTC(2026, 10, 1)});
	});

	it('sums what can be freed', () => {
		expect(freeableOf(older)).toBe(70 + 9 + 300 + 50);
	});

	it('is told by newer engines with sums of their own', () => {
		const newer = decodeDiskUsage({
			ImageUsage: {TotalSize: 200, Reclaimable: 90, TotalCount: 2, ActiveCount: 1, Items: images.slice(0, 2)},
			ContainerUsage: {TotalSize: 16, Reclaimable: 9},
			VolumeUsage: {Items: volumes},
		});
		expect(newer.images).toMatchObject({size: 200, freeable: 90});
		expect(newer.images?.entries).toHaveLength(2);
		expect(newer.containers).toEqual({size: 16, freeable: 9, entries: []});
		expect(newer.volumes?.freeable).toBe(300);
		expect(newer.buildCache).toBeUndefined();
	});

	it.each([
		['nothing', {}, undefined],
		['null', {Images: null, Volumes: null}, 0],
		['rows that are none', {Images: ['x', null, {}], Containers: [{Id: '../x'}]}, 0],
		['figures that are none', {Volumes: [{Name: 'a', UsageData: {Size: '7', RefCount: null}}]}, undefined],
	])('is not guessed of %s', (_name, body, freeable) => {
		expect(freeableOf(decodeDiskUsage(body))).toBe(freeable);
	});

	it('does not call an image unused whose use is not told', () => {
		const {images: told} = decodeDiskUsage({LayersSize: 130, Images: images});
		expect(told?.entries.find(({note}) => note.startsWith('use not told'))).toMatchObject({size: 500});
		expect(told?.entries.find(({note}) => note.startsWith('use not told'))?.freeable).toBeUndefined();
		expect(told?.freeable).toBe(30);
	});
});

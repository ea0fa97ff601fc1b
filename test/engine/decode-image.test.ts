import {describe, expect, it} from 'vitest';
import {decodeImage, decodeImageDetails, decodeSharedSize} from '../../source/engine/decode-image.ts';

const hex = 'a'.repeat(64);
const Id = `sha256:${hex}`;
const digest = (repository: string): string => `${repository}@sha256:${'d'.repeat(64)}`;

const rowsOf = (RepoTags: unknown, RepoDigests: unknown): ReadonlyArray<readonly (string | undefined)[]> =>
	decodeImage({Id, RepoTags, RepoDigests}, 'h').map(row => [row.repository, row.tag, row.reference]);

describe('a row of the image list', () => {
	it('needs nothing but an id', () => {
		expect(decodeImage({Id}, 'h')).toEqual([
			{host: 'h', id: hex, imageId: Id, tags: [], digests: [], labels: {}, leftBehind: []},
		]);
		for (const value of [undefined, null, 'x', [], {}, {Id: '../x'}]) expect(decodeImage(value, 'h')).toEqual([]);
	});

	it.each<readonly [string, unknown, unknown, ReturnType<typeof rowsOf>]>([
		['a tag', ['nginx:1.27'], [digest('nginx')], [['nginx', '1.27', 'nginx:1.27']]],
		[
			'two tags',
			['a:1', 'a:2'],
			[],
			[
				['a', '1', 'a:1'],
				['a', '2', 'a:2'],
			],
		],
		['a registry with a port', ['host:5000/a/b:1'], null, [['host:5000/a/b', '1', 'host:5000/a/b:1']]],
		['Docker Hub as Podman names it', ['docker.io/library/a:1'], [], [['a', '1', 'docker.io/library/a:1']]],
		['a digest only', [], [digest('host:5000/a')], [['host:5000/a', undefined, digest('host:5000/a')]]],
		[
			'a tag, and a digest elsewhere',
			['a:1'],
			[digest('a'), digest('b')],
			[
				['a', '1', 'a:1'],
				['b', undefined, digest('b')],
			],
		],
		['the words for none', ['<none>:<none>'], ['<none>@<none>'], [[undefined, undefined, undefined]]],
		['none', null, null, [[undefined, undefined, undefined]]],
	])('is called by %s', (_name, tags, digests, rows) => expect(rowsOf(tags, digests)).toEqual(rows));

	it.each([
		'../containers/web',
		'a/../../b:1',
		'/a:1',
		'a//b:1',
		'a:1?force=1',
		'a:1#x',
		'a%2f:1',
		'a b:1',
		'a:1\n',
		'',
		7,
		'a'.repeat(1000),
	])('has no name that would lead elsewhere: %j', reference => {
		expect(rowsOf([reference], [])).toEqual([[undefined, undefined, undefined]]);
	});

	it('keeps figures that can be', () => {
		expect(decodeImage({Id, Size: 12, Created: 1_700_000_000, Labels: {a: 'b'}}, 'h')).toMatchObject([
			{size: 12, createdAt: 1_700_000_000_000, labels: {a: 'b'}},
		]);
		const [odd] = decodeImage({Id, Size: -1, Created: 0, Labels: null}, 'h');
		expect([odd?.size, odd?.createdAt, odd?.labels]).toEqual([undefined, undefined, {}]);
	});
});

describe('what inspecting an image tells', () => {
	it('is what its configuration says', () => {
		const body = {
			Os: 'linux',
			Architecture: 'arm',
			Variant: 'v7',
			Config: {
				Entrypoint: ['/bin/sh', '-c', 'exec a b'],
				Cmd: null,
				WorkingDir: '/srv',
				User: 'web',
				ExposedPorts: {'80/tcp': {}, '53/udp': {}},
				Volumes: {'/data': {}},
			},
		};
		expect(decodeImageDetails(body, [], 7)).toEqual({
			platform: 'linux/arm/v7',
			sharedSize: 7,
			entrypoint: "/bin/sh -c 'exec a b'",
			workingDirectory: '/srv',
			user: 'web',
			ports: ['80/tcp', '53/udp'],
			volumes: ['/data'],
			history: [],
			raw: body,
		});
		expect(decodeImageDetails(null, [], undefined)).toEqual({ports: [], volumes: [], history: [], raw: null});
	});

	it.each([
		['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'],
		['RUN /bin/sh -c apt-get update # buildkit', 'RUN /bin/sh -c apt-get update'],
		['/bin/sh -c apt-get update', '/bin/sh -c apt-get update'],
		['', 'Imported from -'],
		['\u001b[2Jx', 'x'],
	])('tells a step of its history plainly: %j', (CreatedBy, command) => {
		const [layer] = decodeImageDetails(
			{},
			[{CreatedBy, Comment: 'Imported from -', Size: 5, Created: 1}],
			undefined,
		).history;
		expect(layer).toEqual({command, size: 5, createdAt: 1000});
	});

	it('counts what it shares only where the engine did', () => {
		expect(decodeSharedSize({Id, SharedSize: 0})).toEqual([Id, 0]);
		for (const SharedSize of [-1, undefined, 'x']) expect(decodeSharedSize({Id, SharedSize})).toBeUndefined();
	});
});
